package org.handfast.runtime.net;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.flow.FlowControlHandler;

import org.handfast.api.Fault;
import org.handfast.api.Link;
import org.handfast.api.Listener;
import org.handfast.core.limit.AddressGroup;
import org.handfast.core.limit.Limit;
import org.handfast.core.limit.Limits;
import org.handfast.core.limit.LinkGuard;
import org.handfast.core.link.Dialler;
import org.handfast.core.link.LinkEvents;

/** The device side of the network: listens for protocols and dials for them. Thread-safe. */
public final class Network implements Dialler, AutoCloseable {

    private static final int CONNECT_MILLIS = 10_000;

    private final Limits limits;
    private final LinkGuard guard;
    private final MultiThreadIoEventLoopGroup loops;
    private final ExecutorService resolver = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicLong ids = new AtomicLong();
    private final Map<OpenListener, Channel> listeners = new ConcurrentHashMap<>();

    /** A network that listens nowhere yet. */
    public Network(Limits limits, LinkGuard guard) {
        this.limits = limits;
        this.guard = guard;
        this.loops = new MultiThreadIoEventLoopGroup(
                Math.max(2, Runtime.getRuntime().availableProcessors()),
                Thread.ofPlatform().name("handfast-net-", 1).daemon().factory(),
                NioIoHandler.newFactory());
    }

    /**
     * Listens.
     *
     * @param host where, as a name or address; an empty one is every interface
     * @param port where, 0 for any that is free
     * @throws Fault CONFIGURATION if the port cannot be had
     */
    public OpenListener listen(String protocol, Listener.Tcp listener, String host, int port, LinkEvents events) {
        var bootstrap = new ServerBootstrap()
                .group(loops)
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_BACKLOG, 1024)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.SO_KEEPALIVE, true)
                .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, waterMark())
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        accept(channel, protocol, listener, events);
                    }
                });
        ChannelFuture bound = host.isEmpty() ? bootstrap.bind(port) : bootstrap.bind(host, port);
        bound.awaitUninterruptibly();
        if (!bound.isSuccess()) {
            throw new Fault(
                    Fault.Category.CONFIGURATION,
                    "port-taken",
                    "Port " + port + " (" + protocol + ") cannot be listened on: "
                            + bound.cause().getMessage() + ". Choose another with --set " + protocol
                            + ".port=PORT, 0 for any that is free.",
                    bound.cause());
        }
        var open = new OpenListener(
                protocol, listener.name(), ((InetSocketAddress) bound.channel().localAddress()).getPort());
        listeners.put(open, bound.channel());
        return open;
    }

    /** Stops listening; links stay. */
    public void stop(OpenListener listener) {
        Channel channel = listeners.remove(listener);
        if (channel != null) {
            channel.close().awaitUninterruptibly();
        }
    }

    /** What listens now. */
    public List<OpenListener> listening() {
        return List.copyOf(listeners.keySet());
    }

    /** How many links are open that others opened. */
    public int links() {
        return guard.links();
    }

    private WriteBufferWaterMark waterMark() {
        int most = limits.of(Limit.UNSENT_BYTES);
        return new WriteBufferWaterMark(most / 2, most);
    }

    private void accept(SocketChannel channel, String protocol, Listener.Tcp listener, LinkEvents events) {
        InetSocketAddress remote = channel.remoteAddress();
        if (remote == null) {
            channel.close();
            return;
        }
        AddressGroup from = AddressGroup.of(remote.getAddress());
        if (guard.open(from).isPresent()) {
            channel.close();
            return;
        }
        var link = new Link(ids.incrementAndGet(), listener.name(), Endpoint.text(remote), false);
        NettyWire wire = build(channel, link, listener, events, () -> guard.closed(from));
        events.opened(protocol, link, wire);
    }

    private NettyWire build(
            SocketChannel channel, Link link, Listener.Tcp listener, LinkEvents events, Runnable onClosed) {
        var handler = new LinkHandler(link, events, onClosed);
        // One read brings many messages: a link that is asked to pause stops between two of them.
        channel.pipeline()
                .addLast(new FrameDecoder(listener, limits.of(Limit.FRAME_SECONDS)), new FlowControlHandler(), handler);
        return new NettyWire(channel, listener.framing(), handler);
    }

    @Override
    public void dial(String endpoint, Listener listener, LinkEvents events, Consumer<Dialled> done) {
        Endpoint where;
        try {
            where = Endpoint.parse(endpoint);
        } catch (Fault bad) {
            done.accept(new Dialled.Failed(bad.detail()));
            return;
        }
        resolver.execute(() -> resolve(endpoint, where, (Listener.Tcp) listener, events, done));
    }

    private void resolve(
            String endpoint, Endpoint where, Listener.Tcp listener, LinkEvents events, Consumer<Dialled> done) {
        try {
            connect(
                    endpoint,
                    new InetSocketAddress(InetAddress.getByName(where.host()), where.port()),
                    listener,
                    events,
                    done);
        } catch (UnknownHostException e) {
            done.accept(new Dialled.Failed("there is no host '" + where.host() + "'"));
        }
    }

    private void connect(
            String endpoint,
            InetSocketAddress address,
            Listener.Tcp listener,
            LinkEvents events,
            Consumer<Dialled> done) {
        new Bootstrap()
                .group(loops)
                .channel(NioSocketChannel.class)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_MILLIS)
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.SO_KEEPALIVE, true)
                .option(ChannelOption.AUTO_READ, false)
                .option(ChannelOption.WRITE_BUFFER_WATER_MARK, waterMark())
                .handler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {}
                })
                .connect(address)
                .addListener((ChannelFuture connected) -> {
                    if (!connected.isSuccess()) {
                        done.accept(new Dialled.Failed(why(connected.cause())));
                        return;
                    }
                    var channel = (SocketChannel) connected.channel();
                    var link = new Link(ids.incrementAndGet(), listener.name(), endpoint, true);
                    NettyWire wire = build(channel, link, listener, events, () -> {});
                    done.accept(new Dialled.Open(link, wire));
                    channel.config().setAutoRead(true);
                });
    }

    private static String why(Throwable cause) {
        String message =
                cause instanceof IOException && cause.getMessage() != null ? cause.getMessage() : cause.toString();
        return message.contains("refused") ? "connection refused: nothing listens there" : message;
    }

    /** Closes what listens and every link. */
    @Override
    public void close() {
        listening().forEach(this::stop);
        resolver.shutdownNow();
        loops.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly(5, TimeUnit.SECONDS);
    }
}
