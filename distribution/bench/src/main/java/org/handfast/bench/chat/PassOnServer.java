package org.handfast.bench.chat;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler.HandshakeComplete;

import org.handfast.bench.BareServer;

/**
 * What a fan-out cannot do without, and nothing else: whatever one says goes to all others in its room, framed once, unread and
 * unchecked, in a direct buffer that they share.
 */
public final class PassOnServer {

    private PassOnServer() {}

    /** Runs until it is ended. */
    public static void main(String[] arguments) throws InterruptedException {
        // All on one thread.
        Map<String, Set<Channel>> rooms = new HashMap<>();
        BareServer.listen(() -> List.of(new PassOn(rooms)));
    }

    private static final class PassOn extends SimpleChannelInboundHandler<TextWebSocketFrame> {

        private static final int HEAD = 4;
        private static final int TEXT = 0x81;
        private static final int LONG = 126;

        private final Map<String, Set<Channel>> rooms;
        private Set<Channel> room = Set.of();

        PassOn(Map<String, Set<Channel>> rooms) {
            this.rooms = rooms;
        }

        @Override
        public void userEventTriggered(ChannelHandlerContext context, Object event) throws Exception {
            if (event instanceof HandshakeComplete opened) {
                room = rooms.computeIfAbsent(opened.requestUri(), uri -> new LinkedHashSet<>());
                room.add(context.channel());
            }
            super.userEventTriggered(context, event);
        }

        @Override
        protected void channelRead0(ChannelHandlerContext context, TextWebSocketFrame said) {
            ByteBuf content = said.content();
            ByteBuf frame = context.alloc().directBuffer(HEAD + content.readableBytes());
            frame.writeByte(TEXT)
                    .writeByte(LONG)
                    .writeShort(content.readableBytes())
                    .writeBytes(content);
            for (Channel other : room) {
                if (other != context.channel()) {
                    other.writeAndFlush(frame.retainedDuplicate(), other.voidPromise());
                }
            }
            frame.release();
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            room.remove(context.channel());
        }
    }
}
