package org.handfast.plugin.qr.device;

import org.handfast.api.Bytes;
import org.handfast.plugin.qr.wire.KeyLine;
import org.handfast.plugin.qr.wire.PairId;
import org.handfast.plugin.qr.wire.SignatureLine;

/** A connection that is not made yet. Whoever shows the first code is A, the other B. Nonces are A's or B's own. */
public sealed interface Pairing {

    /** What the person at this end calls the other. */
    String name();

    /** What this device made for it. */
    OwnEnd own();

    /** Its own nonce. */
    Bytes nonce();

    /** A shows its first code. */
    record Showing(String name, OwnEnd own, Bytes nonce, String host) implements Pairing {

        /** The first code. */
        public KeyLine line(Tools tools) {
            return new KeyLine(own.agreement().publicKey(), own.pair().publicKey(), commit(this, tools), host);
        }
    }

    /**
     * A has B's code, and asks the hub to sign.
     *
     * @param body what the hub is asked with, the same however often
     */
    record Initiating(String name, OwnEnd own, Bytes nonce, String host, PeerEnd peer, Bytes peerNonce, Bytes body)
            implements Met {}

    /**
     * A shows the second code, and waits for B.
     *
     * @param line the code
     * @param agreed whether the person at this end said that both show the same words
     */
    record Offering(
            String name, OwnEnd own, Bytes nonce, PeerEnd peer, Bytes peerNonce, SignatureLine line, boolean agreed)
            implements Met {

        /** The same, compared. */
        Offering compared() {
            return new Offering(name, own, nonce, peer, peerNonce, line, true);
        }
    }

    /**
     * B has A's first code, and shows its own.
     *
     * @param commit A's commitment
     * @param theirHost where A's code says that the hub is
     * @param misfits how many second codes did not fit
     */
    record Answering(
            String name,
            OwnEnd own,
            Bytes nonce,
            String host,
            PeerEnd peer,
            Bytes commit,
            String theirHost,
            int misfits)
            implements Met {

        /** B's code. */
        public KeyLine line() {
            return new KeyLine(own.agreement().publicKey(), own.pair().publicKey(), nonce, host);
        }
    }

    /** B has A's second code, so that both can compare; then B confirms. */
    record Comparing(String name, OwnEnd own, Bytes nonce, PeerEnd peer, Bytes commit, SignatureLine line)
            implements Met {}

    /** One in which the other end is known. */
    sealed interface Met extends Pairing {

        /** The other end. */
        PeerEnd peer();

        /** True if this device is A. */
        default boolean first() {
            return this instanceof Initiating || this instanceof Offering;
        }

        /** A's pair ID. */
        default PairId sender() {
            return first() ? own().id() : peer().id();
        }

        /** B's. */
        default PairId recipient() {
            return first() ? peer().id() : own().id();
        }
    }

    /** The commitment of an end to its key. */
    static Bytes commit(Pairing a, Tools tools) {
        return tools.comparison()
                .commit(a.own().id().bytes(), a.own().agreement().publicKey().bytes(), a.nonce());
    }
}
