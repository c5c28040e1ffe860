package org.handfast.core.flight;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.handfast.api.Address;
import org.handfast.api.State;
import org.handfast.api.Step;
import org.handfast.core.time.Micros;

/**
 * The timeline of one conversation.
 *
 * @param id unique
 * @param protocol whose conversation
 * @param key its key, as text
 * @param address the address it came to be about
 * @param remote the other end as {@code host:port}
 * @param phase how far it has come
 * @param label the protocol's own name for its state
 * @param outcome how it ended, once it has
 * @param reason why it ended; empty before
 * @param startedAt when it began
 * @param endedAt when it ended
 * @param entries what happened, oldest first
 * @param messagesIn messages received
 * @param messagesOut messages sent
 */
public record FlightRecord(
        UUID id,
        String protocol,
        String key,
        Optional<Address> address,
        Optional<String> remote,
        State.Phase phase,
        String label,
        Optional<Step.Outcome> outcome,
        String reason,
        Instant startedAt,
        Optional<Instant> endedAt,
        List<Entry> entries,
        long messagesIn,
        long messagesOut) {

    public FlightRecord {
        entries = List.copyOf(entries);
        startedAt = Micros.of(startedAt);
        endedAt = endedAt.map(Micros::of);
    }

    /** One line of the timeline. */
    public record Entry(Instant at, Kind kind, String code, String detail) {
        public Entry {
            at = Micros.of(at);
        }
    }

    /** What a line tells of. */
    public enum Kind {
        EVENT,
        STATE,
        EFFECT,
        NOTE,
        DECISION
    }

    /** The same, at an end. */
    public FlightRecord ended(Step.Outcome outcome, String reason, Instant at) {
        return new FlightRecord(
                id,
                protocol,
                key,
                address,
                remote,
                phase,
                label,
                Optional.of(outcome),
                reason,
                startedAt,
                Optional.of(at),
                entries,
                messagesIn,
                messagesOut);
    }
}
