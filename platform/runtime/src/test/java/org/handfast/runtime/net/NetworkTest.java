package org.handfast.runtime.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.handfast.api.Bytes;
import org.handfast.api.Fault;
import org.handfast.api.Framing;
import org.handfast.api.Link;
import org.handfast.api.Listener;
import org.handfast.api.Request;
import org.handfast.core.limit.Limits;
import org.handfast.core.limit.LinkGuard;
import org.handfast.core.link.Dialler.Dialled;
import org.handfast.core.link.FanOut;
import org.handfast.core.link.LinkEvents;
import org.handfast.core.link.Wire;
import org.handfast.runtime.TcpPeer;
import org.handfast.runtime.sample.SampleProtocol;
import org.handfast.testkit.TestClock;
import org.handfast.testkit.World;

@Timeout(60)
class NetworkTest {

    private static final Listener.Tcp LISTENER = new Listener.Tcp("tcp", 0, new SampleProtocol.OneByte(), 200);

    private final Log log = new Log();
    private Network network = network(Map.of());

    private static Network network(Map<String, String> limits) {
        Limits table = Limits.of(limits);
        return new Network(table, new LinkGuard(new TestClock(World.BEGINNING), table));
    }

    /** What the engine would be told. */
    private static final class Log implements LinkEvents {
        private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
        private final BlockingQueue<Wire> wires = new LinkedBlockingQueue<>();

        @Override
        public void opened(String protocol, Link link, Optional<Request> request, Wire wire) {
            lines.add("opened " + protocol + " " + link.listener() + " " + link.dialled());
            wires.add(wire);
        }

        @Override
        public void requested(String protocol, Link link, Request request, Wire wire) {}

        @Override
        public void received(Link link, Bytes message) {
            lines.add("received " + new String(message.toArray(), java.nio.charset.StandardCharsets.UTF_8));
        }

        @Override
        public void closed(Link link, String reason) {
            lines.add("closed: " + reason);
        }

        String next() throws InterruptedException {
            return lines.poll(15, TimeUnit.SECONDS);
        }

        Wire wire() throws InterruptedException {
            return wires.poll(15, TimeUnit.SECONDS);
        }
    }

    private int listen() {
        return network.listen("sample", LISTENER, "127.0.0.1", 0, log).port();
    }

    private void limited(String name, String value) {
        network.close();
        network = network(Map.of(name, value));
    }

    @AfterEach
    void close() {
        network.close();
    }

    @Test
    void handsInWholeMessagesHoweverTheBytesCome() throws Exception {
        try (var peer = new TcpPeer(listen())) {
            assertThat(log.next()).isEqualTo("opened sample tcp false");
            peer.raw((byte) 3, (byte) 'o');
            peer.raw((byte) 'n', (byte) 'e', (byte) 3, (byte) 't', (byte) 'w', (byte) 'o', (byte) 0, (byte) 1);
            peer.raw((byte) 'x');
            assertThat(log.next()).isEqualTo("received one");
            assertThat(log.next()).isEqualTo("received two");
            assertThat(log.next()).isEqualTo("received ");
            assertThat(log.next()).isEqualTo("received x");
        }
        assertThat(log.next()).isEqualTo("closed: the other end closed it");
    }

    @Test
    void sendsFramesInOrder() throws Exception {
        try (var peer = new TcpPeer(listen())) {
            Wire wire = log.wire();
            for (int i = 0; i < 100; i++) {
                wire.send(Bytes.utf8("message " + i));
            }
            for (int i = 0; i < 100; i++) {
                assertThat(peer.hear()).isEqualTo("message " + i);
            }
        }
    }

    @Test
    void whatWasSentBeforeAnEndStillArrives() throws Exception {
        try (var peer = new TcpPeer(listen())) {
            peer.say("unread");
            Wire wire = log.wire();
            wire.send(Bytes.utf8("last words"));
            wire.close();
            wire.send(Bytes.utf8("after the end"));
            assertThat(peer.hear()).isEqualTo("last words");
            assertThat(peer.hear()).isNull();
        }
        assertThat(log.next()).startsWith("opened");
        String second = log.next();
        assertThat(second.startsWith("received") ? log.next() : second).isEqualTo("closed: closed at this end");
    }

    @ParameterizedTest
    @ValueSource(ints = {201, 255})
    void aMessageThatIsAnnouncedTooLargeEndsTheLink(int size) throws Exception {
        try (var peer = new TcpPeer(listen())) {
            log.next();
            peer.raw((byte) size);
            assertThat(log.next()).contains(size + " bytes was announced; the limit is 200");
            assertThat(peer.hear()).isNull();
        }
    }

    @Test
    void theLargestMessageIsTaken() throws Exception {
        try (var peer = new TcpPeer(listen())) {
            log.next();
            peer.say("x".repeat(200));
            assertThat(log.next()).isEqualTo("received " + "x".repeat(200));
        }
    }

    @Test
    void aFrameThatDripsInTooSlowlyEndsTheLink() throws Exception {
        limited("limit.frame-seconds", "1");
        try (var peer = new TcpPeer(listen())) {
            log.next();
            peer.raw((byte) 5, (byte) 'a');
            assertThat(log.next()).isEqualTo("closed: A frame was not complete after 1 s.");
        }
    }

    @Test
    void aPeerThatDoesNotReadIsClosedOnceTooMuchWaits() throws Exception {
        limited("limit.unsent-bytes", "65536");
        try (var peer = new TcpPeer(listen())) {
            log.next();
            Wire wire = log.wire();
            Bytes message = Bytes.wrap(new byte[200]);
            for (int i = 0; i < 100_000 && log.lines.isEmpty(); i++) {
                wire.send(message);
            }
            assertThat(log.next()).isEqualTo("closed: it does not read what is sent to it");
        }
    }

    @Test
    void aPausedLinkIsReadOnceItIsResumed() throws Exception {
        try (var peer = new TcpPeer(listen())) {
            log.next();
            Wire wire = log.wire();
            wire.pause();
            peer.say("one");
            wire.resume();
            assertThat(log.next()).isEqualTo("received one");
        }
    }

    /** However many messages one read of the socket brings. */
    @Test
    void aLinkThatIsPausedBetweenTwoMessagesStopsThere() throws Exception {
        var heard = new AtomicInteger();
        var events = new LinkEvents() {
            private final CompletableFuture<Wire> wire = new CompletableFuture<>();
            private final CompletableFuture<Void> all = new CompletableFuture<>();

            @Override
            public void opened(String protocol, Link link, Optional<Request> request, Wire opened) {
                wire.complete(opened);
            }

            @Override
            public void requested(String protocol, Link link, Request request, Wire exchange) {}

            @Override
            public void received(Link link, Bytes message) {
                switch (heard.incrementAndGet()) {
                    case 1 -> wire.join().pause();
                    case 300 -> all.complete(null);
                    default -> {}
                }
            }

            @Override
            public void closed(Link link, String reason) {}
        };
        int port = network.listen("sample", LISTENER, "127.0.0.1", 0, events).port();
        try (var peer = new TcpPeer(port)) {
            var frames = new byte[600];
            for (int i = 0; i < frames.length; i += 2) {
                frames[i] = 1;
            }
            peer.raw(frames);
            Wire wire = events.wire.join();
            while (heard.get() == 0) {
                Thread.onSpinWait();
            }
            // Sent by the thread that reads, once it is done with what it has read.
            wire.send(Bytes.utf8("fence"));
            assertThat(peer.hear()).isEqualTo("fence");
            assertThat(heard).hasValue(1);
            wire.resume();
            events.all.join();
        }
    }

    @Test
    void runsWhatWaitsForMessagesToBeOut() throws Exception {
        try (var peer = new TcpPeer(listen())) {
            Wire wire = log.wire();
            var sent = new CompletableFuture<Void>();
            wire.send(Bytes.utf8("one"));
            wire.whenSent(() -> sent.complete(null));
            sent.get(15, TimeUnit.SECONDS);
            assertThat(peer.hear()).isEqualTo("one");
        }
    }

    @Test
    void oneAddressMayHaveSoManyLinksAndNoMore() throws Exception {
        limited("limit.links-per-address", "2");
        int port = listen();
        try (var one = new TcpPeer(port);
                var two = new TcpPeer(port)) {
            assertThat(log.next()).startsWith("opened");
            assertThat(log.next()).startsWith("opened");
            try (var three = new TcpPeer(port)) {
                assertThat(three.hear()).isNull();
            }
            assertThat(network.links()).isEqualTo(2);
            one.close();
            assertThat(log.next()).startsWith("closed");
            try (var four = new TcpPeer(port)) {
                assertThat(log.next()).startsWith("opened");
                four.say("hello");
                assertThat(log.next()).isEqualTo("received hello");
            }
            two.close();
        }
    }

    @Test
    void dialsAndSpeaksBothWays() throws Exception {
        int port = listen();
        var dialled = new CompletableFuture<Dialled>();
        var near = new Log();
        network.dial("127.0.0.1:" + port, LISTENER, near, dialled::complete);
        var open = (Dialled.Open) dialled.get(15, TimeUnit.SECONDS);
        assertThat(open.link().dialled()).isTrue();
        open.wire().send(Bytes.utf8("ping"));
        assertThat(log.next()).startsWith("opened");
        assertThat(log.next()).isEqualTo("received ping");
        log.wire().send(Bytes.utf8("pong"));
        assertThat(near.next()).isEqualTo("received pong");
        open.wire().close();
        assertThat(near.next()).isEqualTo("closed: closed at this end");
    }

    @Test
    void speaksIpv6() throws Exception {
        int port = network.listen("sample", LISTENER, "::1", 0, log).port();
        var dialled = new CompletableFuture<Dialled>();
        network.dial("[::1]:" + port, LISTENER, new Log(), dialled::complete);
        assertThat(dialled.get(15, TimeUnit.SECONDS)).isInstanceOf(Dialled.Open.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "nowhere", ":3695", "host:", "host:0", "host:65536", "host:x", "::1:3695", "a b:c"})
    void saysWhatIsWrongWithAnEndpoint(String endpoint) throws Exception {
        var dialled = new CompletableFuture<Dialled>();
        network.dial(endpoint, LISTENER, log, dialled::complete);
        assertThat(dialled.get(15, TimeUnit.SECONDS))
                .isInstanceOfSatisfying(
                        Dialled.Failed.class, f -> assertThat(f.reason()).contains("host:port"));
    }

    @Test
    void saysThatNobodyListens() throws Exception {
        int port = listen();
        network.listening().forEach(network::stop);
        var dialled = new CompletableFuture<Dialled>();
        network.dial("127.0.0.1:" + port, LISTENER, log, dialled::complete);
        assertThat(dialled.get(15, TimeUnit.SECONDS))
                .isEqualTo(new Dialled.Failed("connection refused: nothing listens there"));
    }

    @Test
    void saysHowToGoOnWhenAPortIsTaken() {
        int port = listen();
        assertThatThrownBy(() -> network.listen("sample", LISTENER, "127.0.0.1", port, log))
                .isInstanceOfSatisfying(Fault.class, f -> assertThat(f.code()).isEqualTo("port-taken"))
                .hasMessageContaining("Port " + port)
                .hasMessageContaining("--set sample.port=PORT");
    }

    private TcpPeer liner() {
        var lines = new Listener.Tcp("tcp", 0, Framing.lines(), 200);
        return new TcpPeer(network.listen("sample", lines, "127.0.0.1", 0, log).port());
    }

    @Test
    void cutsLinesHoweverTheBytesCome() throws Exception {
        try (var peer = liner()) {
            assertThat(log.next()).isEqualTo("opened sample tcp false");
            peer.raw(Bytes.utf8("one\ntwo\r\n\nth").toArray());
            assertThat(log.next()).isEqualTo("received one");
            assertThat(log.next()).isEqualTo("received two\r");
            assertThat(log.next()).isEqualTo("received ");
            peer.sayLine("ree");
            assertThat(log.next()).isEqualTo("received three");
            peer.raw(Bytes.utf8("left without an end").toArray());
        }
        assertThat(log.next()).isEqualTo("closed: the other end closed it");
    }

    @Test
    void cutsLinesThatComeByteByByte() throws Exception {
        try (var peer = liner()) {
            log.next();
            for (byte b : Bytes.utf8("first line\nsecond\r\n").toArray()) {
                peer.raw(b);
            }
            assertThat(log.next()).isEqualTo("received first line");
            assertThat(log.next()).isEqualTo("received second\r");
        }
    }

    private static void fanOut(Wire wire, Bytes message) {
        var one = new FanOut(message);
        wire.send(one);
        one.send();
    }

    @Test
    void sendsLines() throws Exception {
        try (var peer = liner()) {
            Wire wire = log.wire();
            wire.send(Bytes.utf8("one"));
            fanOut(wire, Bytes.utf8("two"));
            wire.send(Bytes.EMPTY);
            fanOut(wire, Bytes.EMPTY);
            wire.close(4001);
            assertThat(peer.hearLine()).isEqualTo("one");
            assertThat(peer.hearLine()).isEqualTo("two");
            assertThat(peer.hearLine()).isEmpty();
            assertThat(peer.hearLine()).isEmpty();
            assertThat(peer.hearLine()).isNull();
        }
    }

    @Test
    void theLongestLineIsTaken() throws Exception {
        try (var peer = liner()) {
            log.next();
            peer.sayLine("x".repeat(200));
            assertThat(log.next()).isEqualTo("received " + "x".repeat(200));
        }
    }

    /** With its end or without, all at once or in two pieces; what came before it is heard. */
    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "x\nmore\n"})
    void aLineThatIsTooLongEndsTheLink(String rest) throws Exception {
        try (var peer = liner()) {
            log.next();
            peer.raw(Bytes.utf8("before\n" + "x".repeat(100)).toArray());
            assertThat(log.next()).isEqualTo("received before");
            peer.raw(Bytes.utf8("x".repeat(101) + rest).toArray());
            assertThat(log.next()).isEqualTo("closed: A line is longer than the limit of 200 bytes.");
            assertThat(peer.hearLine()).isNull();
        }
    }

    @Test
    void aLineThatDoesNotEndInTimeEndsTheLink() throws Exception {
        limited("limit.frame-seconds", "1");
        try (var peer = liner()) {
            log.next();
            peer.raw(Bytes.utf8("whole\nhalf").toArray());
            assertThat(log.next()).isEqualTo("received whole");
            assertThat(log.next()).isEqualTo("closed: A frame was not complete after 1 s.");
        }
    }
}
