package org.handfast.plugin.challengeresponse.code;

import org.handfast.api.Bytes;
import org.handfast.api.Crypto;
import org.handfast.api.Secret;

/**
 * A code, as both ends hold it.
 *
 * @param derivation how the session follows from it
 * @param session the id that it goes by, 16 bytes
 * @param secret what only those have who have the words; of {@link Derivation#ORIGINAL} all who know the session's id
 */
public record Code(Derivation derivation, Bytes session, Secret secret) {

    private static final Bytes EXTENSION = Bytes.utf8("spacedrive-pairing-entropy-extension-v1");

    /** The one of sixteen bytes. */
    public static Code of(Derivation derivation, Bytes entropy, Crypto crypto) {
        Bytes extension = crypto.blake3(EXTENSION, entropy).slice(0, Words.ENTROPY);
        return new Code(derivation, derivation.session(entropy, crypto), crypto.secret(Bytes.join(entropy, extension)));
    }

    /** True if the ends prove to each other that they have the words: only then it says something. */
    public boolean proves() {
        return derivation == Derivation.DOCUMENT;
    }
}
