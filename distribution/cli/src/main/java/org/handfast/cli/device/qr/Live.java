package org.handfast.cli.device.qr;

import java.net.URI;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.jspecify.annotations.Nullable;

import org.handfast.api.Bytes;
import org.handfast.api.Json;
import org.handfast.api.RequestSignature;
import org.handfast.cli.CliException;
import org.handfast.core.json.JsonReader;
import org.handfast.plugin.qr.device.Call;
import org.handfast.plugin.qr.device.Calls;
import org.handfast.plugin.qr.device.Happening;
import org.handfast.plugin.qr.device.Mail;
import org.handfast.plugin.qr.device.Outgoing;
import org.handfast.plugin.qr.device.Part;
import org.handfast.plugin.qr.device.Refusal;

/**
 * The live stream of a device: what the hub pushes is taken, told, kept and confirmed. It is opened again when it is lost. For
 * one thread.
 */
final class Live implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final Duration PULSE = Duration.ofSeconds(20);
    private static final Duration LONGEST_REST = Duration.ofSeconds(30);

    private final Session session;
    private final QrTeller teller;
    private final BlockingQueue<Heard> heard = new LinkedBlockingQueue<>();
    private final Set<UUID> sent = new HashSet<>();
    private @Nullable Stream stream;
    private Duration rest = Duration.ofSeconds(1);
    private long restUntil = System.nanoTime();
    private boolean away;

    private sealed interface Heard {
        Stream on();

        record Frame(Stream on, String text) implements Heard {}

        record Closed(Stream on, String why) implements Heard {}
    }

    Live(Session session, QrTeller teller) {
        this.session = session;
        this.teller = teller;
    }

    /**
     * What happens next, within a time; nothing if nothing does.
     *
     * @throws CliException if the hub will not have this device
     */
    List<Happening> next(Duration atMost) throws InterruptedException {
        long end = System.nanoTime() + atMost.toNanos();
        while (true) {
            Stream current = stream == null ? open() : stream;
            long until = Math.min(end, current == null ? restUntil : current.nextBeat());
            Heard next = heard.poll(until - System.nanoTime(), TimeUnit.NANOSECONDS);
            if (next instanceof Heard.Frame frame && frame.on() == current) {
                List<Happening> happenings = take(frame.text());
                if (!happenings.isEmpty()) {
                    return happenings;
                }
            } else if (next instanceof Heard.Closed closed && closed.on() == current) {
                lost();
            } else if (current != null && current.nextBeat() - System.nanoTime() <= 0 && !current.beat()) {
                lost();
            }
            if (end - System.nanoTime() <= 0) {
                return List.of();
            }
        }
    }

    private @Nullable Stream open() throws InterruptedException {
        if (restUntil - System.nanoTime() > 0) {
            return null;
        }
        Call call = session.call(Calls::live);
        var opened = new Stream(heard);
        try {
            opened.socket = session.hub()
                    .http()
                    .client()
                    .newWebSocketBuilder()
                    .header(RequestSignature.HEADER, call.signature())
                    .connectTimeout(PATIENCE)
                    .buildAsync(URI.create(session.where().socket() + call.target()), opened)
                    .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            lost();
            return null;
        }
        stream = opened;
        sent.clear();
        rest = Duration.ofSeconds(1);
        if (away) {
            teller.note("Connected again.");
            away = false;
        }
        confirm(opened);
        return opened;
    }

    private void lost() {
        if (stream != null) {
            stream.abort();
            stream = null;
        }
        if (!away) {
            teller.note("The hub is not to be reached. Trying again, and again…");
            away = true;
        }
        restUntil = System.nanoTime() + rest.toNanos();
        Duration twice = rest.multipliedBy(2);
        rest = twice.compareTo(LONGEST_REST) > 0 ? LONGEST_REST : twice;
    }

    private List<Happening> take(String frame) throws InterruptedException {
        Json.Members said = JsonReader.read(Bytes.utf8(frame)).root();
        Refusal refusal = Refusal.frame(said).orElse(null);
        if (refusal != null) {
            refused(refusal);
            return List.of();
        }
        Mail.Turn turn = new Mail(session.tools()).take(session.device(), said);
        turn.happenings().forEach(teller::happened);
        session.keep(turn.device());
        if (!turn.device().breaks().isEmpty()) {
            new Exchange(session, teller).run();
        }
        if (stream != null) {
            confirm(stream);
        }
        return new ArrayList<>(turn.happenings());
    }

    /** A no to what was sent is dealt with by the next sync, which knows what it is to. */
    private void refused(Refusal refusal) {
        switch (refusal.status()) {
            case 401, 403 -> {
                if (!refusal.is("not-yours")) {
                    throw HubCalls.no(refusal, Optional.empty());
                }
                new Exchange(session, teller).run();
            }
            case 409, 413 -> new Exchange(session, teller).run();
            default -> {}
        }
    }

    private void confirm(Stream on) throws InterruptedException {
        Part.Receipts receipts = Mail.receipts(session.device());
        boolean alive = true;
        if (!receipts.isEmpty()) {
            alive = on.send(receipts.body());
            // If they get lost, what they confirm comes again, and is confirmed again.
            session.keep(Mail.settled(session.device(), receipts));
        }
        for (Part.Packets packets : Mail.packets(session.device())) {
            List<UUID> ids = packets.packets().stream().map(Outgoing::id).toList();
            if (alive && !sent.containsAll(ids)) {
                alive = on.send(packets.body());
                sent.addAll(ids);
            }
        }
        if (!alive) {
            lost();
        }
    }

    @Override
    public void close() {
        if (stream != null) {
            stream.goodbye();
        }
    }

    /** One WebSocket: its frames, whole, in a queue. */
    private static final class Stream implements WebSocket.Listener {

        private final BlockingQueue<Heard> heard;
        private final StringBuilder frame = new StringBuilder();
        private volatile @Nullable WebSocket socket;
        private volatile boolean alive = true;
        private long beat = System.nanoTime() + PULSE.toNanos();

        Stream(BlockingQueue<Heard> heard) {
            this.heard = heard;
        }

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket on, CharSequence part, boolean last) {
            alive = true;
            if (frame.length() + part.length() > HubCalls.LONGEST) {
                on.abort();
                heard.add(new Heard.Closed(this, "a frame was too long"));
                return null;
            }
            frame.append(part);
            if (last) {
                heard.add(new Heard.Frame(this, frame.toString()));
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
            heard.add(new Heard.Closed(this, reason));
            return null;
        }

        @Override
        public void onError(WebSocket on, Throwable failure) {
            heard.add(new Heard.Closed(this, String.valueOf(failure.getMessage())));
        }

        long nextBeat() {
            return beat;
        }

        /** Asks for a sign of life; false if there was none since this was done last. */
        boolean beat() throws InterruptedException {
            WebSocket open = socket;
            if (!alive || open == null) {
                return false;
            }
            alive = false;
            beat = System.nanoTime() + PULSE.toNanos();
            return went(open.sendPing(ByteBuffer.allocate(0)));
        }

        boolean send(Bytes text) throws InterruptedException {
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

        void abort() {
            WebSocket open = socket;
            if (open != null) {
                open.abort();
            }
        }

        void goodbye() {
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
}
