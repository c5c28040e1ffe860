package org.handfast.bench.relay;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler;
import org.jspecify.annotations.Nullable;

/** One socket of the limit: every frame is parsed, its signature verified, and it goes on as it came. */
final class LimitRelay extends SimpleChannelInboundHandler<TextWebSocketFrame> {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String HUB = "00".repeat(32);
    private static final int NONCE_BYTES = 32;

    private final LimitUsers users;
    private String code = "";
    private @Nullable String nonce;

    LimitRelay(LimitUsers users) {
        this.users = users;
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) throws Exception {
        if (event instanceof WebSocketServerProtocolHandler.HandshakeComplete opened
                && opened.requestUri().contains("hello=1")) {
            var bytes = new byte[NONCE_BYTES];
            RANDOM.nextBytes(bytes);
            nonce = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
            say(context, "hello", "{\"nonce\":\"" + nonce + "\",\"hub_id\":\"" + HUB + "\"}");
        }
        super.userEventTriggered(context, event);
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, TextWebSocketFrame frame)
            throws IOException, GeneralSecurityException {
        JsonNode envelope = JSON.readTree(ByteBufUtil.getBytes(frame.content()));
        JsonNode data = envelope.path("data");
        String sender = data.path("sender").asText();
        byte[] signature = HexFormat.of().parseHex(envelope.path("signature").asText());
        if (!code.isEmpty() && !code.equals(sender)) {
            refuse(context, "invalid_sender");
        } else if (!users.verifies(sender, JSON.writeValueAsBytes(data), signature)) {
            refuse(context, "invalid_signature");
        } else {
            accept(context, frame, data, sender);
        }
    }

    private void accept(ChannelHandlerContext context, TextWebSocketFrame frame, JsonNode data, String sender) {
        JsonNode payload = data.path("message").path("payload");
        String type = data.path("message").path("type").asText();
        if (type.equals("connect")) {
            if (nonce != null && !nonce.equals(payload.path("nonce").asText())) {
                refuse(context, "replayed");
                return;
            }
            code = sender;
            users.arrived(code, context.channel());
            say(context, "connect_ack", "{}");
        } else if (code.isEmpty()) {
            refuse(context, "not_connected");
        } else if (type.equals("ack")) {
            users.at(payload.path("sender").asText())
                    .ifPresent(c -> c.writeAndFlush(fromServer(
                            "accepted", "{\"id\":\"" + payload.path("id").asText() + "\"}")));
        } else {
            Optional.of(data.path("recipient").asText())
                    .flatMap(users::at)
                    .ifPresentOrElse(
                            c -> c.writeAndFlush(
                                    new TextWebSocketFrame(frame.content().retain())),
                            () -> refuse(context, "unknown_recipient"));
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        users.left(code, context.channel());
    }

    private static void refuse(ChannelHandlerContext context, String why) {
        say(context, "error", "{\"code\":\"" + why + "\",\"detail\":\"\"}");
    }

    private static void say(ChannelHandlerContext context, String type, String payload) {
        context.writeAndFlush(fromServer(type, payload));
    }

    private static TextWebSocketFrame fromServer(String type, String payload) {
        return new TextWebSocketFrame("{\"data\":{\"sender\":\"server\",\"message\":{\"type\":\"" + type
                + "\",\"payload\":" + payload + "}}}");
    }
}
