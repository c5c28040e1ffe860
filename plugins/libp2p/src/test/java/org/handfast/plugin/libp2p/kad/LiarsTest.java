package org.handfast.plugin.libp2p.kad;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;

import org.junit.jupiter.api.Test;

import org.handfast.api.Bytes;
import org.handfast.api.Key;
import org.handfast.plugin.libp2p.fake.FakeNetwork;
import org.handfast.plugin.libp2p.fake.FakeSwarm;
import org.handfast.plugin.libp2p.multiaddr.Multiaddr;
import org.handfast.plugin.libp2p.peer.PeerId;
import org.handfast.plugin.libp2p.stream.StreamReader;
import org.handfast.plugin.libp2p.swarm.Swarm.PeerStream;
import org.handfast.plugin.libp2p.wire.LengthPrefixed;
import org.handfast.plugin.libp2p.wire.Unread;

/** A network in which a third of the servers lie, each as badly as it can. */
final class LiarsTest {

    private static final Bytes KEY = NoteRecords.key("one");

    private final FakeNetwork network = new FakeNetwork(13, Duration.ofMillis(10));
    private final Random random = new Random(14);
    private final List<KadNode> honest = new ArrayList<>();
    private final List<KadNode> liars = new ArrayList<>();
    private int questions;

    private void build(Function<FakeSwarm, Function<KadMessage, Bytes>> lie) {
        for (int i = 0; i < 30; i++) {
            FakeSwarm swarm = network.join("20.0." + i + ".1");
            Multiaddr[] first = honest.isEmpty()
                    ? new Multiaddr[0]
                    : new Multiaddr[] {honest.getFirst().swarm.place()};
            var node = new KadNode(swarm, true, GroupLimits.DEFAULT, first).start();
            if (i % 3 == 2) {
                swarm.handle(KadNode.PROTOCOL, stream -> liar(stream, lie.apply(swarm)));
                liars.add(node);
            } else {
                honest.add(node);
            }
            network.time().pass(Duration.ofMillis(300));
        }
        network.time().pass(Duration.ofSeconds(30));
    }

    private StreamReader liar(PeerStream stream, Function<KadMessage, Bytes> lie) {
        var unread = new Unread();
        return new StreamReader() {
            @Override
            public void received(Bytes bytes) {
                unread.add(bytes);
                LengthPrefixed.take(unread, KadMessage.LONGEST).ifPresent(message -> {
                    questions++;
                    stream.write(lie.apply(KadMessage.decode(message)));
                    stream.finish();
                });
            }

            @Override
            public void finished() {
                stream.finish();
            }

            @Override
            public void closed(String reason) {}
        };
    }

    private static Bytes answer(KadMessage request, Optional<KadRecord> record, List<KadPeer> closer) {
        return new KadMessage(request.type(), request.key(), record, closer).framed();
    }

    private PeerId stranger() {
        var key = new byte[32];
        random.nextBytes(key);
        return PeerId.of(new Key(Key.Algorithm.ED25519, Bytes.wrap(key)));
    }

    private void expectThatTheHonestFindEachOther() {
        Bytes value = NoteRecords.value(network.time().now(), "truth");
        honest.get(2).kad.put(KEY, value, network.time().now().plus(NoteRecords.LASTS));
        network.time().pass(Duration.ofSeconds(12));
        questions = 0;
        List<Bytes> found = new ArrayList<>();
        List<String> searched = new ArrayList<>();
        var search = honest.get(15).kad.get(KEY, found::add, searched::add);

        assertThat(network.time().passUntil(() -> found.contains(value), Duration.ofSeconds(10)))
                .isTrue();
        assertThat(network.time().passUntil(() -> !searched.isEmpty(), Duration.ofSeconds(25)))
                .isTrue();
        search.cancel();
        assertThat(found).containsExactly(value);
        assertThat(questions).isPositive();
    }

    @Test
    void thatAnswerWithThemselvesAndWithWhoAsks() {
        build(swarm -> request -> answer(
                request,
                Optional.empty(),
                List.of(
                        new KadPeer(swarm.self(), swarm.addresses()),
                        new KadPeer(
                                honest.getFirst().swarm.self(),
                                honest.getFirst().swarm.addresses()))));

        expectThatTheHonestFindEachOther();
    }

    @Test
    void thatNameEndlessPeersWhoAreNotThere() {
        build(swarm -> request -> {
            List<KadPeer> made = new ArrayList<>();
            for (int i = 0; i < 24; i++) {
                made.add(new KadPeer(
                        stranger(), List.of(Multiaddr.tcp("30." + random.nextInt(250) + "." + i + ".1", 4001))));
            }
            return answer(request, Optional.empty(), made);
        });

        expectThatTheHonestFindEachOther();
    }

    @Test
    void thatNamePeersWhoAreCloserThanAnybodyAndNeverAnswer() {
        List<KadPeer> close = new ArrayList<>();
        KadId target = KadId.of(network.join("20.9.9.9").crypto(), KEY);
        for (int i = 0; close.size() < 150; i++) {
            FakeSwarm silent = network.join("40." + i / 250 + "." + i % 250 + ".1");
            silent.die();
            if (target.shared(KadId.of(silent.crypto(), silent.self())) >= 4) {
                close.add(new KadPeer(silent.self(), silent.addresses()));
            }
        }
        build(swarm -> request -> {
            Collections.shuffle(close, random);
            return answer(request, Optional.empty(), close.subList(0, 20));
        });

        expectThatTheHonestFindEachOther();
    }

    @Test
    void thatAllBelongToOneWhoHasManyKeysAtOneAddress() {
        List<FakeSwarm> many = new ArrayList<>();
        for (int i = 0; i < 150; i++) {
            many.add(network.join("66.6.6.6", 1000 + i));
        }
        Function<FakeSwarm, Function<KadMessage, Bytes>> lie = swarm -> request -> {
            List<KadPeer> made = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                FakeSwarm next = many.get(random.nextInt(many.size()));
                made.add(new KadPeer(next.self(), next.addresses()));
            }
            return answer(request, Optional.empty(), made);
        };
        many.forEach(swarm -> swarm.handle(KadNode.PROTOCOL, stream -> liar(stream, lie.apply(swarm))));
        build(lie);

        expectThatTheHonestFindEachOther();
        assertThat(honest)
                .allMatch(node -> node.kad.report().stream()
                                .filter(line -> line.detail().contains("66.6.6.6"))
                                .count()
                        <= 10);
    }

    @Test
    void thatAnswerWithRecordsOfOtherKeysInvalidOnesAndOthersWhoseMakerIsUnknown() {
        build(swarm -> request -> {
            Bytes key = random.nextBoolean() ? NoteRecords.key("other") : request.key();
            return answer(request, Optional.of(new KadRecord(key, Bytes.utf8("lie"), Optional.empty())), List.of());
        });

        expectThatTheHonestFindEachOther();
    }

    @Test
    void thatNamePlacesInTheNetworkOfWhoAsks() {
        FakeSwarm inside = network.join("192.168.1.1");
        FakeSwarm here = network.join("127.0.0.1");
        build(swarm -> request -> answer(
                request,
                Optional.empty(),
                List.of(new KadPeer(inside.self(), inside.addresses()), new KadPeer(here.self(), here.addresses()))));

        expectThatTheHonestFindEachOther();
        assertThat(honest)
                .noneMatch(node -> node.swarm.isConnected(inside.self()) || node.swarm.isConnected(here.self()));
    }

    @Test
    void thatAnswerOtherQuestionsOrWithNoMessageAtAll() {
        build(swarm -> request -> random.nextBoolean()
                ? new KadMessage(KadMessage.Type.PING, request.key(), Optional.empty(), List.of()).framed()
                : Bytes.hex("0affffffff"));

        expectThatTheHonestFindEachOther();
    }

    @Test
    void aLookupEndsThoughNobodyAnswers() {
        build(swarm -> request -> Bytes.EMPTY);
        honest.stream().skip(1).forEach(node -> node.swarm.die());
        List<String> searched = new ArrayList<>();
        honest.getFirst().kad.get(KEY, value -> {}, searched::add);

        assertThat(network.time().passUntil(() -> !searched.isEmpty(), Duration.ofSeconds(21)))
                .isTrue();
    }

    @Test
    void oneAddressGetsTwoPlacesInABucket() {
        build(swarm -> request -> Bytes.EMPTY);
        KadNode victim = honest.getFirst();
        for (int i = 0; i < 60; i++) {
            new KadNode(network.join("77.7.7." + (1 + i)), true, GroupLimits.DEFAULT, victim.swarm.place()).start();
        }
        network.time().pass(Duration.ofSeconds(30));

        long places = victim.kad.report().stream()
                .filter(line -> line.detail().contains("/77.7.7."))
                .count();
        assertThat(places).isBetween(1L, 10L);
    }
}
