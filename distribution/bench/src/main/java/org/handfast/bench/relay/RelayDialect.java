package org.handfast.bench.relay;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.util.HexFormat;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.EventLoopGroup;

import org.handfast.bench.LoadSocket;

/** Relay key exchange, as {@code api-spec/protocols} has it. */
final class RelayDialect implements Dialect {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int RAW_KEY = 32;
    private static final int FIRST_NUMBER = 1_000_000;
    private static final ByteBuf TYPE =
            Unpooled.unreleasableBuffer(Unpooled.wrappedBuffer("\"type\":\"".getBytes(StandardCharsets.US_ASCII)));

    private final EventLoopGroup group;
    private final int port;
    private final boolean pairs;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String agreementKey = newAgreementKey();

    /** A server that listens on a port; {@code pairs} if only those who exchanged keys may write to each other. */
    RelayDialect(EventLoopGroup group, int port, boolean pairs) {
        this.group = group;
        this.port = port;
        this.pairs = pairs;
    }

    private static String newAgreementKey() {
        try {
            byte[] encoded = KeyPairGenerator.getInstance("X25519")
                    .generateKeyPair()
                    .getPublic()
                    .getEncoded();
            return HexFormat.of().formatHex(encoded, encoded.length - RAW_KEY, encoded.length);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public CompletableFuture<Member> join() {
        var identity = new Identity();
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/users"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"ecdh_public_key\":\"" + agreementKey
                        + "\",\"eddsa_public_key\":\"" + identity.publicKey() + "\"}"))
                .build();
        return http.sendAsync(request, HttpResponse.BodyHandlers.ofString())
                .thenApply(answer -> new Member(identity, code(answer)));
    }

    private static String code(HttpResponse<String> answer) {
        try {
            if (answer.statusCode() != 200) {
                throw new IOException("registering was answered " + answer.statusCode() + " " + answer.body());
            }
            return JSON.readTree(answer.body()).path("code").asText();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public CompletableFuture<LoadSocket> connect(Member member, Greeting greeting) {
        var connected = new CompletableFuture<LoadSocket>();
        boolean fresh = greeting == Greeting.FRESH;
        LoadSocket.open(
                group,
                URI.create("ws://127.0.0.1:" + port + (fresh ? "/ws?hello=1" : "/ws")),
                new Handshake(connected) {
                    @Override
                    public void opened(LoadSocket socket) {
                        if (!fresh) {
                            socket.send(toHub(member, "{\"type\":\"connect\"}"));
                        }
                    }

                    @Override
                    public void read(LoadSocket socket, ByteBuf text) {
                        switch (said(text)) {
                            case HELLO -> socket.send(answer(member, text));
                            case CONNECTED -> connected.complete(socket);
                            default -> connected.completeExceptionally(Dialect.unexpected(text));
                        }
                    }
                });
        return connected;
    }

    private static byte[] answer(Member member, ByteBuf hello) {
        JsonNode payload;
        try {
            payload = JSON.readTree(ByteBufUtil.getBytes(hello))
                    .path("data")
                    .path("message")
                    .path("payload");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return toHub(
                member,
                "{\"payload\":{\"hub\":\"" + payload.path("hub_id").asText() + "\",\"nonce\":\""
                        + payload.path("nonce").asText() + "\"},\"type\":\"connect\"}");
    }

    private static byte[] toHub(Member member, String message) {
        return member.identity().seal("{\"message\":" + message + ",\"sender\":\"" + member.code() + "\"}");
    }

    @Override
    public CompletableFuture<Void> befriend(Member sender, LoadSocket from, Member recipient, LoadSocket to) {
        var friends = new CompletableFuture<Void>();
        if (!pairs) {
            friends.complete(null);
            return friends;
        }
        to.reader((socket, text) -> {
            if (said(text) == Said.MESSAGE) {
                socket.send(exchange("key_exchange_ack", recipient, sender));
            } else {
                friends.completeExceptionally(Dialect.unexpected(text));
            }
        });
        from.reader((socket, text) -> {
            if (said(text) == Said.MESSAGE) {
                friends.complete(null);
            } else {
                friends.completeExceptionally(Dialect.unexpected(text));
            }
        });
        from.send(exchange("key_exchange", sender, recipient));
        return friends;
    }

    private byte[] exchange(String type, Member sender, Member recipient) {
        return sender.identity()
                .seal("{\"message\":{\"payload\":{\"ecdh_public_key\":\"" + agreementKey + "\"},\"type\":\"" + type
                        + "\"}," + between(sender, recipient) + "}");
    }

    @Override
    public byte[] message(Member sender, Member recipient, int number, boolean acknowledged) {
        String before = "{" + (acknowledged ? "\"id\":\"" + id(number) + "\"," : "")
                + "\"message\":{\"payload\":{\"ciphertext\":\"";
        String after = "\",\"nonce\":\"" + String.format(Locale.ROOT, "%016d", number) + "\",\"seq\":" + seq(number)
                + "},\"type\":\"message\"}," + between(sender, recipient) + "}";
        return sender.identity().seal(before + "c".repeat(DATA_BYTES - before.length() - after.length()) + after);
    }

    @Override
    public byte[] ack(Member recipient, Member sender, int number) {
        return toHub(
                recipient,
                "{\"payload\":{\"id\":\"" + id(number) + "\",\"sender\":\"" + sender.code() + "\"},\"type\":\"ack\"}");
    }

    private static String between(Member sender, Member recipient) {
        return "\"recipient\":\"" + recipient.code() + "\",\"sender\":\"" + sender.code() + "\"";
    }

    private static String id(int number) {
        return "m" + seq(number);
    }

    private static int seq(int number) {
        return FIRST_NUMBER + number;
    }

    @Override
    public Said said(ByteBuf text) {
        int at = ByteBufUtil.indexOf(TYPE, text);
        return at < 0
                ? Said.OTHER
                : switch (wordFrom(text, at + TYPE.readableBytes())) {
                    case "message", "key_exchange", "key_exchange_ack" -> Said.MESSAGE;
                    case "accepted" -> Said.ACCEPTED;
                    case "hello" -> Said.HELLO;
                    case "connect_ack" -> Said.CONNECTED;
                    default -> Said.OTHER;
                };
    }

    private static String wordFrom(ByteBuf text, int at) {
        int end = text.indexOf(at, text.writerIndex(), (byte) '"');
        return text.toString(at, Math.max(0, end - at), StandardCharsets.US_ASCII);
    }

    @Override
    public boolean untouched() {
        return true;
    }
}
