package org.handfast.cli.device.chat;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

import org.handfast.api.Bytes;
import org.handfast.cli.device.hub.HubLink;

/** Frames as lines over TCP, in UTF-8. */
final class HubLines implements HubLink {

    private static final int PATIENCE_MILLIS = 15_000;

    private final Socket socket;
    private final int longest;
    private final Consumer<Heard> ears;

    private HubLines(Socket socket, int longest, Consumer<Heard> ears) {
        this.socket = socket;
        this.longest = longest;
        this.ears = ears;
    }

    /**
     * Opens one.
     *
     * @param longest the most bytes that a line may have
     * @param ears told of lines and of the end, from another thread
     */
    static HubLines open(InetSocketAddress where, int longest, Consumer<Heard> ears) throws IOException {
        var socket = new Socket();
        try {
            socket.connect(where, PATIENCE_MILLIS);
            socket.setTcpNoDelay(true);
            socket.setKeepAlive(true);
        } catch (IOException e) {
            socket.close();
            throw e;
        }
        var lines = new HubLines(socket, longest, ears);
        Thread.ofPlatform().daemon().name("lines").start(lines::hear);
        return lines;
    }

    private void hear() {
        try (InputStream in = new BufferedInputStream(socket.getInputStream())) {
            var line = new ByteArrayOutputStream();
            for (int next = in.read(); next >= 0; next = in.read()) {
                if (next == '\n') {
                    ears.accept(new Heard.Frame(this, line.toString(StandardCharsets.UTF_8)));
                    line.reset();
                } else if (line.size() < longest) {
                    line.write(next);
                } else {
                    throw new IOException("a line was too long");
                }
            }
            ears.accept(new Heard.Closed(this, ""));
        } catch (IOException e) {
            ears.accept(new Heard.Closed(this, String.valueOf(e.getMessage())));
        }
    }

    @Override
    public boolean send(Bytes frame) {
        try {
            socket.getOutputStream().write(Bytes.join(frame, Bytes.utf8("\n")).toArray());
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** Lines have no pings; a connection that is dead is found to be by what is sent over it. */
    @Override
    public boolean beat() {
        return !socket.isClosed();
    }

    @Override
    public void goodbye() {
        abort();
    }

    @Override
    public void abort() {
        try {
            socket.close();
        } catch (IOException e) {
            ears.accept(new Heard.Closed(this, String.valueOf(e.getMessage())));
        }
    }
}
