package org.handfast.cli.device.hub;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import org.handfast.api.Bytes;

/** A WebSocket, by the JDK's own client. */
public final class HubSocket implements HubLink, WebSocket.Listener {

    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final int longest;
    private final Consumer<Heard> ears;
    private final StringBuilder frame = new StringBuilder();
    private volatile @Nullable WebSocket socket;
    private volatile boolean alive = true;

    private HubSocket(int longest, Consumer<Heard> ears) {
        this.longest = longest;
        this.ears = ears;
    }

    /**
     * Opens one.
     *
     * @param longest the most characters that a frame may have
     * @param ears told of frames and of the end, from other threads
     * @throws IOException if there is none within fifteen seconds
     */
    public static HubSocket open(
            HttpClient client, URI where, Map<String, String> headers, int longest, Consumer<Heard> ears)
            throws IOException, InterruptedException {
        var opened = new HubSocket(longest, ears);
        WebSocket.Builder builder = client.newWebSocketBuilder().connectTimeout(PATIENCE);
        headers.forEach(builder::header);
        try {
            opened.socket = builder.buildAsync(where, opened).get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            return opened;
        } catch (ExecutionException e) {
            throw new IOException(why(e.getCause()), e);
        } catch (TimeoutException e) {
            throw new IOException("no answer in time", e);
        }
    }

    private static String why(@Nullable Throwable cause) {
        return switch (cause) {
            case null -> "nothing is known";
            case WebSocketHandshakeException refused ->
                "it answers " + refused.getResponse().statusCode();
            default -> String.valueOf(cause.getMessage());
        };
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket on, CharSequence part, boolean last) {
        alive = true;
        if (frame.length() + part.length() > longest) {
            on.abort();
            ears.accept(new Heard.Closed(this, "a frame was too long"));
            return null;
        }
        frame.append(part);
        if (last) {
            ears.accept(new Heard.Frame(this, frame.toString()));
            frame.setLength(0);
        }
        on.request(1);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onPong(WebSocket on, ByteBuffer message) {
        alive = true;
        on.request(1);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket on, int code, String reason) {
        ears.accept(new Heard.Closed(this, reason));
        return null;
    }

    @Override
    public void onError(WebSocket on, Throwable failure) {
        ears.accept(new Heard.Closed(this, String.valueOf(failure.getMessage())));
    }

    @Override
    public boolean beat() throws InterruptedException {
        WebSocket open = socket;
        if (!alive || open == null) {
            return false;
        }
        alive = false;
        return went(open.sendPing(ByteBuffer.allocate(0)));
    }

    @Override
    public boolean send(Bytes text) throws InterruptedException {
        WebSocket open = socket;
        return open != null && went(open.sendText(new String(text.toArray(), StandardCharsets.UTF_8), true));
    }

    private static boolean went(CompletableFuture<WebSocket> sending) throws InterruptedException {
        try {
            sending.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (ExecutionException | TimeoutException e) {
            return false;
        }
    }

    @Override
    public void abort() {
        WebSocket open = socket;
        if (open != null) {
            open.abort();
        }
    }

    @Override
    public void goodbye() {
        WebSocket open = socket;
        if (open != null) {
            try {
                went(open.sendClose(WebSocket.NORMAL_CLOSURE, ""));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            open.abort();
        }
    }
}
