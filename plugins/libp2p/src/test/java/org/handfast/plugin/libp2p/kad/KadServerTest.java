package org.handfast.plugin.libp2p.kad;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.handfast.api.Bytes;
import org.handfast.plugin.libp2p.fake.Caller;
import org.handfast.plugin.libp2p.fake.FakeNetwork;
import org.handfast.plugin.libp2p.fake.FakeSwarm;
import org.handfast.plugin.libp2p.multiaddr.Multiaddr;
import org.handfast.plugin.libp2p.wire.LengthPrefixed;
import org.handfast.plugin.libp2p.wire.ProtobufWriter;
import org.handfast.plugin.libp2p.wire.Unread;

final class KadServerTest {

    private static final Bytes KEY = NoteRecords.key("one");

    private final FakeNetwork network = new FakeNetwork(9, Duration.ofMillis(5));
    private final KadNode server = new KadNode(network.join("127.0.0.1"), true, GroupLimits.DEFAULT).start();
    private final FakeSwarm asker = network.join("127.0.0.2");
    private final Bytes value = NoteRecords.value(network.time().now(), "hello");

    private Caller say(Bytes bytes) {
        Caller caller = Caller.call(asker, server.swarm, KadNode.PROTOCOL, stream -> stream.write(bytes));
        pass(200);
        return caller;
    }

    private void pass(long millis) {
        network.time().pass(Duration.ofMillis(millis));
    }

    private static List<KadMessage> messages(Caller caller) {
        var unread = new Unread();
        unread.add(caller.heard());
        List<KadMessage> read = new ArrayList<>();
        for (Optional<Bytes> next = LengthPrefixed.take(unread, KadMessage.LONGEST);
                next.isPresent();
                next = LengthPrefixed.take(unread, KadMessage.LONGEST)) {
            read.add(KadMessage.decode(next.get()));
        }
        return read;
    }

    private Bytes put(Bytes key, Bytes recordKey, Bytes recordValue) {
        return new KadMessage(
                        KadMessage.Type.PUT_VALUE,
                        key,
                        Optional.of(new KadRecord(recordKey, recordValue, Optional.empty())),
                        List.of())
                .framed();
    }

    @Test
    void severalQuestionsOnOneStreamCutAnywhere() {
        Bytes three = Bytes.join(
                put(KEY, KEY, value),
                KadMessage.getValue(KEY).framed(),
                KadMessage.findNode(KEY).framed());
        for (int cut = 0; cut <= three.size(); cut++) {
            int at = cut;
            Caller caller = Caller.call(asker, server.swarm, KadNode.PROTOCOL, stream -> {
                stream.write(three.slice(0, at));
                stream.write(three.from(at));
            });
            pass(200);
            List<KadMessage> answers = messages(caller);
            assertThat(answers)
                    .extracting(KadMessage::type)
                    .containsExactly(KadMessage.Type.PUT_VALUE, KadMessage.Type.GET_VALUE, KadMessage.Type.FIND_NODE);
            assertThat(answers.get(0).record().orElseThrow().value()).isEqualTo(value);
            assertThat(answers.get(1).record().orElseThrow().value()).isEqualTo(value);
            caller.stream().reset();
        }
        assertThat(server.swarm.faults()).isEmpty();
    }

    @Test
    void aPutThatOmitsItsTypeIsOneAndIsEchoed() {
        Bytes record = new KadRecord(KEY, value, Optional.empty()).encode();
        Caller caller = say(LengthPrefixed.frame(
                new ProtobufWriter().put(2, KEY).put(3, record).bytes()));

        assertThat(messages(caller)).singleElement().satisfies(answer -> {
            assertThat(answer.key()).isEqualTo(KEY);
            assertThat(answer.record().orElseThrow().value()).isEqualTo(value);
        });
    }

    @Test
    void recordsWithWrongKeysAndValuesReset() {
        Bytes other = NoteRecords.key("other");
        assertThat(say(put(KEY, other, value)).isReset()).isTrue();
        assertThat(say(put(Bytes.EMPTY, KEY, value)).isReset()).isTrue();
        assertThat(say(put(KEY, Bytes.EMPTY, value)).isReset()).isTrue();
        assertThat(say(put(Bytes.utf8("/pk/x"), Bytes.utf8("/pk/x"), value)).isReset())
                .isTrue();
        assertThat(say(put(Bytes.wrap(new byte[32]), Bytes.wrap(new byte[32]), value))
                        .isReset())
                .isTrue();
        assertThat(say(put(KEY, KEY, Bytes.utf8("no note"))).isReset()).isTrue();
        assertThat(say(put(KEY, KEY, Bytes.EMPTY)).isReset()).isTrue();
        assertThat(say(put(KEY, KEY, NoteRecords.value(network.time().now().plusSeconds(3600), "x")))
                        .isReset())
                .isTrue();
        Bytes none = new ProtobufWriter().put(2, KEY).bytes();
        assertThat(say(LengthPrefixed.frame(none)).isReset()).isTrue();

        assertThat(messages(say(KadMessage.getValue(KEY).framed())).getFirst().record())
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"GET_VALUE", "FIND_NODE", "GET_PROVIDERS"})
    void questionsAboutNothingOrTooMuchReset(KadMessage.Type type) {
        assertThat(say(new KadMessage(type, Bytes.EMPTY, Optional.empty(), List.of()).framed())
                        .isReset())
                .isTrue();
        Bytes tooLong = Bytes.wrap(new byte[129]);
        assertThat(say(new KadMessage(type, tooLong, Optional.empty(), List.of()).framed())
                        .isReset())
                .isTrue();
    }

    @Test
    void unknownTypesAndTooLongMessagesReset() {
        assertThat(say(LengthPrefixed.frame(
                                new ProtobufWriter().put(1, 6).put(2, KEY).bytes()))
                        .isReset())
                .isTrue();
        assertThat(say(Bytes.hex("818001")).isReset()).isTrue();
        assertThat(say(Bytes.hex("8000")).isReset()).isTrue();
    }

    @Test
    void pingIsEchoedAndProvidersAreNotKept() {
        Bytes about = Bytes.wrap(new byte[34]);
        Bytes ping = new KadMessage(KadMessage.Type.PING, Bytes.EMPTY, Optional.empty(), List.of()).framed();
        Bytes add = new KadMessage(KadMessage.Type.ADD_PROVIDER, about, Optional.empty(), List.of()).framed();
        Bytes get = new KadMessage(KadMessage.Type.GET_PROVIDERS, about, Optional.empty(), List.of()).framed();

        assertThat(messages(say(Bytes.join(ping, add, get))))
                .extracting(KadMessage::type)
                .containsExactly(KadMessage.Type.PING, KadMessage.Type.GET_PROVIDERS);
    }

    @Test
    void neverNamesWhoAsksAndNamesTheOneThatIsMeant() {
        List<KadNode> others = IntStream.range(0, 30)
                .mapToObj(i -> new KadNode(
                                network.join("127.0.2." + (1 + i)), true, GroupLimits.DEFAULT, server.swarm.place())
                        .start())
                .toList();
        pass(20_000);
        KadNode one = others.get(12);
        Caller caller = Caller.call(
                one.swarm,
                server.swarm,
                KadNode.PROTOCOL,
                stream -> stream.write(
                        KadMessage.findNode(one.swarm.self().multihash()).framed()));
        pass(200);

        assertThat(messages(caller).getFirst().closer()).hasSize(20).noneMatch(peer -> peer.peer()
                .equals(one.swarm.self()));
        Bytes self = KadMessage.findNode(server.swarm.self().multihash()).framed();
        assertThat(messages(say(self)).getFirst().closer().getFirst().peer()).isEqualTo(server.swarm.self());
        Bytes meant = KadMessage.findNode(one.swarm.self().multihash()).framed();
        assertThat(messages(say(meant)).getFirst().closer().getFirst().peer()).isEqualTo(one.swarm.self());
    }

    @Test
    void whoAsksTooOftenIsReset() {
        Bytes question = KadMessage.findNode(KEY).framed();
        Caller caller = Caller.call(asker, server.swarm, KadNode.PROTOCOL, stream -> {
            for (int i = 0; i < 1000; i++) {
                stream.write(question);
            }
        });
        pass(500);

        assertThat(caller.isReset()).isTrue();
        assertThat(messages(caller)).hasSizeBetween(1, 300);
        pass(10_000);
        assertThat(messages(say(question))).hasSize(1);
    }

    @Test
    void whoHasManyPeerIdsAtOnePlaceAsksNoMoreOftenThanAFewPeers() {
        Bytes question = KadMessage.findNode(KEY).framed();
        Bytes many = Bytes.join(Collections.nCopies(150, question).toArray(Bytes[]::new));
        List<Caller> callers = IntStream.range(1, 21)
                .mapToObj(i -> Caller.call(
                        network.join("20.1.1." + i), server.swarm, KadNode.PROTOCOL, stream -> stream.write(many)))
                .toList();
        pass(500);

        int answered = callers.stream().mapToInt(c -> messages(c).size()).sum();
        assertThat(answered).isBetween(800 - 150, 1_000);
        Caller elsewhere =
                Caller.call(network.join("20.1.2.1"), server.swarm, KadNode.PROTOCOL, stream -> stream.write(question));
        pass(500);
        assertThat(messages(elsewhere)).hasSize(1);
    }

    @Test
    void aPeerHas32StreamsAndNoneThatSaysNothingFor30Seconds() {
        List<Caller> callers = IntStream.range(0, 40)
                .mapToObj(i -> Caller.call(asker, server.swarm, KadNode.PROTOCOL, stream -> {}))
                .toList();
        pass(1_000);
        assertThat(callers.stream().filter(Caller::isReset)).hasSize(8);

        pass(30_000);
        assertThat(callers).allMatch(Caller::isReset);
        assertThat(messages(say(KadMessage.findNode(KEY).framed()))).hasSize(1);
    }

    @Test
    void survivesRandomBytesAndCutMessages() {
        var random = new Random(17);
        Bytes good = put(KEY, KEY, value);
        for (int i = 0; i < 500; i++) {
            var bytes = new byte[1 + random.nextInt(300)];
            random.nextBytes(bytes);
            byte[] broken = good.toArray();
            broken[random.nextInt(broken.length)] ^= (byte) (1 + random.nextInt(255));
            Caller caller =
                    switch (i % 3) {
                        case 0 -> say(Bytes.wrap(bytes));
                        case 1 -> say(LengthPrefixed.frame(Bytes.wrap(bytes)));
                        default -> say(Bytes.wrap(broken));
                    };
            if (!caller.isOver()) {
                caller.stream().reset();
            }
        }
        pass(1_000);
        assertThat(server.swarm.streams()).isZero();
        assertThat(messages(say(good))).hasSize(1);
    }

    @Test
    void readsNoMorePeersAndAddressesThanItsLimits() {
        var peer = new ProtobufWriter().put(1, asker.self().multihash());
        for (int i = 0; i < 40; i++) {
            peer.put(2, Multiaddr.tcp("10.0.0.1", 1 + i).bytes());
        }
        var message = new ProtobufWriter().put(1, 4).put(2, KEY).put(8, Bytes.u8(1));
        for (int i = 0; i < 40; i++) {
            message.put(8, peer.bytes());
        }
        KadMessage read = KadMessage.decode(message.bytes());

        assertThat(read.closer()).hasSize(23).allMatch(p -> p.addresses().size() == 16);
        assertThat(read.framed().size()).isLessThan(KadMessage.LONGEST);
    }
}
