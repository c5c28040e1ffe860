package org.handfast.plugin.challengeresponse.code;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

import org.handfast.api.Bytes;

/**
 * What a session goes by at this end, in names that operators see and that are kept: a hash of its id, which of
 * {@link Derivation#ORIGINAL} is the code itself.
 */
public final class Handle {

    private static final String LABEL = "handfast/challenge-response/handle/v1";
    private static final int SIZE = 16;

    private Handle() {}

    /** The one of a session, 16 bytes. Needs no view: a message is routed by it. */
    public static Bytes of(Bytes session) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            return Bytes.wrap(sha256.digest(Bytes.lp(LABEL, session).toArray())).slice(0, SIZE);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
