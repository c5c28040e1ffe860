package org.handfast.runtime.net.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.handfast.api.Bytes;
import org.handfast.api.Fault;
import org.handfast.api.Listener;
import org.handfast.api.Reach;
import org.handfast.api.transport.Channel;
import org.handfast.api.transport.ChannelEvents;
import org.handfast.api.transport.MulticastGroup;
import org.handfast.api.transport.RunningTransport;
import org.handfast.api.transport.SocketPlace;
import org.handfast.api.transport.Transport;
import org.handfast.api.transport.TransportDescriptor;
import org.handfast.api.transport.TransportHost;
import org.handfast.runtime.TcpPeer;
import org.handfast.runtime.net.Network;

/** What the hub does for a transport, over real sockets. */
@Timeout(60)
class TcpChannelTest {

    private static final int UNSENT = 65_536;

    private final Network network = Given.network(Map.of("limit.unsent-bytes", Integer.toString(UNSENT)));
    private final Tap tap = new Tap();
    private int port;

    /** A transport that does nothing by itself: a test does it, by its thread. */
    private static final class Tap implements Transport, RunningTransport, ChannelEvents {
        private final BlockingQueue<Channel> channels = new LinkedBlockingQueue<>();
        private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
        private final CompletableFuture<TransportHost> host = new CompletableFuture<>();

        @Override
        public TransportDescriptor descriptor() {
            return new TransportDescriptor("tap", "Tap", 0, List.of());
        }

        @Override
        public RunningTransport start(TransportHost by) {
            host.complete(by);
            return this;
        }

        <T> T asked(Supplier<T> what) throws Exception {
            var answer = new CompletableFuture<T>();
            host.join().after(Duration.ZERO, () -> answer.complete(what.get()));
            return answer.get(15, TimeUnit.SECONDS);
        }

        void done(Runnable what) throws Exception {
            asked(() -> {
                what.run();
                return true;
            });
        }

        String next() throws InterruptedException {
            return heard.poll(15, TimeUnit.SECONDS);
        }

        Channel channel() throws InterruptedException {
            return channels.poll(15, TimeUnit.SECONDS);
        }

        @Override
        public ChannelEvents accepted(Channel channel) {
            channels.add(channel);
            return this;
        }

        @Override
        public void received(Bytes bytes) {
            String text = new String(bytes.toArray(), java.nio.charset.StandardCharsets.UTF_8);
            if (text.equals("fault")) {
                throw Fault.peer("bad-bytes", "Those bytes are bad.");
            }
            heard.add(text);
        }

        @Override
        public void writable() {
            heard.add("writable");
        }

        @Override
        public void closed(String reason) {
            heard.add("closed: " + reason);
        }

        @Override
        public void datagram(MulticastGroup group, SocketPlace from, Bytes datagram) {}

        @Override
        public void serve(Listener.Stream listener, StreamAcceptor acceptor) {}

        @Override
        public void stopServing(Listener.Stream listener) {}

        @Override
        public void open(Listener.Stream listener, String endpoint, Opening told) {}

        @Override
        public void advertise(Bytes key, Bytes record, Instant until) {}

        @Override
        public void withdraw(Bytes key) {}

        @Override
        public Search seek(Bytes key, Finder finder) {
            return () -> {};
        }

        @Override
        public Reach reach() {
            return new Reach("tap", List.of());
        }

        @Override
        public List<Report> report() {
            return List.of();
        }

        @Override
        public void stop() {
            heard.add("stopped");
        }
    }

    @BeforeEach
    void start() {
        port = network.start(tap, new Given(1).at(0, tap, Map.of()), getClass().getClassLoader())
                .port();
    }

    @AfterEach
    void close() {
        network.close();
    }

    @Test
    void whatIsWrittenBeforeACloseArrivesAndWhatComesAfterIsDropped() throws Exception {
        try (var peer = new TcpPeer(port)) {
            peer.sayLine("unread");
            Channel channel = tap.channel();
            tap.done(() -> {
                channel.write(Bytes.utf8("first "));
                channel.write(Bytes.utf8("last\n"));
                channel.close();
                channel.write(Bytes.utf8("never\n"));
                channel.close();
            });
            assertThat(peer.hearLine()).isEqualTo("first last");
            assertThat(peer.hearLine()).isNull();
        }
        String next = tap.next();
        assertThat(next.equals("unread\n") ? tap.next() : next).isEqualTo("closed: closed at this end");
    }

    @Test
    void oneThatTheOtherEndLeavesIsToldOfOnce() throws Exception {
        try (var peer = new TcpPeer(port)) {
            peer.sayLine("hello");
            assertThat(tap.next()).isEqualTo("hello\n");
        }
        assertThat(tap.next()).isEqualTo("closed: the other end closed it");
        network.close();
        assertThat(tap.heard).containsExactly("stopped");
    }

    @Test
    void aFaultClosesTheChannelWithItsReason() throws Exception {
        try (var peer = new TcpPeer(port)) {
            peer.raw(Bytes.utf8("fault").toArray());
            assertThat(peer.hearLine()).isNull();
        }
        assertThat(tap.next()).isEqualTo("closed: Those bytes are bad.");
    }

    @Test
    void aPeerThatDoesNotReadIsSeenAndWhenItReadsAgainThatToo() throws Exception {
        try (var peer = new Socket("127.0.0.1", port)) {
            Channel channel = tap.channel();
            Bytes some = Bytes.wrap(new byte[UNSENT / 8]);
            assertThat(tap.asked(channel::isWritable)).isTrue();
            int written = some.size();
            while (tap.asked(() -> {
                channel.write(some);
                return channel.isWritable();
            })) {
                written += some.size();
                assertThat(written).as("bytes that nobody reads").isLessThan(100_000_000);
            }
            assertThat(tap.heard).isEmpty();
            assertThat(peer.getInputStream().readNBytes(written)).hasSize(written);
            assertThat(tap.next()).isEqualTo("writable");
            assertThat(tap.asked(channel::isWritable)).isTrue();
            tap.done(channel::close);
        }
    }

    @Test
    void whatIsPausedIsHeardOnceItIsResumed() throws Exception {
        try (var peer = new TcpPeer(port)) {
            Channel channel = tap.channel();
            tap.done(channel::pause);
            peer.sayLine("later");
            // Another connection has been heard meanwhile: the loop has been round.
            try (var other = new TcpPeer(port)) {
                other.sayLine("now");
                assertThat(tap.next()).isEqualTo("now\n");
                assertThat(tap.heard).isEmpty();
                tap.done(channel::resume);
                assertThat(tap.next()).isEqualTo("later\n");
            }
        }
    }

    @Test
    void aConnectionIsMadeAndNotToldOfBeforeTheCallReturns() throws Exception {
        var told = new LinkedBlockingQueue<String>();
        var connecting = new TransportHost.Connecting() {
            @Override
            public ChannelEvents connected(Channel channel) {
                told.add("connected to " + channel.remote());
                channel.write(Bytes.utf8("from the transport"));
                return new Tap();
            }

            @Override
            public void failed(String reason) {
                told.add("failed: " + reason);
            }
        };
        int closed;
        try (var server = new ServerSocket(0)) {
            closed = server.getLocalPort();
            tap.done(() -> {
                tap.host.join().connect(new SocketPlace("127.0.0.1", closed), connecting);
                told.add("returned");
            });
            try (var accepted = server.accept()) {
                assertThat(accepted.getInputStream().readNBytes(18)).asString().isEqualTo("from the transport");
            }
        }
        assertThat(told).containsExactly("returned", "connected to 127.0.0.1:" + closed);
        told.clear();
        tap.done(() -> tap.host.join().connect(new SocketPlace("127.0.0.1", closed), connecting));
        assertThat(told.poll(15, TimeUnit.SECONDS)).startsWith("failed: connection refused");
    }

    @Test
    void aTimerRunsByTheTransportsThreadUnlessItIsCancelledAndOneThatThrowsStopsNoOther() throws Exception {
        String thread = tap.asked(() -> Thread.currentThread().getName());
        assertThat(thread).isEqualTo("handfast-tap");
        var ran = new LinkedBlockingQueue<String>();
        tap.done(() -> {
            TransportHost host = tap.host.join();
            host.after(Duration.ofMillis(5), () -> ran.add("cancelled")).cancel();
            host.after(Duration.ofMillis(10), () -> {
                throw new IllegalStateException("told to");
            });
            host.after(Duration.ofMillis(20), () -> ran.add("last"));
        });
        assertThat(ran.poll(15, TimeUnit.SECONDS)).isEqualTo("last");
    }

    @Test
    void aTransportIsToldWhoAndWhereTheHubIs() throws Exception {
        TransportHost host = tap.host.join();
        assertThat(tap.asked(host::hubName)).isEqualTo("hub 1");
        assertThat(tap.asked(host::listening)).containsExactly(new SocketPlace("127.0.0.1", port));
        assertThat(tap.asked(() -> host.crypto().random(32)))
                .isNotEqualTo(tap.asked(() -> host.crypto().random(32)));
        assertThat(tap.asked(() -> host.crypto().peerIdentity().publicKey()))
                .isEqualTo(tap.asked(() -> host.crypto().peerIdentity().publicKey()));
    }

    @Test
    void aGroupThatWasNotJoinedIsNotSpokenTo() throws Exception {
        var group = new MulticastGroup("224.0.0.251", 5353, 1_000);
        tap.done(() -> tap.host.join().multicast(group, Bytes.utf8("to nobody")));
        assertThat(tap.heard).isEmpty();
    }
}
