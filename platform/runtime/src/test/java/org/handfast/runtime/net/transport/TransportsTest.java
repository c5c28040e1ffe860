package org.handfast.runtime.net.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.handfast.api.Bytes;
import org.handfast.api.Fault;
import org.handfast.api.Link;
import org.handfast.api.Listener;
import org.handfast.api.Reach;
import org.handfast.api.Request;
import org.handfast.api.transport.RunningTransport;
import org.handfast.api.transport.RunningTransport.Report;
import org.handfast.api.transport.Transport;
import org.handfast.api.transport.TransportDescriptor;
import org.handfast.api.transport.TransportHost;
import org.handfast.core.link.Dialler.Dialled;
import org.handfast.core.link.Discovery;
import org.handfast.core.link.LinkEvents;
import org.handfast.core.link.Wire;
import org.handfast.runtime.TcpPeer;
import org.handfast.runtime.carrier.Carrier;
import org.handfast.runtime.net.Network;
import org.handfast.runtime.net.OpenListener;

/** Transports and protocols that use them, over real sockets. */
@Timeout(60)
class TransportsTest {

    private static final String CARRIER = "carrier";
    private static final String STRANGER = "5e".repeat(32);
    private static final Bytes KEY = Bytes.utf8("key");
    private static final Bytes RECORD = Bytes.utf8("record");

    private final Given given = new Given(1);
    private final Log log = new Log();
    private Network network = Given.network(Map.of());

    /** What the engine would be told. */
    private static final class Log implements LinkEvents {
        private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
        private final BlockingQueue<Wire> wires = new LinkedBlockingQueue<>();
        private final BlockingQueue<Link> links = new LinkedBlockingQueue<>();

        @Override
        public void opened(String protocol, Link link, Optional<Request> request, Wire wire) {
            lines.add("opened " + protocol + " " + link.listener() + " " + link.dialled());
            wires.add(wire);
            links.add(link);
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

        Link link() throws InterruptedException {
            return links.poll(15, TimeUnit.SECONDS);
        }
    }

    private static Listener.Stream stream(String name, String protocol) {
        return new Listener.Stream(name, CARRIER, protocol, 1_000, Optional.empty());
    }

    private static final Listener.Stream ECHO = stream("stream", "/echo/1.0.0");

    private int start() {
        return start(Map.of());
    }

    private int start(Map<String, String> settings) {
        return network.start(
                        new Carrier(),
                        given.at(0, new Carrier(), settings),
                        getClass().getClassLoader())
                .port();
    }

    private void limited(String name, String value) {
        network.close();
        network = Given.network(Map.of(name, value));
    }

    private static TcpPeer opening(int port, String protocol) {
        return new TcpPeer(port).sayLine("open " + protocol + " " + STRANGER);
    }

    private String yes() {
        return "yes " + given.peer().hex();
    }

    private Dialled dial(String endpoint) throws Exception {
        var done = new CompletableFuture<Dialled>();
        network.dial(endpoint, ECHO, log, done::complete);
        return done.get(15, TimeUnit.SECONDS);
    }

    private static String reason(Dialled dialled) {
        return ((Dialled.Failed) dialled).reason();
    }

    @AfterEach
    void close() {
        network.close();
    }

    @Test
    void aStreamIsALinkWithTheKeyOfItsPeer() throws Exception {
        network.listen("echo", ECHO, log);
        try (var peer = opening(start(), ECHO.protocol())) {
            assertThat(peer.hearLine()).isEqualTo(yes());
            assertThat(log.next()).isEqualTo("opened echo stream false");
            Link link = log.link();
            assertThat(link.peer().orElseThrow().bytes().hex()).isEqualTo(STRANGER);
            assertThat(link.remote()).startsWith("127.0.0.1:");
            peer.sayLine("hello");
            assertThat(log.next()).isEqualTo("received hello");
            Wire wire = log.wire();
            wire.send(Bytes.utf8("and you"));
            var sent = new CompletableFuture<Boolean>();
            wire.whenSent(() -> sent.complete(true));
            assertThat(sent.get(15, TimeUnit.SECONDS)).isTrue();
            wire.close();
            assertThat(peer.hearLine()).isEqualTo("and you");
            assertThat(peer.hearLine()).isNull();
        }
        assertThat(log.next()).isEqualTo("closed: closed at this end");
    }

    @Test
    void dialsAnotherHubByWhatRunsOfATransport() throws Exception {
        start();
        var other = new Given(2);
        var heard = new Log();
        try (Network far = Given.network(Map.of())) {
            far.listen("echo", ECHO, heard);
            int port = far.start(
                            new Carrier(),
                            other.at(0, new Carrier(), Map.of()),
                            getClass().getClassLoader())
                    .port();
            var open = (Dialled.Open) dial("127.0.0.1:" + port);
            assertThat(open.link().dialled()).isTrue();
            assertThat(open.link().peer().orElseThrow().bytes()).isEqualTo(other.peer());
            assertThat(heard.link().peer().orElseThrow().bytes()).isEqualTo(given.peer());
            open.wire().send(Bytes.utf8("hello"));
            assertThat(heard.next()).startsWith("opened");
            assertThat(heard.next()).isEqualTo("received hello");
            heard.wire().send(Bytes.utf8("and you"));
            assertThat(log.next()).isEqualTo("received and you");
            open.wire().close();
            assertThat(log.next()).isEqualTo("closed: closed at this end");
            assertThat(heard.next()).isEqualTo("closed: the other end closed it");
        }
    }

    @Test
    void aDialSaysWhyItFailed() throws Exception {
        assertThat(reason(dial("127.0.0.1:1"))).isEqualTo("the transport 'carrier' does not run");
        int own = start();
        assertThat(reason(dial("127.0.0.1:" + own))).isEqualTo("the other end does not speak that");
        int closed;
        try (var socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            closed = socket.getLocalPort();
        }
        assertThat(reason(dial("127.0.0.1:" + closed))).contains("connection refused");
        network.transports().stop(CARRIER);
        assertThat(reason(dial("127.0.0.1:" + own))).isEqualTo("the transport 'carrier' does not run");
    }

    @Test
    void theProtocolMayComeAfterTheTransport() throws Exception {
        int port = start();
        try (var early = opening(port, ECHO.protocol())) {
            assertThat(early.hearLine()).isEqualTo("no");
        }
        network.listen("echo", ECHO, log);
        try (var peer = opening(port, ECHO.protocol())) {
            assertThat(peer.hearLine()).isEqualTo(yes());
        }
    }

    @Test
    void aProtocolThatStopsHasNoMoreStreamsAndKeepsThoseItHas() throws Exception {
        int port = start();
        OpenListener open = network.listen("echo", ECHO, log);
        OpenListener other = network.listen("other", stream("stream", "/other/1.0.0"), log);
        try (var peer = opening(port, ECHO.protocol())) {
            assertThat(peer.hearLine()).isEqualTo(yes());
            network.stop(open);
            try (var late = opening(port, ECHO.protocol());
                    var elsewhere = opening(port, "/other/1.0.0")) {
                assertThat(late.hearLine()).isEqualTo("no");
                assertThat(elsewhere.hearLine()).isEqualTo(yes());
            }
            peer.sayLine("still here");
            assertThat(log.lines.poll(15, TimeUnit.SECONDS)).startsWith("opened echo");
            log.wire().send(Bytes.utf8("so am I"));
            assertThat(peer.hearLine()).isEqualTo("so am I");
        }
        network.stop(other);
    }

    @Test
    void aTransportThatStopsBreaksItsStreamsAndMayStartAgain() throws Exception {
        network.listen("echo", ECHO, log);
        int port = start();
        try (var peer = opening(port, ECHO.protocol())) {
            assertThat(peer.hearLine()).isEqualTo(yes());
            assertThat(log.next()).startsWith("opened");
            network.transports().stop(CARRIER);
            assertThat(log.next()).isEqualTo("closed: the transport has stopped");
            assertThat(peer.hearLine()).isNull();
        }
        assertThatThrownBy(() -> new TcpPeer(port)).hasMessageContaining("refused");
        assertThat(network.transports().ids()).isEmpty();
        assertThat(network.transports().report(CARRIER)).isEmpty();
        try (var peer = opening(start(), ECHO.protocol())) {
            assertThat(peer.hearLine()).isEqualTo(yes());
        }
    }

    private void faults(Map<String, String> settings, Fault.Category category, String code) {
        assertThatThrownBy(() -> start(settings)).isInstanceOfSatisfying(Fault.class, f -> {
            assertThat(f.category()).isEqualTo(category);
            assertThat(f.code()).isEqualTo(code);
        });
        assertThat(network.transports().ids()).isEmpty();
    }

    @Test
    void oneThatDoesNotStartLeavesNothingBehind() {
        faults(Map.of("carrier.mood", "misconfigured"), Fault.Category.CONFIGURATION, "bad-mood");
        faults(Map.of("carrier.mood", "throwing"), Fault.Category.PLUGIN_FAULT, "plugin-failed");
        start();
        assertThat(network.transports().ids()).containsExactly(CARRIER);
    }

    @Test
    void aPortThatIsTakenIsSaidSo() throws IOException {
        try (var taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            assertThatThrownBy(() -> network.start(
                            new Carrier(),
                            given.at(taken.getLocalPort(), new Carrier(), Map.of()),
                            getClass().getClassLoader()))
                    .isInstanceOfSatisfying(
                            Fault.class, f -> assertThat(f.code()).isEqualTo("port-taken"))
                    .hasMessageContaining("--set carrier.port=PORT");
        }
        assertThat(network.transports().ids()).isEmpty();
    }

    @Test
    void twoCannotHaveOneIdAndTheFirstGoesOn() throws Exception {
        network.listen("echo", ECHO, log);
        int port = start();
        assertThatThrownBy(this::start)
                .isInstanceOfSatisfying(Fault.class, f -> assertThat(f.code()).isEqualTo("transport-taken"));
        try (var peer = opening(port, ECHO.protocol())) {
            assertThat(peer.hearLine()).isEqualTo(yes());
        }
    }

    @Test
    void aDialByOneThatThrowsFailsAndItGoesOn() throws Exception {
        network.listen("echo", ECHO, log);
        int port = start();
        assertThat(reason(dial("throw"))).isEqualTo("the transport failed");
        try (var peer = opening(port, ECHO.protocol())) {
            assertThat(peer.hearLine()).isEqualTo(yes());
        }
    }

    @Test
    void oneThatThrowsAtAConnectionLosesItAndGivesItsPlaceBack() {
        limited("limit.links", "1");
        int port = start(Map.of("carrier.mood", "throwing-at-accept"));
        for (int i = 0; i < 3; i++) {
            try (var peer = new TcpPeer(port)) {
                assertThat(peer.hearLine()).isNull();
            }
        }
        assertThat(network.links()).isZero();
    }

    @Test
    void oneThatThrowsAtBytesLosesThatConnectionAlone() {
        int port = start(Map.of("carrier.mood", "throwing-at-bytes"));
        try (var bystander = new TcpPeer(port);
                var peer = new TcpPeer(port).sayLine("anything")) {
            assertThat(peer.hearLine()).isNull();
            bystander.sayLine("something");
            assertThat(bystander.hearLine()).isNull();
        }
    }

    @Test
    void oneThatThrowsWhenItIsAskedIsNotWaitedFor() {
        start(Map.of("carrier.mood", "throwing-when-asked"));
        assertThat(network.discovery().reach(CARRIER)).isEmpty();
        assertThat(network.transports().report(CARRIER)).isPresent();
    }

    @Test
    void oneThatFailsWhenItIsAskedSaysNothing() {
        start(Map.of("carrier.mood", "failing-when-asked"));
        assertThat(network.transports().report(CARRIER)).isEmpty();
        assertThat(network.discovery().reach(CARRIER)).isPresent();
    }

    @Test
    void howATransportIsReachedIsKnownAlsoWhileItIsBusy() throws Exception {
        int port = start();
        var busy = new CountDownLatch(1);
        var gate = new CountDownLatch(1);
        try {
            network.discovery().seek(CARRIER, KEY, new RunningTransport.Finder() {
                @Override
                public void record(Bytes record) {}

                @Override
                public void neighbour(String endpoint) {
                    busy.countDown();
                    try {
                        gate.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                }

                @Override
                public void searched(String detail) {}
            });
            assertThat(busy.await(15, TimeUnit.SECONDS)).isTrue();
            assertThat(network.discovery().reach(CARRIER))
                    .contains(new Reach(given.peer().hex(), List.of("127.0.0.1:" + port)));
        } finally {
            gate.countDown();
        }
    }

    @Test
    void aDialThatATransportForgetsFailsWhenItStops() throws Exception {
        start();
        var done = new CompletableFuture<Dialled>();
        network.dial("forget", ECHO, log, done::complete);
        network.transports().stop(CARRIER);
        assertThat(reason(done.get(15, TimeUnit.SECONDS))).isEqualTo("the transport has stopped");
    }

    /** A transport that does not come back from being started until it is let go. */
    private record Stuck(CountDownLatch gate) implements Transport {
        @Override
        public TransportDescriptor descriptor() {
            return new TransportDescriptor("stuck", "Stuck", 0, List.of());
        }

        @Override
        public RunningTransport start(TransportHost host) {
            try {
                gate.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            throw new IllegalStateException("let go");
        }
    }

    @Test
    void oneThatHangsIsLeftBehindAndHoldsUpNoOther() {
        var stuck = new Stuck(new CountDownLatch(1));
        try {
            assertThatThrownBy(() -> network.start(
                            stuck, given.at(0, stuck, Map.of()), getClass().getClassLoader()))
                    .hasMessageContaining("did not start within 5 s");
            start();
            assertThat(network.transports().ids()).containsExactly(CARRIER);
        } finally {
            stuck.gate().countDown();
        }
    }

    @Test
    void strangersAreCountedAsOnAnyPort() throws Exception {
        limited("limit.links-per-address", "2");
        network.listen("echo", ECHO, log);
        int port = start();
        try (var one = opening(port, ECHO.protocol());
                var two = opening(port, ECHO.protocol())) {
            assertThat(one.hearLine()).isEqualTo(yes());
            assertThat(two.hearLine()).isEqualTo(yes());
            assertThat(network.links()).isEqualTo(2);
            try (var three = opening(port, ECHO.protocol())) {
                assertThat(three.hearLine()).isNull();
            }
        }
        for (int i = 0; i < 2; i++) {
            log.next();
            log.wire().close();
        }
    }

    private String told(String name) {
        return network.transports().report(CARRIER).orElseThrow().stream()
                .filter(r -> r.name().equals(name))
                .map(Report::detail)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void findsByTheTransportThatIsNamed() throws Exception {
        Discovery discovery = network.discovery();
        var found = new LinkedBlockingQueue<String>();
        var finder = new RunningTransport.Finder() {
            @Override
            public void record(Bytes record) {
                found.add("record " + record.hex());
            }

            @Override
            public void neighbour(String endpoint) {
                found.add("neighbour " + endpoint);
            }

            @Override
            public void searched(String detail) {
                found.add("searched: " + detail);
            }
        };
        discovery.advertise(CARRIER, KEY, RECORD, Instant.MAX);
        discovery.seek(CARRIER, KEY, finder).cancel();
        assertThat(found).containsExactly("searched: the transport 'carrier' does not run");
        found.clear();

        int port = start();
        assertThat(told("records")).isEqualTo("0");
        discovery.advertise(CARRIER, KEY, RECORD, Instant.MAX);
        RunningTransport.Search search = discovery.seek(CARRIER, KEY, finder);
        assertThat(told("searches")).isEqualTo("1");
        assertThat(found)
                .containsExactly("record " + RECORD.hex(), "neighbour 127.0.0.1:1", "searched: looked at home");
        search.cancel();
        discovery.withdraw(CARRIER, KEY);
        assertThat(told("searches")).isEqualTo("0");
        assertThat(told("records")).isEqualTo("0");
        assertThat(discovery.reach(CARRIER)).contains(new Reach(given.peer().hex(), List.of("127.0.0.1:" + port)));
        assertThat(discovery.reach("another")).isEmpty();
    }

    @Test
    void whatATransportHasToReportIsNews() throws Exception {
        start();
        network.listen("echo", ECHO, log);
        assertThat(given.changes().poll(15, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void aTransportsPortIsAmongThoseThatAreListenedOnAndStreamsAreOnNone() {
        int port = start();
        network.listen("echo", ECHO, log);
        assertThat(network.listening())
                .extracting(l -> l.protocol() + " " + l.port())
                .containsExactly("carrier " + port);
    }
}
