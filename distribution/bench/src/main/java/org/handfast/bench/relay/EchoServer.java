package org.handfast.bench.relay;

import java.util.List;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;

import org.handfast.bench.BareServer;

/** Sends back what it gets: whatever is measured against it, no server can be faster, and the load no faster than this. */
public final class EchoServer {

    private EchoServer() {}

    /** Runs until it is ended. */
    public static void main(String[] arguments) throws InterruptedException {
        BareServer.listen(() -> List.of(new Echo()));
    }

    private static final class Echo extends SimpleChannelInboundHandler<TextWebSocketFrame> {

        @Override
        protected void channelRead0(ChannelHandlerContext context, TextWebSocketFrame frame) {
            context.writeAndFlush(frame.retain());
        }
    }
}
