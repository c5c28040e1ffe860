package org.handfast.runtime.net.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** The client's end of a WebSocket, made by hand: it sends frames as they should be, and as they should not. */
final class SocketPeer implements AutoCloseable {

    static final String KEY = "dGhlIHNhbXBsZSBub25jZQ==";
    static final String UPGRADE = "Upgrade: websocket\r\nConnection: keep-alive, Upgrade\r\n"
            + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: " + KEY + "\r\n";

    static final int TEXT = 0x1;
    static final int CLOSE = 0x8;
    static final int PING = 0x9;
    static final int PONG = 0xA;

    private final HttpPeer http;

    /** What the hub sent. */
    record Frame(int opcode, byte[] payload) {
        String text() {
            return new String(payload, StandardCharsets.UTF_8);
        }

        int code() {
            return payload.length < 2 ? 0 : ByteBuffer.wrap(payload).getShort() & 0xffff;
        }

        String reason() {
            return new String(payload, 2, payload.length - 2, StandardCharsets.UTF_8);
        }
    }

    SocketPeer(int port) {
        this(new HttpPeer(port), "/ws");
    }

    SocketPeer(HttpPeer http, String target) {
        this.http = http;
        HttpPeer.Reply reply = http.ask("GET", target, UPGRADE);
        if (reply.status() != 101 || !reply.header("sec-websocket-accept").equals("s3pPLMBiTxaQ9kYGzzhZRbK+xOo=")) {
            throw new AssertionError("not opened: " + reply);
        }
    }

    HttpPeer http() {
        return http;
    }

    SocketPeer say(String text) {
        return frame(0x80 | TEXT, text.getBytes(StandardCharsets.UTF_8));
    }

    /** A masked frame; {@code first} is its first byte. */
    SocketPeer frame(int first, byte... payload) {
        http.raw(bytes(first, payload));
        return this;
    }

    SocketPeer raw(int... bytes) {
        var out = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            out[i] = (byte) bytes[i];
        }
        http.raw(out);
        return this;
    }

    static byte[] bytes(int first, byte... payload) {
        var out = new ByteArrayOutputStream();
        out.write(first);
        if (payload.length < 126) {
            out.write(0x80 | payload.length);
        } else if (payload.length < 65_536) {
            out.write(0x80 | 126);
            out.writeBytes(
                    ByteBuffer.allocate(2).putShort((short) payload.length).array());
        } else {
            out.write(0x80 | 127);
            out.writeBytes(ByteBuffer.allocate(8).putLong(payload.length).array());
        }
        byte[] mask = {1, (byte) 0x82, 3, (byte) 0x84};
        out.writeBytes(mask);
        for (int i = 0; i < payload.length; i++) {
            out.write(payload[i] ^ mask[i % 4]);
        }
        return out.toByteArray();
    }

    /** The next frame; null if the other end closed. */
    Frame hear() {
        try {
            InputStream in = http.in();
            int first = in.read();
            if (first < 0) {
                return null;
            }
            int size = in.read();
            if (size == 126) {
                size = ByteBuffer.wrap(in.readNBytes(2)).getShort() & 0xffff;
            } else if (size == 127) {
                size = (int) ByteBuffer.wrap(in.readNBytes(8)).getLong();
            }
            return new Frame(first & 0x0f, in.readNBytes(size));
        } catch (SocketException reset) {
            return null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
