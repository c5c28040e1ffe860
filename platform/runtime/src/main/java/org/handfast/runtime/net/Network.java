package org.handfast.runtime.net;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.flow.FlowControlHandler;

import org.handfast.api.Fault;
import org.handfast.api.Link;
import org.handfast.api.Listener;
import org.handfast.api.transport.Transport;
import org.handfast.core.limit.Limit;
import org.handfast.core.limit.Limits;
import org.handfast.core.limit.LinkGuard;
import org.handfast.core.link.Dialler;
import org.handfast.core.link.Discovery;
import org.handfast.core.link.LinkEvents;
import org.handfast.runtime.net.http.HttpPort;
import org.handfast.runtime.net.http.HttpSettings;
import org.handfast.runtime.net.http.WebSocketDialler;
import org.handfast.runtime.net.socket.Connector;
import org.handfast.runtime.net.socket.ListeningPort;
import org.handfast.runtime.net.socket.Peer;
import org.handfast.runtime.net.socket.Seat;
import org.handfast.runtime.net.socket.Shared;
import org.handfast.runtime.net.socket.Sweeps;
import org.handfast.runtime.net.transport.TransportLoop;
import org.handfast.runtime.net.transport.Transports;

/** The device side of the network: listens for protocols and dials for them. Thread-safe. */
public final class Network implements Dialler, AutoCloseable {

    private final ExecutorService resolver = Executors.newVirtualThreadPerTaskExecutor();
    private final Shared shared;
    private final Connector connector;
    private final WebSocketDialler webSockets;
    private final HttpPort http;
    private final Transports transports;
    private final Map<OpenListener, Runnable> listeners = new ConcurrentHashMap<>();

    /** A network that listens nowhere yet. */
    public Network(Limits limits, LinkGuard guard) {
        var loops = new MultiThreadIoEventLoopGroup(
                Math.max(2, Runtime.getRuntime().availableProcessors()),
                Thread.ofPlatform().name("handfast-net-", 1).daemon().factory(),
                NioIoHandler.newFactory());
        this.shared = new Shared(loops, limits, guard, new AtomicLong(), new Sweeps());
        this.connector = new Connector(shared, resolver);
        this.webSockets = new WebSocketDialler(shared, connector);
        this.http = new HttpPort(shared);
        this.transports = new Transports(shared);
    }

    /**
     * Listens.
     *
     * @param host where, as a name or address; an empty one is every interface
     * @param port where, 0 for any that is free
     * @throws Fault CONFIGURATION if the port cannot be had
     */
    public OpenListener listen(String protocol, Listener.Tcp listener, String host, int port, LinkEvents events) {
        var opened = ListeningPort.open(
                shared, protocol, host, port, (channel, peer) -> accept(channel, peer, protocol, listener, events));
        var open = new OpenListener(protocol, listener.name(), opened.number());
        listeners.put(open, opened::close);
        return open;
    }

    /**
     * Listens on the port that all protocols share, which is opened for the first of them and closed after the last.
     *
     * @throws Fault CONFIGURATION if the port cannot be had, or a path is another's
     */
    public OpenListener listen(String protocol, Listener.Http listener, HttpSettings settings, LinkEvents events) {
        return opened(protocol, listener, http.open(protocol, listener, settings, events));
    }

    /** Listens for WebSockets, on the same port. */
    public OpenListener listen(String protocol, Listener.WebSocket listener, HttpSettings settings, LinkEvents events) {
        return opened(protocol, listener, http.open(protocol, listener, settings, events));
    }

    private OpenListener opened(String protocol, Listener listener, int port) {
        var open = new OpenListener(protocol, listener.name(), port);
        listeners.put(open, () -> http.close(protocol, listener.name()));
        return open;
    }

    /** Gives a protocol the streams of a transport, whenever that runs. */
    public OpenListener listen(String protocol, Listener.Stream listener, LinkEvents events) {
        transports.listen(protocol, listener, events);
        var open = new OpenListener(protocol, listener.name(), 0);
        listeners.put(open, () -> transports.stop(protocol, listener));
        return open;
    }

    /**
     * Starts a transport.
     *
     * @throws Fault CONFIGURATION if its port cannot be had, or another has its id
     */
    public OpenListener start(Transport transport, TransportLoop.Given given, ClassLoader loader) {
        String id = transport.descriptor().id();
        var open = new OpenListener(id, "tcp", transports.start(transport, given, loader));
        listeners.put(open, () -> transports.stop(id));
        return open;
    }

    /** The transports that run. */
    public Transports transports() {
        return transports;
    }

    /** Finds others by the transports that run. */
    public Discovery discovery() {
        return transports;
    }

    /** Stops listening; links stay. */
    public void stop(OpenListener listener) {
        Runnable closing = listeners.remove(listener);
        if (closing != null) {
            closing.run();
        }
    }

    /** What listens now on a port of its own, or on the shared one. */
    public List<OpenListener> listening() {
        return listeners.keySet().stream().filter(l -> l.port() > 0).toList();
    }

    /** How many links are open that others opened. */
    public int links() {
        return shared.guard().links();
    }

    private void accept(SocketChannel channel, Peer peer, String protocol, Listener.Tcp listener, LinkEvents events) {
        var seat = new Seat(shared.guard());
        if (seat.take(peer.group()).isPresent()) {
            channel.close();
            return;
        }
        var link = new Link(shared.nextId(), listener.name(), peer.text(), false);
        NettyWire wire = build(channel, link, listener, events, seat::leave);
        events.opened(protocol, link, Optional.empty(), wire);
    }

    private NettyWire build(
            SocketChannel channel, Link link, Listener.Tcp listener, LinkEvents events, Runnable onClosed) {
        var handler = new LinkHandler(link, events, onClosed);
        // One read brings many messages: a link that is asked to pause stops between two of them.
        channel.pipeline()
                .addLast(
                        new FrameDecoder(listener, shared.limits().of(Limit.FRAME_SECONDS)),
                        new FlowControlHandler(),
                        handler);
        return new NettyWire(channel, listener.framing(), handler);
    }

    @Override
    public void dial(String endpoint, Listener listener, LinkEvents events, Consumer<Dialled> done) {
        switch (listener) {
            case Listener.Tcp tcp -> dial(endpoint, tcp, events, done);
            case Listener.WebSocket webSocket -> webSockets.dial(endpoint, webSocket, events, done);
            case Listener.Http http -> done.accept(new Dialled.Failed("HTTP is asked, not dialled"));
            case Listener.Stream stream -> transports.dial(endpoint, stream, events, done);
        }
    }

    private void dial(String endpoint, Listener.Tcp listener, LinkEvents events, Consumer<Dialled> done) {
        Endpoint where;
        try {
            where = Endpoint.parse(endpoint);
        } catch (Fault bad) {
            done.accept(new Dialled.Failed(bad.detail()));
            return;
        }
        connector.connect(
                where.host(),
                where.port(),
                channel -> {
                    var link = new Link(shared.nextId(), listener.name(), endpoint, true);
                    NettyWire wire = build(channel, link, listener, events, () -> {});
                    done.accept(new Dialled.Open(link, wire));
                    channel.config().setAutoRead(true);
                },
                reason -> done.accept(new Dialled.Failed(reason)));
    }

    /** Closes what listens and every link. */
    @Override
    public void close() {
        List.copyOf(listeners.keySet()).forEach(this::stop);
        transports.close();
        resolver.shutdownNow();
        shared.loops().shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly(5, TimeUnit.SECONDS);
    }
}
