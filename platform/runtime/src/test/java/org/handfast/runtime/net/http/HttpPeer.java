package org.handfast.runtime.net.http;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** A plain socket that speaks HTTP as well or as badly as a test wants. */
final class HttpPeer implements AutoCloseable {

    static final String HOST = "Host: hub\r\n";
    private static final int PATIENCE_MILLIS = 20_000;

    private final Socket socket;
    private final InputStream in;

    /** What is answered; {@code status} 0 if the other end closed instead. */
    record Reply(int status, Map<String, String> headers, String body) {
        String header(String name) {
            return headers.getOrDefault(name, "");
        }
    }

    HttpPeer(int port) {
        this(connected(port));
    }

    HttpPeer(Socket socket) {
        try {
            this.socket = socket;
            this.in = new BufferedInputStream(socket.getInputStream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Socket connected(int port) {
        try {
            var socket = new Socket();
            socket.connect(new InetSocketAddress("127.0.0.1", port), PATIENCE_MILLIS);
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.setTcpNoDelay(true);
            return socket;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Socket socket() {
        return socket;
    }

    HttpPeer raw(byte[] bytes) {
        try {
            socket.getOutputStream().write(bytes);
            socket.getOutputStream().flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    HttpPeer raw(String text) {
        return raw(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Asks without a body; {@code headers} each with its line's end. */
    Reply ask(String method, String target, String... headers) {
        raw(method + " " + target + " HTTP/1.1\r\n" + HOST + String.join("", headers) + "\r\n");
        return reply(method.equals("HEAD"));
    }

    /** Asks with a body. */
    Reply send(String method, String target, String body, String... headers) {
        raw(method + " " + target + " HTTP/1.1\r\n" + HOST + "Content-Length: " + body.length() + "\r\n"
                + String.join("", headers) + "\r\n" + body);
        return reply();
    }

    Reply reply() {
        return reply(false);
    }

    private Reply reply(boolean head) {
        try {
            String first = line();
            if (first.isEmpty()) {
                return new Reply(0, Map.of(), "");
            }
            Map<String, String> headers = new HashMap<>();
            for (String line = line(); !line.isEmpty(); line = line()) {
                int colon = line.indexOf(':');
                headers.put(
                        line.substring(0, colon).toLowerCase(Locale.ROOT),
                        line.substring(colon + 1).strip());
            }
            int size = head ? 0 : Integer.parseInt(headers.getOrDefault("content-length", "0"));
            return new Reply(
                    Integer.parseInt(first.split(" ")[1]),
                    headers,
                    new String(in.readNBytes(size), StandardCharsets.UTF_8));
        } catch (SocketException reset) {
            return new Reply(0, Map.of(), "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String line() throws IOException {
        var line = new ByteArrayOutputStream();
        for (int b = in.read(); b >= 0 && b != '\n'; b = in.read()) {
            if (b != '\r') {
                line.write(b);
            }
        }
        return line.toString(StandardCharsets.ISO_8859_1);
    }

    /** True once the other end closed, and had said nothing more. */
    boolean closed() {
        try {
            return in.read() < 0;
        } catch (SocketException reset) {
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    InputStream in() {
        return in;
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
