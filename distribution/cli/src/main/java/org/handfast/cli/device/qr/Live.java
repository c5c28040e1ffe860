package org.handfast.cli.device.qr;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

import org.handfast.api.Bytes;
import org.handfast.api.Json;
import org.handfast.api.RequestSignature;
import org.handfast.cli.CliException;
import org.handfast.cli.device.hub.HubLink;
import org.handfast.cli.device.hub.HubSocket;
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

    private static final Duration PULSE = Duration.ofSeconds(20);
    private static final Duration LONGEST_REST = Duration.ofSeconds(30);

    private final Session session;
    private final QrTeller teller;
    private final BlockingQueue<HubLink.Heard> heard = new LinkedBlockingQueue<>();
    private final Set<UUID> sent = new HashSet<>();
    private @Nullable HubLink stream;
    private long nextBeat;
    private Duration rest = Duration.ofSeconds(1);
    private long restUntil = System.nanoTime();
    private boolean away;

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
            HubLink current = stream == null ? open() : stream;
            long until = Math.min(end, current == null ? restUntil : nextBeat);
            HubLink.Heard next = heard.poll(until - System.nanoTime(), TimeUnit.NANOSECONDS);
            if (next instanceof HubLink.Heard.Frame frame && frame.on() == current) {
                List<Happening> happenings = take(frame.text());
                if (!happenings.isEmpty()) {
                    return happenings;
                }
            } else if (next instanceof HubLink.Heard.Closed closed && closed.on() == current) {
                lost();
            } else if (current != null && nextBeat - System.nanoTime() <= 0 && !beat(current)) {
                lost();
            }
            if (end - System.nanoTime() <= 0) {
                return List.of();
            }
        }
    }

    private boolean beat(HubLink on) throws InterruptedException {
        nextBeat = System.nanoTime() + PULSE.toNanos();
        return on.beat();
    }

    private @Nullable HubLink open() throws InterruptedException {
        if (restUntil - System.nanoTime() > 0) {
            return null;
        }
        Call call = session.call(Calls::live);
        HubLink opened;
        try {
            opened = HubSocket.open(
                    session.hub().http().client(),
                    URI.create(session.where().socket() + call.target()),
                    Map.of(RequestSignature.HEADER, call.signature()),
                    HubCalls.LONGEST,
                    heard::add);
        } catch (IOException e) {
            lost();
            return null;
        }
        stream = opened;
        nextBeat = System.nanoTime() + PULSE.toNanos();
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

    private void confirm(HubLink on) throws InterruptedException {
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
}
