package org.handfast.api;

import java.util.List;
import java.util.Optional;

import org.osgi.annotation.versioning.ConsumerType;

/** What a conversation remembers between two events: an immutable value, usually a record of a sealed interface. */
@ConsumerType
public interface State {

    /** The phase common to all protocols that this state stands in; what lists and metrics go by. */
    Phase phase();

    /** The protocol's own name for the state, shown to people. */
    default String label() {
        return getClass().getSimpleName();
    }

    /**
     * Who takes part, if this is a gathering that people look into, such as a room; for the console, which asks when somebody
     * looks, on any thread and while a step may run. Nothing of it is kept.
     */
    default Optional<List<Participant>> participants() {
        return Optional.empty();
    }

    /** How far a conversation has come, whatever its protocol. */
    enum Phase {
        /** Open, and nothing of substance said. */
        OPENED,
        /** Messages go back and forth; nobody waits for a person. */
        NEGOTIATING,
        /** A person, or a policy, is to decide. */
        AWAITING_DECISION,
        /** Decided; the last proofs are being exchanged. */
        CONFIRMING,
        /** Both ends hold the pairing. */
        ESTABLISHED
    }
}
