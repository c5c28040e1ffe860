package org.handfast.plugin.relay.device;

import java.util.Optional;

import org.handfast.api.Address;
import org.handfast.api.Bytes;
import org.handfast.api.Crypto;
import org.handfast.api.Crypto.Aead;
import org.handfast.api.Secret;

/**
 * The keys of two users who have exchanged theirs. Guarantees that whoever sends or confirms has them too; not who that is,
 * which is what people compare words for.
 *
 * @param transcript what they are bound to
 * @param initiator true at the end that began
 * @param confirming proves that an end has them
 * @param sending encrypts what this end sends
 * @param receiving encrypts what the other end sends
 */
record Session(Bytes transcript, boolean initiator, Secret confirming, Secret sending, Secret receiving) {

    private static final int KEY = 32;

    /** The session of what both key pairs agree on. */
    static Session of(Secret agreed, Bytes transcript, boolean initiator, Crypto crypto) {
        Secret root = crypto.extract(agreed, transcript);
        Secret fromInitiator = expand(root, "i2r", crypto);
        Secret toInitiator = expand(root, "r2i", crypto);
        return new Session(
                transcript,
                initiator,
                expand(root, "confirm", crypto),
                initiator ? fromInitiator : toInitiator,
                initiator ? toInitiator : fromInitiator);
    }

    private static Secret expand(Secret root, String use, Crypto crypto) {
        return crypto.expand(root, Bytes.lp(Bytes.utf8(use)), KEY);
    }

    /** This end's proof. */
    Bytes proof(Crypto crypto) {
        return proof(initiator, crypto);
    }

    /** True for the other end's proof. */
    boolean proves(Bytes mac, Crypto crypto) {
        return crypto.same(mac, proof(!initiator, crypto));
    }

    private Bytes proof(boolean ofInitiator, Crypto crypto) {
        return crypto.hmac(confirming, Bytes.lp(Bytes.utf8(ofInitiator ? "I" : "R")), Bytes.lp(transcript));
    }

    Bytes seal(Address from, Address to, long seq, Bytes nonce, Bytes plain, Crypto crypto) {
        return crypto.seal(Aead.AES_256_GCM, sending, nonce, associated(from, to, seq), plain);
    }

    Optional<Bytes> open(Address from, Address to, long seq, Bytes nonce, Bytes sealed, Crypto crypto) {
        return crypto.open(Aead.AES_256_GCM, receiving, nonce, associated(from, to, seq), sealed);
    }

    private Bytes associated(Address from, Address to, long seq) {
        return Bytes.join(
                Bytes.lp(transcript),
                Bytes.lp(Bytes.utf8(from.value())),
                Bytes.lp(Bytes.utf8(to.value())),
                Bytes.lp(Bytes.u64(seq)));
    }
}
