package org.handfast.runtime.net;

import java.io.IOException;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.DecoderException;

import org.handfast.api.Bytes;
import org.handfast.api.Fault;
import org.handfast.api.Link;
import org.handfast.core.link.LinkEvents;

/** The end of one link's pipeline: tells the engine what came, and why it ended. On the link's event loop. */
final class LinkHandler extends SimpleChannelInboundHandler<Bytes> {

    private static final System.Logger LOG = System.getLogger(LinkHandler.class.getName());

    private final Link link;
    private final LinkEvents events;
    private final Runnable onClosed;
    private String reason = "the other end closed it";
    private boolean deaf;

    LinkHandler(Link link, LinkEvents events, Runnable onClosed) {
        this.link = link;
        this.events = events;
        this.onClosed = onClosed;
    }

    /** From now on nothing that comes is passed on; the first reason given stays. */
    void closing(String why) {
        if (!deaf) {
            deaf = true;
            reason = why;
        }
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, Bytes message) {
        if (!deaf) {
            events.received(link, message);
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        if (!ctx.channel().isWritable()) {
            closing("it does not read what is sent to it");
            ctx.close();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        onClosed.run();
        events.closed(link, reason);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        Throwable root = cause instanceof DecoderException && cause.getCause() != null ? cause.getCause() : cause;
        switch (root) {
            case Fault fault -> closing(fault.detail());
            case IOException broken -> closing("the connection broke");
            default -> {
                LOG.log(System.Logger.Level.ERROR, "Link to " + link.remote() + " failed", root);
                closing("something failed at this end");
            }
        }
        ctx.close();
    }
}
