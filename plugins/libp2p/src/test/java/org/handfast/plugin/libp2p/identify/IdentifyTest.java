package org.handfast.plugin.libp2p.identify;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.handfast.api.Bytes;
import org.handfast.plugin.libp2p.fake.Caller;
import org.handfast.plugin.libp2p.fake.FakeNetwork;
import org.handfast.plugin.libp2p.fake.FakeSwarm;
import org.handfast.plugin.libp2p.multiaddr.Multiaddr;
import org.handfast.plugin.libp2p.peer.PublicKeys;
import org.handfast.plugin.libp2p.wire.LengthPrefixed;
import org.handfast.plugin.libp2p.wire.ProtobufWriter;
import org.handfast.plugin.libp2p.wire.Unread;

final class IdentifyTest {

    private static final Multiaddr ELSEWHERE = Multiaddr.tcp("192.0.2.7", 1234);

    private final FakeNetwork network = new FakeNetwork(5, Duration.ofMillis(10));
    private final FakeSwarm hub = network.join("127.0.0.1");
    private final FakeSwarm peer = network.join("127.0.0.2");
    private final List<Identified> told = new ArrayList<>();
    private Identify identify = new Identify(hub, "Handfast", told::add);

    @BeforeEach
    void watch() {
        hub.watch(identify);
    }

    private void pass(long millis) {
        network.time().pass(Duration.ofMillis(millis));
    }

    /** The peer connects, and answers with this whenever it is asked. */
    private void answers(Bytes bytes) {
        peer.handle(Identify.PROTOCOL, Caller.saying(stream -> {
            stream.write(bytes);
            stream.finish();
        }));
        Caller.call(peer, hub, "/none", stream -> {});
        pass(1_000);
    }

    private Caller pushes(Bytes bytes) {
        Caller caller = Caller.call(peer, hub, Identify.PUSH, stream -> {
            stream.write(bytes);
            stream.finish();
        });
        pass(1_000);
        return caller;
    }

    private IdentifyMessage said(List<Multiaddr> listen, Optional<Bytes> signed) {
        return new IdentifyMessage(
                Optional.of(PublicKeys.encode(peer.self().key().orElseThrow())),
                listen,
                List.of("/a/1"),
                Optional.of(ELSEWHERE),
                Optional.of("test/1"),
                Optional.of("somebody"),
                signed);
    }

    private Bytes signed(FakeSwarm by, long sequence, Multiaddr... addresses) {
        return new PeerRecord(by.self(), sequence, List.of(addresses))
                .sign(by.crypto())
                .encode();
    }

    @Test
    void bothEndsOfAConnectionKnowEachOther() {
        List<Identified> toldPeer = new ArrayList<>();
        var other = new Identify(peer, "other", toldPeer::add);
        peer.watch(other);
        Caller.call(peer, hub, "/none", stream -> {});
        pass(1_000);

        assertThat(told).singleElement().satisfies(known -> {
            assertThat(known.peer()).isEqualTo(peer.self());
            assertThat(known.addresses()).containsExactly(peer.address());
            assertThat(known.protocols()).containsExactly(Identify.PROTOCOL, Identify.PUSH);
            assertThat(known.observed()).contains(hub.address());
            assertThat(known.agent()).isEqualTo("other");
            assertThat(known.dialled()).isFalse();
        });
        assertThat(toldPeer).singleElement().satisfies(known -> assertThat(known.dialled())
                .isTrue());
        assertThat(hub.book().addresses(peer.self(), hub.now())).containsExactly(peer.address());
        assertThat(hub.streams() + peer.streams()).isZero();
    }

    @Test
    void changesArePushedOnce() {
        List<Identified> toldPeer = new ArrayList<>();
        var other = new Identify(peer, "other", toldPeer::add);
        peer.watch(other);
        Caller.call(peer, hub, "/none", stream -> {});
        pass(1_000);

        hub.handle("/b/1", Caller.saying(stream -> {}));
        identify.push();
        hub.say(List.of(ELSEWHERE));
        identify.push();
        pass(3_000);

        assertThat(toldPeer).hasSize(2);
        assertThat(toldPeer.getLast().protocols()).contains("/b/1");
        assertThat(toldPeer.getLast().addresses()).containsExactly(ELSEWHERE);
    }

    @Test
    void whatOthersBringAboutIsPushedOnceAMinute() {
        List<Instant> pushed = new ArrayList<>();
        new Identify(peer, "other", other -> {});
        peer.handle(Identify.PUSH, stream -> {
            pushed.add(hub.now());
            return Caller.saying(s -> {}).opened(stream);
        });
        Caller.call(peer, hub, "/none", stream -> {});
        pass(1_000);
        for (int i = 0; i < 170; i++) {
            identify.pushSeldom();
            pass(1_000);
        }

        assertThat(pushed).hasSize(3);
        assertThat(Duration.between(pushed.get(1), pushed.get(2))).isGreaterThanOrEqualTo(Duration.ofSeconds(59));
    }

    @Test
    void whatAPushDoesNotSayStays() {
        answers(said(List.of(peer.address()), Optional.empty()).framed());
        pushes(LengthPrefixed.frame(new ProtobufWriter().put(3, "/b/1").bytes()));

        assertThat(told.getLast().protocols()).containsExactly("/b/1");
        assertThat(told.getLast().addresses()).containsExactly(peer.address());
        assertThat(told.getLast().agent()).isEqualTo("somebody");
    }

    @Test
    void aSignedRecordOverridesWhatIsNotSigned() {
        answers(said(List.of(ELSEWHERE), Optional.of(signed(peer, 5, peer.address())))
                .framed());

        assertThat(told.getLast().addresses()).containsExactly(peer.address());
    }

    @Test
    void anOlderRecordChangesNoAddress() {
        answers(said(List.of(), Optional.of(signed(peer, 5, peer.address()))).framed());
        pushes(said(List.of(), Optional.of(signed(peer, 4, ELSEWHERE))).framed());
        assertThat(told.getLast().addresses()).containsExactly(peer.address());

        pushes(said(List.of(), Optional.of(signed(peer, 6, ELSEWHERE))).framed());
        assertThat(told.getLast().addresses()).containsExactly(ELSEWHERE);
    }

    @Test
    void refusesAWrongKeyARecordOfSomebodyElseAndABrokenOne() {
        Bytes wrongKey = new ProtobufWriter()
                .put(1, PublicKeys.encode(hub.self().key().orElseThrow()))
                .bytes();
        answers(LengthPrefixed.frame(wrongKey));
        pushes(said(List.of(), Optional.of(signed(hub, 5, peer.address()))).framed());
        pushes(said(List.of(), Optional.of(Bytes.utf8("no envelope"))).framed());

        assertThat(told).isEmpty();
        assertThat(hub.faults()).hasSize(2);
    }

    @Test
    void refusesMoreThan8192BytesAtTheFirstOfThem() {
        answers(Bytes.join(Bytes.hex("8140"), Bytes.wrap(new byte[1])));
        assertThat(told).isEmpty();
        assertThat(pushes(Bytes.hex("8140")).isReset()).isTrue();

        var most = new ProtobufWriter().put(3, "/a/1").put(99, Bytes.wrap(new byte[8182]));
        assertThat(most.bytes().size()).isEqualTo(8192);
        pushes(LengthPrefixed.frame(most.bytes()));
        assertThat(told).hasSize(1);
    }

    @Test
    void takesFewOfManyAddressesAndProtocols() {
        var bomb = new ProtobufWriter();
        for (int i = 0; i < 400; i++) {
            bomb.put(2, Multiaddr.tcp("10.1.1." + i % 250, 1 + i).bytes());
            bomb.put(3, "/p/" + i);
        }
        bomb.put(3, "x".repeat(141)).put(6, "y".repeat(141));
        answers(LengthPrefixed.frame(bomb.bytes()));

        assertThat(told.getLast().addresses()).hasSize(4);
        assertThat(told.getLast().protocols()).hasSize(128);
        assertThat(told.getLast().agent()).isEmpty();
    }

    @Test
    void passesOverAddressesOfUnknownKindsAndTakesPeersOffThem() {
        var message = new ProtobufWriter()
                .put(2, Bytes.hex("ff7f0011"))
                .put(2, peer.place().bytes())
                .put(4, hub.place().bytes());
        answers(LengthPrefixed.frame(message.bytes()));

        assertThat(told.getLast().addresses()).containsExactly(peer.address());
    }

    @Test
    void whatItSaysOfItselfIsPrintable() {
        answers(LengthPrefixed.frame(
                new ProtobufWriter().put(6, "a\u001b[31m\u202e\nb").bytes()));

        assertThat(told.getLast().agent()).isEqualTo("a?[31m??b");
    }

    @Test
    void readsAMessageCutAnywhere() {
        Bytes whole = said(List.of(peer.address()), Optional.of(signed(peer, 5, peer.address())))
                .framed();
        for (int cut = 0; cut <= whole.size(); cut++) {
            var unread = new Unread();
            unread.add(whole.slice(0, cut));
            Optional<Bytes> early = LengthPrefixed.take(unread, IdentifyMessage.LONGEST);
            assertThat(early.isPresent()).isEqualTo(cut == whole.size());
            unread.add(whole.from(cut));
            Bytes message = early.or(() -> LengthPrefixed.take(unread, IdentifyMessage.LONGEST))
                    .orElseThrow();
            assertThat(IdentifyMessage.decode(message).framed()).isEqualTo(whole);
        }
    }

    @Test
    void nothingIsToldOfWhoStopsInTheMiddle() {
        Bytes whole = said(List.of(peer.address()), Optional.empty()).framed();
        answers(whole.slice(0, whole.size() - 1));

        assertThat(told).isEmpty();
        assertThat(hub.streams() + peer.streams()).isZero();
    }

    @Test
    void givesUpAfterTenSeconds() {
        peer.handle(Identify.PROTOCOL, Caller.saying(stream -> {}));
        Caller.call(peer, hub, "/none", stream -> {});
        Caller push = Caller.call(peer, hub, Identify.PUSH, stream -> {});
        Caller ask = Caller.call(peer, hub, Identify.PROTOCOL, stream -> {});
        pass(11_000);

        assertThat(push.isReset()).isTrue();
        assertThat(ask.isReset()).isTrue();
        assertThat(hub.streams()).isZero();
    }

    @Test
    void survivesRandomBytes() {
        var random = new Random(11);
        answers(said(List.of(), Optional.empty()).framed());
        for (int i = 0; i < 300; i++) {
            var bytes = new byte[random.nextInt(200)];
            random.nextBytes(bytes);
            pushes(i % 2 == 0 ? Bytes.wrap(bytes) : LengthPrefixed.frame(Bytes.wrap(bytes)));
            pass(10_000);
        }
        assertThat(hub.streams()).isZero();
    }

    @Test
    void resetsWhoPushesAllTheTime() {
        answers(said(List.of(), Optional.empty()).framed());
        List<Caller> callers = new ArrayList<>(Collections.nCopies(30, (Object) 0).stream()
                .map(i -> Caller.call(peer, hub, Identify.PUSH, stream -> {}))
                .toList());
        pass(500);

        assertThat(callers.stream().filter(Caller::isReset)).hasSize(20);
    }
}
