package org.handfast.runtime;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

import org.handfast.api.Bytes;

/** A plain socket that speaks frames of one-byte lengths, lines, and whatever else a test wants. */
public final class TcpPeer implements AutoCloseable {

    private static final int PATIENCE_MILLIS = 15_000;

    private final Socket socket = new Socket();

    /** A connection to this machine. */
    public TcpPeer(int port) {
        this("127.0.0.1", port);
    }

    /** A connection. */
    public TcpPeer(String host, int port) {
        try {
            socket.connect(new InetSocketAddress(host, port), PATIENCE_MILLIS);
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.setTcpNoDelay(true);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends bytes as they are. */
    public TcpPeer raw(byte... bytes) {
        try {
            socket.getOutputStream().write(bytes);
            socket.getOutputStream().flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    /** Sends a message. */
    public TcpPeer say(String text) {
        return raw(Bytes.join(Bytes.u8(text.length()), Bytes.utf8(text)).toArray());
    }

    /** Reads a message; null if the other end closed. */
    public String hear() {
        try {
            int size = socket.getInputStream().read();
            return size < 0 ? null : new String(socket.getInputStream().readNBytes(size), StandardCharsets.UTF_8);
        } catch (java.net.SocketException reset) {
            return null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends a line. */
    public TcpPeer sayLine(String text) {
        return raw(Bytes.utf8(text + "\n").toArray());
    }

    /** Reads a line; null if the other end closed before its end. */
    public String hearLine() {
        try {
            var line = new ByteArrayOutputStream();
            for (int b = socket.getInputStream().read();
                    b != '\n';
                    b = socket.getInputStream().read()) {
                if (b < 0) {
                    return null;
                }
                line.write(b);
            }
            return line.toString(StandardCharsets.UTF_8);
        } catch (java.net.SocketException reset) {
            return null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
