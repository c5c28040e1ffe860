package org.handfast.plugin.libp2p.yamux;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import org.handfast.api.Fault;

/** The streams of a session that are not over, and how many there may be. Not thread-safe. */
final class Streams {

    private static final long LAST_ID = 0xffff_ffffL;

    private final boolean dialled;
    private final YamuxLimits limits;
    private final Allowance allowance;
    private final Quota unsent;
    private final Quota kept;
    private final Map<Integer, Stream> open = new HashMap<>();
    private long nextId;
    private int outbound;
    private int unacknowledged;
    private boolean tooManyWasted;

    /** @param allowance how many streams the other end may waste */
    Streams(boolean dialled, YamuxLimits limits, Allowance allowance, Quota unsent) {
        this.dialled = dialled;
        this.limits = limits;
        this.allowance = allowance;
        this.unsent = unsent;
        kept = new Quota(limits.keptInAll());
        nextId = dialled ? 1 : 2;
    }

    int size() {
        return open.size();
    }

    Optional<Stream> find(int id) {
        return Optional.ofNullable(open.get(id));
    }

    /** Adds a stream that this end opens. */
    Stream open(Sender sender) {
        if (outbound >= limits.outbound() || unacknowledged >= limits.unacknowledged() || nextId > LAST_ID) {
            throw new Fault(Fault.Category.LIMIT_REACHED, "streams", "The connection has too many streams already.");
        }
        var stream = new Stream((int) nextId, true, this, sender);
        nextId += 2;
        outbound++;
        unacknowledged++;
        open.put(stream.id(), stream);
        return stream;
    }

    /** Adds a stream that the other end opens; empty if it has too many. */
    Optional<Stream> accept(int id, Sender sender) {
        if ((id & 1) == (dialled ? 1 : 0)) {
            throw Fault.peer("bad-stream", "It opened a stream whose number belongs to this end.");
        }
        if (open.containsKey(id)) {
            throw Fault.peer("bad-stream", "It opened a stream that is open.");
        }
        if (open.size() - outbound >= limits.inbound()) {
            return Optional.empty();
        }
        var stream = new Stream(id, false, this, sender);
        open.put(id, stream);
        return Optional.of(stream);
    }

    /** The other end has said something on a stream. */
    void heard(Stream stream) {
        if (stream.acknowledge() && stream.ours()) {
            unacknowledged--;
        }
    }

    /** A stream is over. */
    void freed(Stream stream, Stream.How how) {
        heard(stream);
        open.remove(stream.id());
        if (stream.ours()) {
            outbound--;
        } else if (how == Stream.How.HERE || how == Stream.How.THERE) {
            waste();
        }
    }

    /** The other end opened a stream for nothing. */
    void waste() {
        tooManyWasted |= !allowance.take();
    }

    /** True once the other end has opened too many for nothing. */
    boolean tooManyWasted() {
        return tooManyWasted;
    }

    /** Ends all that are there. */
    void end(String reason) {
        new ArrayList<>(open.values()).forEach(stream -> stream.end(Stream.How.GONE, reason));
    }

    /** Counts more bytes that wait to be sent, on a stream on which some do already; false if those are too many. */
    boolean mayWait(int waiting, int more) {
        return more <= limits.unsentPerStream() - waiting && unsent.take(more);
    }

    /** What is kept for streams that are paused. */
    Quota kept() {
        return kept;
    }
}
