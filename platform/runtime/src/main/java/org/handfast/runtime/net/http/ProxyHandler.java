package org.handfast.runtime.net.http;

import java.util.concurrent.TimeUnit;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.haproxy.HAProxyCommand;
import io.netty.handler.codec.haproxy.HAProxyMessage;

import org.handfast.core.limit.AddressRange;
import org.handfast.core.limit.Limit;
import org.handfast.runtime.net.socket.Peer;
import org.handfast.runtime.net.socket.Seat;
import org.handfast.runtime.net.socket.Sweep;

/** Waits for a trusted proxy to say whose connection this is. On the connection's loop. */
final class ProxyHandler extends SimpleChannelInboundHandler<HAProxyMessage> implements Sweep.Swept {

    private final Site site;
    private final SocketChannel channel;
    private final Peer proxy;
    private final Seat seat;
    private final long since = System.nanoTime();

    ProxyHandler(Site site, SocketChannel channel, Peer proxy, Seat seat) {
        this.site = site;
        this.channel = channel;
        this.proxy = proxy;
        this.seat = seat;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        site.shared().sweeps().of(channel.eventLoop()).add(this);
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        site.shared().sweeps().of(channel.eventLoop()).remove(this);
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, HAProxyMessage header) {
        Peer peer = client(header);
        if (!site.proxies().trusts(peer.address()) && seat.take(peer.group()).isPresent()) {
            ctx.close();
            return;
        }
        HttpPort.serve(channel, site, peer, seat);
        ctx.pipeline().remove(this);
    }

    /** Whom it speaks for; itself, if it only looks whether the hub is well. */
    private Peer client(HAProxyMessage header) {
        String address = header.sourceAddress();
        return header.command() == HAProxyCommand.LOCAL || address == null
                ? proxy
                : AddressRange.address(address)
                        .map(a -> new Peer(a, header.sourcePort()))
                        .orElse(proxy);
    }

    @Override
    public void sweep(long now) {
        if (now - since > TimeUnit.SECONDS.toNanos(site.shared().limits().of(Limit.FRAME_SECONDS))) {
            channel.close();
        }
    }

    /** No such header, or a broken connection: nobody is there to be told. */
    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        ctx.close();
    }
}
