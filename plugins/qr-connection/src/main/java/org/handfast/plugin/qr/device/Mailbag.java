package org.handfast.plugin.qr.device;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

import org.handfast.api.Bytes;

/**
 * What is on its way over one connection.
 *
 * @param outbox what the hub may not have yet, the oldest first
 * @param receipts packets that have come, and the hub does not know so
 * @param seen packets that have come
 * @param told when a place was told last, a few times
 */
public record Mailbag(List<Outgoing> outbox, List<UUID> receipts, Seen seen, List<Instant> told) {

    static final Mailbag EMPTY = new Mailbag(List.of(), List.of(), Seen.NOTHING, List.of());

    private static final int PLACES = 4;
    private static final long MINUTE = 60;

    public Mailbag {
        outbox = List.copyOf(outbox);
        receipts = List.copyOf(receipts);
        told = List.copyOf(told);
    }

    Mailbag posting(Outgoing packet) {
        List<Outgoing> more = new ArrayList<>(outbox);
        more.add(packet);
        return new Mailbag(more, receipts, seen, told);
    }

    Mailbag without(Collection<UUID> sent) {
        return new Mailbag(outbox.stream().filter(p -> !sent.contains(p.id())).toList(), receipts, seen, told);
    }

    Mailbag owing(UUID receipt) {
        if (receipts.contains(receipt)) {
            return this;
        }
        List<UUID> more = new ArrayList<>(receipts);
        more.add(receipt);
        return new Mailbag(outbox, more, seen, told);
    }

    Mailbag acknowledged(Collection<UUID> ids) {
        return new Mailbag(
                outbox, receipts.stream().filter(r -> !ids.contains(r)).toList(), seen, told);
    }

    Mailbag saw(UUID id, Instant at) {
        return new Mailbag(outbox, receipts, seen.with(Bytes.uuid(id), at), told);
    }

    /** What is left when the connection is over: nothing may come twice even then. */
    Mailbag over() {
        return new Mailbag(List.of(), List.of(), seen, List.of());
    }

    /** For how many seconds no place may be told. */
    long placeIn(Instant now) {
        return told.size() < PLACES
                ? 0
                : Math.max(0, told.getFirst().plusSeconds(MINUTE).getEpochSecond() - now.getEpochSecond());
    }

    Mailbag toldPlace(Instant now) {
        List<Instant> more = new ArrayList<>(told);
        more.add(now);
        return new Mailbag(outbox, receipts, seen, more.subList(Math.max(0, more.size() - PLACES), more.size()));
    }
}
