package org.handfast.api;

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
