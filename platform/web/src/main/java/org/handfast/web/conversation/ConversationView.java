package org.handfast.web.conversation;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

import org.handfast.api.Address;
import org.handfast.api.State.Phase;
import org.handfast.api.Step.Outcome;
import org.handfast.core.flight.FlightRecord;
import org.handfast.core.node.Node;
import org.handfast.core.registry.ProtocolAddress;

/** A conversation, as {@code Conversation} of the API. */
record ConversationView(
        UUID id,
        String protocol,
        String protocolTitle,
        String key,
        Optional<String> address,
        Optional<UUID> deviceId,
        Optional<String> remote,
        Phase phase,
        String label,
        Optional<Outcome> outcome,
        String reason,
        Instant startedAt,
        Optional<Instant> endedAt,
        Optional<Instant> expiresAt,
        long messagesIn,
        long messagesOut) {

    static ConversationView of(FlightRecord flight, Node node) {
        return new ConversationView(
                flight.id(),
                flight.protocol(),
                node.engine().title(flight.protocol()),
                flight.key(),
                flight.address().map(Address::value),
                flight.address()
                        .flatMap(a -> node.ports().store().deviceAt(new ProtocolAddress(flight.protocol(), a)))
                        .map(d -> d.id().value()),
                flight.remote(),
                flight.phase(),
                flight.label(),
                flight.outcome(),
                flight.reason(),
                flight.startedAt(),
                flight.endedAt(),
                expiresAt(flight, node),
                flight.messagesIn(),
                flight.messagesOut());
    }

    /** Of one that waits for something; the timers of one that is established are about something else. */
    private static Optional<Instant> expiresAt(FlightRecord flight, Node node) {
        return flight.outcome().isPresent() || flight.phase() == Phase.ESTABLISHED
                ? Optional.empty()
                : node.engine().due(flight.id());
    }
}
