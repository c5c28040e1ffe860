package org.handfast.plugin.qr.server;

import java.util.Set;

import org.handfast.api.Address;
import org.handfast.api.Bytes;
import org.handfast.api.Link;
import org.handfast.api.State;
import org.handfast.plugin.qr.wire.PairId;

/** The states of the hub's side. */
public sealed interface Serving extends State {

    /** A request that is answered at once. */
    record Exchange() implements Serving {
        @Override
        public Phase phase() {
            return Phase.OPENED;
        }
    }

    /** A key that has no account yet, as far as this conversation knows. */
    record Newcomer() implements Serving {
        @Override
        public Phase phase() {
            return Phase.OPENED;
        }
    }

    /** An account that a person is to let in. */
    record Waiting(Address account) implements Serving {
        @Override
        public Phase phase() {
            return Phase.AWAITING_DECISION;
        }
    }

    /** About one sender's pair ID. */
    sealed interface OfSender extends Serving {

        /** A's. */
        PairId sender();
    }

    /** A sender's pair ID that nothing is pending for. */
    record Free(PairId sender) implements OfSender {
        @Override
        public Phase phase() {
            return Phase.OPENED;
        }
    }

    /**
     * Initiated, and to be confirmed.
     *
     * @param account A's
     * @param packet SHA-256 of the packet that initiated it
     * @param expires in Unix seconds
     */
    record Pending(PairId sender, PairId recipient, Address account, Bytes packet, long expires) implements OfSender {
        @Override
        public Phase phase() {
            return Phase.CONFIRMING;
        }
    }

    /**
     * The live stream of an account.
     *
     * @param sent what was pushed and is not known to have been received
     * @param meter what the client sent
     */
    record Live(Address account, Link link, Set<Bytes> sent, Meter meter) implements Serving {
        public Live {
            sent = Set.copyOf(sent);
        }

        @Override
        public Phase phase() {
            return Phase.ESTABLISHED;
        }
    }

    /** A stream whose account is not known yet. */
    record Stream() implements Serving {
        @Override
        public Phase phase() {
            return Phase.OPENED;
        }
    }

    /** Something that an operator does. */
    record Desk() implements Serving {
        @Override
        public Phase phase() {
            return Phase.OPENED;
        }
    }
}
