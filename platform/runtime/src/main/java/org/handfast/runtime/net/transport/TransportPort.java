package org.handfast.runtime.net.transport;

import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

import io.netty.channel.EventLoop;
import io.netty.channel.socket.SocketChannel;
import org.jspecify.annotations.Nullable;

import org.handfast.api.Bytes;
import org.handfast.api.Crypto;
import org.handfast.api.Settings;
import org.handfast.api.transport.Channel;
import org.handfast.api.transport.ChannelEvents;
import org.handfast.api.transport.MulticastGroup;
import org.handfast.api.transport.RunningTransport;
import org.handfast.api.transport.SocketPlace;
import org.handfast.api.transport.Transport;
import org.handfast.api.transport.TransportHost;
import org.handfast.runtime.net.socket.Connector;
import org.handfast.runtime.net.socket.ListeningPort;
import org.handfast.runtime.net.socket.Peer;
import org.handfast.runtime.net.socket.Seat;
import org.handfast.runtime.net.socket.Shared;

/** One transport that runs: its sockets, its time and its thread, on which all of this happens. */
final class TransportPort implements TransportHost {

    private static final System.Logger LOG = System.getLogger(TransportPort.class.getName());

    /** To look through the interfaces takes as long as an agreement on a key. */
    private static final Duration PLACES_LAST = Duration.ofSeconds(5);

    private final Shared shared;
    private final EventLoop loop;
    private final Connector connector;
    private final TransportLoop.Given given;
    private final Map<MulticastGroup, Multicast> groups = new HashMap<>();
    private final ListeningPort port;
    private @Nullable RunningTransport running;
    private List<SocketPlace> places = List.of();
    private Instant placesUntil = Instant.MIN;

    /** Opens the port of a transport that does not run yet. Not on its loop, since it waits for that. */
    TransportPort(String id, TransportLoop.Given given, Shared shared, EventLoop loop, Connector connector) {
        this.shared = shared;
        this.loop = loop;
        this.connector = connector;
        this.given = given;
        this.port = ListeningPort.open(shared, id, given.host(), given.port(), this::accept);
    }

    /** Starts it. On its loop, as all that follows. */
    void begin(Transport transport) {
        running = transport.start(this);
    }

    Optional<RunningTransport> running() {
        return Optional.ofNullable(running);
    }

    int number() {
        return port.number();
    }

    private void accept(SocketChannel channel, Peer peer) {
        var seat = new Seat(shared.guard());
        RunningTransport to = running;
        if (to == null || seat.take(peer.group()).isPresent()) {
            channel.close();
            return;
        }
        begin(channel, seat::leave, to::accepted);
    }

    /** Has a connection heard by whoever the transport says; closes it if the transport throws. */
    private void begin(SocketChannel channel, Runnable onClosed, Function<Channel, ChannelEvents> by) {
        var opened = new TcpChannel(channel, shared.nextId(), Places.of(channel.remoteAddress()), onClosed);
        try {
            opened.begin(by.apply(opened));
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            LOG.log(System.Logger.Level.ERROR, "A transport failed", e);
            onClosed.run();
            channel.close();
        }
    }

    @Override
    public Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MICROS);
    }

    @Override
    public Timer after(Duration delay, Runnable task) {
        Future<?> scheduled = loop.schedule(() -> guarded(task), delay.toNanos(), TimeUnit.NANOSECONDS);
        return () -> scheduled.cancel(false);
    }

    private static void guarded(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            LOG.log(System.Logger.Level.ERROR, "A transport failed", e);
        }
    }

    @Override
    public Crypto crypto() {
        return given.crypto().get();
    }

    @Override
    public Settings settings() {
        return given.settings();
    }

    @Override
    public String hubName() {
        return given.hubName();
    }

    @Override
    public List<SocketPlace> listening() {
        Instant now = now();
        if (!now.isBefore(placesUntil)) {
            places = List.copyOf(Places.listening(given.host(), port.number()));
            placesUntil = now.plus(PLACES_LAST);
        }
        return places;
    }

    @Override
    public void connect(SocketPlace place, Connecting told) {
        connector.connect(
                place.host(),
                place.port(),
                channel -> begin(channel, () -> {}, told::connected),
                reason -> soon(() -> told.failed(reason)));
    }

    /** From any thread; never, if the loop has stopped. */
    private void soon(Runnable task) {
        try {
            loop.execute(() -> guarded(task));
        } catch (RejectedExecutionException stopped) {
            LOG.log(System.Logger.Level.DEBUG, "The transport has stopped", stopped);
        }
    }

    @Override
    public void join(MulticastGroup group) {
        try {
            var joined = new Multicast(
                    group,
                    (from, datagram) -> guarded(() -> running().ifPresent(r -> r.datagram(group, from, datagram))));
            groups.put(group, joined);
            joined.open(loop);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("'" + group.address() + "' is no address", e);
        }
    }

    @Override
    public void multicast(MulticastGroup group, Bytes datagram) {
        Multicast joined = groups.get(group);
        if (joined != null) {
            joined.send(datagram);
        }
    }

    @Override
    public void changed() {
        given.onChange().run();
    }

    /** Nobody connects any more. Not on its loop. */
    void stopListening() {
        port.close();
    }

    /** Ends what runs. */
    void end() {
        groups.values().forEach(Multicast::close);
        running().ifPresent(r -> guarded(r::stop));
        running = null;
    }
}
