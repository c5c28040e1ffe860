package org.handfast.bench;

import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandler;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolConfig;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolHandler;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;

/** A WebSocket of the load program. What it reads is told on the thread of its group. */
public final class LoadSocket extends SimpleChannelInboundHandler<TextWebSocketFrame> {

    /** What is done with what a socket reads. */
    public interface Reader {

        /** The socket is open. */
        default void opened(LoadSocket socket) {}

        /** A text has come, valid during the call. */
        void read(LoadSocket socket, ByteBuf text);

        /** The socket is gone. */
        default void closed() {}
    }

    /** One address has some 28,000 ports to connect from, and each is taken for a minute after it closes. */
    private static final int ADDRESSES = 16;

    private static final int MAX_FRAME = 65_536;
    private static final AtomicInteger OPENED = new AtomicInteger();

    private final Channel channel;
    private volatile Reader reader;

    private LoadSocket(Channel channel, Reader reader) {
        this.channel = channel;
        this.reader = reader;
    }

    /** Connects; {@code reader} is told how that went. */
    public static void open(EventLoopGroup group, URI uri, Reader reader) {
        var from = new InetSocketAddress("127.0.0." + (1 + OPENED.getAndIncrement() % ADDRESSES), 0);
        var config = WebSocketClientProtocolConfig.newBuilder()
                .webSocketUri(uri)
                .maxFramePayloadLength(MAX_FRAME)
                .build();
        new Bootstrap()
                .group(group)
                .channel(NioSocketChannel.class)
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.SO_REUSEADDR, true)
                .handler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel connection) {
                        connection
                                .pipeline()
                                .addLast(
                                        new HttpClientCodec(),
                                        new HttpObjectAggregator(MAX_FRAME),
                                        new WebSocketClientProtocolHandler(config),
                                        new LoadSocket(connection, reader));
                    }
                })
                .connect(new InetSocketAddress(uri.getHost(), uri.getPort()), from)
                .addListener(connected -> {
                    if (!connected.isSuccess()) {
                        reader.closed();
                    }
                });
    }

    /** From now on {@code next} is given what is read. */
    public void reader(Reader next) {
        this.reader = next;
    }

    /**
     * From now on {@code scanner} is given the bytes that come, frames and all, and the reader hears of the end alone. On the
     * thread that reads, while nothing is on its way.
     */
    public void scan(ChannelInboundHandler scanner) {
        channel.pipeline().addFirst(scanner);
    }

    /** Runs something on the thread that reads. */
    public void execute(Runnable task) {
        channel.eventLoop().execute(task);
    }

    /** Sends a text; the array is not touched. */
    public void send(byte[] text) {
        channel.writeAndFlush(new TextWebSocketFrame(Unpooled.wrappedBuffer(text)), channel.voidPromise());
    }

    /** Says that it closes; done once the server has closed, too. */
    public CompletableFuture<Void> close() {
        var closed = new CompletableFuture<Void>();
        channel.closeFuture().addListener(f -> closed.complete(null));
        channel.writeAndFlush(new CloseWebSocketFrame(WebSocketCloseStatus.NORMAL_CLOSURE));
        return closed;
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event == WebSocketClientProtocolHandler.ClientHandshakeStateEvent.HANDSHAKE_COMPLETE) {
            reader.opened(this);
        }
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, TextWebSocketFrame frame) {
        reader.read(this, frame.content());
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        reader.closed();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        context.close();
    }
}
