package org.handfast.plugin.challengeresponse.code;

import java.util.Locale;

import org.handfast.api.Bytes;
import org.handfast.api.Crypto;
import org.handfast.api.Fault;

/** How a session follows from the code. */
public enum Derivation {
    /** The session's id is a hash of the code, and may be known. */
    DOCUMENT,
    /** The session's id is the code: whoever looks for it in the hash table, or serves that, has it. */
    ORIGINAL;

    private static final int SESSION = 16;

    /** What it is called in settings and commands. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The one of a name.
     *
     * @throws Fault OPERATOR_INPUT if there is none
     */
    public static Derivation of(String text) {
        for (Derivation derivation : values()) {
            if (derivation.text().equals(text)) {
                return derivation;
            }
        }
        throw new Fault(
                Fault.Category.OPERATOR_INPUT,
                "bad-derivation",
                "A derivation is 'document' or 'original', not '" + text + "'.");
    }

    /** A new code, of 16 random bytes: those of {@code original} look like a UUID, version 4 (RFC 9562). */
    public Bytes entropy(Crypto crypto) {
        byte[] bytes = crypto.random(Words.ENTROPY).toArray();
        if (this == ORIGINAL) {
            bytes[6] = (byte) (bytes[6] & 0x0f | 0x40);
            bytes[8] = (byte) (bytes[8] & 0x3f | 0x80);
        }
        return Bytes.wrap(bytes);
    }

    /** The session's id, 16 bytes. */
    public Bytes session(Bytes entropy, Crypto crypto) {
        return this == ORIGINAL ? entropy : crypto.blake3(entropy).slice(0, SESSION);
    }
}
