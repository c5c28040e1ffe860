package org.handfast.plugin.challengeresponse.code;

import org.handfast.api.Bytes;
import org.handfast.api.Crypto;
import org.handfast.api.Key;
import org.handfast.api.Secret;

/**
 * The proofs that two ends have the same words, bound to the session, both keys and one challenge. They guarantee that whoever
 * made one has the words and means these two keys; not that the words are in no third hand.
 */
public final class Proofs {

    private static final String LABEL = "handfast/challenge-response/proof/v1";
    private static final int SIZE = 32;

    private final Secret key;
    private final Bytes transcript;
    private final Crypto crypto;

    private Proofs(Secret key, Bytes transcript, Crypto crypto) {
        this.key = key;
        this.transcript = transcript;
        this.crypto = crypto;
    }

    /** Those about one challenge between two peers. */
    public static Proofs of(Code code, Key initiator, Key joiner, Bytes challenge, Crypto crypto) {
        return new Proofs(
                crypto.derive(code.secret(), Bytes.EMPTY, Bytes.lp(LABEL), SIZE),
                transcript(code, initiator, joiner, challenge),
                crypto);
    }

    /** What all of them, and the session's keys, are bound to. */
    static Bytes transcript(Code code, Key initiator, Key joiner, Bytes challenge) {
        return Bytes.join(
                Bytes.lp(code.session()), Bytes.lp(initiator.bytes()), Bytes.lp(joiner.bytes()), Bytes.lp(challenge));
    }

    /** That of the Challenge. */
    public Bytes initiator() {
        return crypto.hmac(key, Bytes.lp("initiator"), transcript);
    }

    /** That of the Response. */
    public Bytes joiner() {
        return crypto.hmac(key, Bytes.lp("joiner"), transcript);
    }

    /** That of the Complete, which answers the Response's. */
    public Bytes complete(Bytes joiner) {
        return crypto.hmac(key, Bytes.lp("complete"), transcript, Bytes.lp(joiner));
    }
}
