package org.handfast.bench.relay;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.spec.X509EncodedKeySpec;
import java.util.HexFormat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.netty.buffer.ByteBufInputStream;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;

/** {@code POST /users}. */
final class LimitRegistration extends SimpleChannelInboundHandler<FullHttpRequest> {

    private static final String SPKI = "302a300506032b6570032100";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final LimitUsers users;

    LimitRegistration(LimitUsers users) {
        this.users = users;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request)
            throws IOException, GeneralSecurityException {
        String key = JSON.readTree((java.io.InputStream) new ByteBufInputStream(request.content()))
                .path("eddsa_public_key")
                .asText();
        String code = users.register(KeyFactory.getInstance("Ed25519")
                .generatePublic(new X509EncodedKeySpec(HexFormat.of().parseHex(SPKI + key))));
        byte[] answer = ("{\"code\":\"" + code + "\"}").getBytes(StandardCharsets.US_ASCII);
        var response = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1, HttpResponseStatus.OK, Unpooled.wrappedBuffer(answer));
        response.headers().set(HttpHeaderNames.CONTENT_LENGTH, answer.length);
        context.writeAndFlush(response);
    }
}
