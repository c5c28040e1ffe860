package org.handfast.runtime.net.transport;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.DatagramChannel;
import io.netty.channel.socket.DatagramPacket;
import io.netty.channel.socket.SocketProtocolFamily;
import io.netty.channel.socket.nio.NioDatagramChannel;

import org.handfast.api.Bytes;
import org.handfast.api.transport.MulticastGroup;
import org.handfast.api.transport.SocketPlace;

/** A group of UDP, joined on every interface that can; one socket hears, one an interface speaks. On the transport's loop. */
final class Multicast {

    private static final System.Logger LOG = System.getLogger(Multicast.class.getName());
    private static final int HOPS = 255;

    private final MulticastGroup group;
    private final InetSocketAddress address;
    private final BiConsumer<SocketPlace, Bytes> heard;
    private final List<DatagramChannel> speakers = new ArrayList<>();
    private final List<ChannelFuture> all = new ArrayList<>();

    Multicast(MulticastGroup group, BiConsumer<SocketPlace, Bytes> heard) throws UnknownHostException {
        this.group = group;
        this.address = new InetSocketAddress(InetAddress.getByName(group.address()), group.port());
        this.heard = heard;
    }

    void open(EventLoop loop) {
        List<NetworkInterface> interfaces = Places.multicasting(address.getAddress());
        ChannelFuture listening = bootstrap(loop, new Heard()).bind(group.port());
        all.add(listening);
        listening.addListener((ChannelFuture bound) -> {
            if (!bound.isSuccess()) {
                failed("cannot be listened to", bound.cause());
                return;
            }
            for (NetworkInterface one : interfaces) {
                ((DatagramChannel) bound.channel()).joinGroup(address, one).addListener(joined -> {
                    if (!joined.isSuccess()) {
                        failed("cannot be joined on " + one.getName(), joined.cause());
                    }
                });
            }
        });
        for (NetworkInterface one : interfaces) {
            ChannelFuture speaking = bootstrap(loop, new Deaf())
                    .option(ChannelOption.IP_MULTICAST_IF, one)
                    .bind(group.port());
            all.add(speaking);
            speaking.addListener((ChannelFuture bound) -> {
                if (bound.isSuccess()) {
                    speakers.add((DatagramChannel) bound.channel());
                } else {
                    failed("cannot be spoken to from " + one.getName(), bound.cause());
                }
            });
        }
    }

    private Bootstrap bootstrap(EventLoop loop, ChannelHandler handler) {
        return new Bootstrap()
                .group(loop)
                .channelFactory(() -> new NioDatagramChannel(
                        address.getAddress() instanceof java.net.Inet6Address
                                ? SocketProtocolFamily.INET6
                                : SocketProtocolFamily.INET))
                .option(ChannelOption.SO_REUSEADDR, true)
                .option(ChannelOption.IP_MULTICAST_TTL, HOPS)
                .option(ChannelOption.RECVBUF_ALLOCATOR, new FixedRecvByteBufAllocator(group.maxDatagram() + 1))
                .handler(handler);
    }

    private void failed(String what, Throwable cause) {
        LOG.log(System.Logger.Level.WARNING, "The group {0} {1}: {2}", group.address(), what, cause.getMessage());
    }

    void send(Bytes datagram) {
        for (DatagramChannel speaker : speakers) {
            speaker.writeAndFlush(new DatagramPacket(Unpooled.wrappedBuffer(datagram.buffer()), address));
        }
    }

    void close() {
        all.forEach(bound -> bound.channel().close());
    }

    /** A socket that speaks gets what the group is told too: one that hears is enough. */
    private static final class Deaf extends SimpleChannelInboundHandler<DatagramPacket> {
        @Override
        protected void channelRead0(ChannelHandlerContext ctx, DatagramPacket packet) {}

        @Override
        public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
            LOG.log(System.Logger.Level.DEBUG, "A datagram was not sent", cause);
        }
    }

    private final class Heard extends SimpleChannelInboundHandler<DatagramPacket> {

        @Override
        protected void channelRead0(ChannelHandlerContext ctx, DatagramPacket packet) {
            int size = packet.content().readableBytes();
            if (size > 0 && size <= group.maxDatagram() && packet.sender().getPort() > 0) {
                var bytes = new byte[size];
                packet.content().readBytes(bytes);
                heard.accept(Places.of(packet.sender()), Bytes.wrap(bytes));
            }
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
            // One datagram that cannot be sent or read is no reason to hear no others.
            LOG.log(System.Logger.Level.DEBUG, "A datagram was lost", cause);
        }
    }
}
