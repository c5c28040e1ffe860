package org.handfast.plugin.directtcp;

import java.util.Optional;

import org.handfast.api.Bytes;
import org.handfast.api.KeyPair;
import org.handfast.api.Link;
import org.handfast.api.State;

/** The states of a conversation. Names are the original's where it has one. */
sealed interface Talk extends State {

    @Override
    default Phase phase() {
        return switch (this) {
            case Entry s -> Phase.OPENED;
            case Dialling s -> Phase.NEGOTIATING;
            case Greeting s -> Phase.NEGOTIATING;
            case PendingPairRequest s -> Phase.NEGOTIATING;
            case AwaitingContact s -> Phase.AWAITING_DECISION;
            case AwaitingAnswer s -> Phase.NEGOTIATING;
            case Pairing s -> Phase.NEGOTIATING;
            case AwaitingWords s -> Phase.AWAITING_DECISION;
            case PendingEncryption s -> Phase.CONFIRMING;
            case CheckingKeys s -> Phase.CONFIRMING;
            case Connected s -> Phase.ESTABLISHED;
        };
    }

    /** The states that know who is at the other end. */
    sealed interface WithPeer extends Talk {
        Peer peer();
    }

    /** The states in which both ends have both keys and check them. */
    sealed interface Secured extends WithPeer {
        Pair pair();

        Check check();

        /** The same with the checks further on. */
        Secured with(Check check);
    }

    /** Nothing said. */
    record Entry() implements Talk {}

    /** Asking side: waits for the link; {@code attempt} counts the keys tried of those there are. */
    record Dialling(Intent intent, int attempt) implements Talk {}

    /** Asking side: said Hello, waits for the other's. */
    record Greeting(Intent intent, Link link, int attempt) implements Talk {}

    /** Answering side: not paired, waits to be asked. */
    record PendingPairRequest(Peer peer) implements WithPeer {}

    /** Answering side: was asked, and asks its person. */
    record AwaitingContact(Peer peer, Asked asked) implements WithPeer {}

    /** Asking side: asked, waits for the other's key; its own is made and committed to. */
    record AwaitingAnswer(Peer peer, Intent intent, KeyPair own, Bytes details) implements WithPeer {}

    /** Answering side: sent its key, waits for the other's. */
    record Pairing(Peer peer, Asked asked, KeyPair own) implements WithPeer {}

    /** Keys are exchanged and a person compares words; {@code early} is a key check that did not wait for that. */
    record AwaitingWords(Peer peer, Pair pair, Optional<Bytes> early) implements WithPeer {}

    /** Keys stand on both sides, and the other end is to start the key check. */
    record PendingEncryption(Peer peer) implements WithPeer {}

    /** A key check is under way; {@code retry} is what to do if it fails and there are other keys to try. */
    record CheckingKeys(Peer peer, Pair pair, Check check, Optional<Dialling> retry) implements Secured {
        @Override
        public CheckingKeys with(Check check) {
            return new CheckingKeys(peer, pair, check, retry);
        }
    }

    /** Done: application data may flow. */
    record Connected(Peer peer, Pair pair, Check check) implements Secured {
        @Override
        public Connected with(Check check) {
            return new Connected(peer, pair, check);
        }

        @Override
        public String label() {
            return check.proven() ? "Connected" : "ConnectedUnproven";
        }
    }
}
