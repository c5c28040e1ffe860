package org.handfast.core.flight;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.handfast.api.Address;
import org.handfast.api.ConversationKey;
import org.handfast.api.Step;
import org.handfast.core.limit.Limit;
import org.handfast.core.limit.Limits;
import org.handfast.core.text.Line;

/** Writes one conversation's timeline. Of a long one the beginning and the end are kept. Thread-safe. */
public final class Recorder {

    private static final int LONGEST_CODE = 100;
    private static final int LONGEST_NAME = 300;

    private final UUID id;
    private final String protocol;
    private final String key;
    private Instant startedAt;
    private final int capacity;
    private final int detailLength;
    private final List<FlightRecord.Entry> first = new ArrayList<>();
    private final Deque<FlightRecord.Entry> last = new ArrayDeque<>();
    private long dropped;
    private long in;
    private long out;
    private Optional<Address> address = Optional.empty();
    private Optional<String> remote = Optional.empty();

    /** An empty timeline. */
    public Recorder(UUID id, String protocol, ConversationKey key, Instant startedAt, Limits limits) {
        this.id = id;
        this.protocol = protocol;
        this.key = Line.of(key.toString(), LONGEST_NAME);
        this.startedAt = startedAt;
        this.capacity = limits.of(Limit.FLIGHT_ENTRIES);
        this.detailLength = limits.of(Limit.FLIGHT_DETAIL);
    }

    /** Goes on with a timeline that was kept. */
    public synchronized void resume(FlightRecord kept) {
        kept.entries().forEach(this::add);
        in = kept.messagesIn();
        out = kept.messagesOut();
        address = kept.address();
        remote = kept.remote();
        startedAt = kept.startedAt();
    }

    /** Adds a line. */
    public synchronized void add(Instant at, FlightRecord.Kind kind, String code, String detail) {
        add(line(at, kind, code, detail));
    }

    /** Adds lines that were made by {@link #line}. */
    public synchronized void add(List<FlightRecord.Entry> lines) {
        lines.forEach(this::add);
    }

    /** A line, cleaned and cut as it would be kept. */
    public FlightRecord.Entry line(Instant at, FlightRecord.Kind kind, String code, String detail) {
        return new FlightRecord.Entry(at, kind, Line.of(code, LONGEST_CODE), Line.of(detail, detailLength));
    }

    private void add(FlightRecord.Entry entry) {
        if (first.size() < capacity / 2) {
            first.add(entry);
            return;
        }
        last.addLast(entry);
        if (last.size() > capacity - capacity / 2) {
            last.removeFirst();
            dropped++;
        }
    }

    /** Counts a message received. */
    public synchronized void received() {
        in++;
    }

    /** Counts a message sent. */
    public void sent() {
        sent(1);
    }

    /** Counts so many. */
    public synchronized void sent(int messages) {
        out += messages;
    }

    /** Says which address the conversation is about. */
    public synchronized void about(Address address) {
        this.address = Optional.of(address);
    }

    /** Says who is at the other end. */
    public synchronized void remote(String remote) {
        this.remote = Optional.of(Line.of(remote, LONGEST_NAME));
    }

    /** The other end, once known. */
    public synchronized Optional<String> remote() {
        return remote;
    }

    /** The timeline so far. */
    public FlightRecord soFar(Progress progress) {
        return soFar(progress, List.of());
    }

    /** The timeline as it will be with more lines, which are not added. */
    public synchronized FlightRecord soFar(Progress progress, List<FlightRecord.Entry> more) {
        return record(progress, Optional.empty(), "", Optional.empty(), more);
    }

    /** The timeline at its end. */
    public FlightRecord ended(Progress progress, Step.Outcome outcome, String reason, Instant at) {
        return ended(progress, outcome, reason, at, List.of());
    }

    /** The timeline at its end, with more lines, which are not added. */
    public synchronized FlightRecord ended(
            Progress progress, Step.Outcome outcome, String reason, Instant at, List<FlightRecord.Entry> more) {
        return record(progress, Optional.of(outcome), reason, Optional.of(at), more);
    }

    private FlightRecord record(
            Progress progress,
            Optional<Step.Outcome> outcome,
            String reason,
            Optional<Instant> endedAt,
            List<FlightRecord.Entry> more) {
        var entries = new ArrayList<>(first);
        if (dropped > 0) {
            entries.add(new FlightRecord.Entry(
                    last.getFirst().at(), FlightRecord.Kind.NOTE, "left-out", dropped + " entries are not kept"));
        }
        entries.addAll(last);
        entries.addAll(more);
        return new FlightRecord(
                id,
                protocol,
                key,
                address,
                remote,
                progress.phase(),
                progress.label(),
                outcome,
                Line.of(reason, detailLength),
                startedAt,
                endedAt,
                entries,
                in,
                out);
    }
}
