package org.handfast.crypto;

import java.util.Optional;

import org.handfast.api.Bytes;

/** The arithmetic of one key algorithm. Private keys have 32 bytes in each. Thread-safe. */
interface Curve {

    int PRIVATE_SIZE = 32;

    /** A private key from the stream's next bytes. */
    SecretBytes draw(SeedStream stream);

    /** True for bytes that are a private key. */
    boolean isPrivate(Bytes bytes);

    /** The public half, in canonical form. */
    Bytes publicHalf(SecretBytes privateKey);

    /** A public key, as anyone may have sent it, in canonical form; empty if it is not to be used. */
    Optional<Bytes> canonical(Bytes key);

    /** A curve for key agreement. */
    interface Agreement extends Curve {

        /** What {@code own} shares with the holder of {@code peer}, 32 bytes; empty if {@code peer} is not to be used. */
        Optional<SecretBytes> agree(SecretBytes own, Bytes peer);
    }

    /** A curve for signatures. */
    interface Signing extends Curve {

        /** The signature over {@code message}. */
        Bytes sign(HeldKeyPair own, Bytes message);

        /** True if it is {@code key}'s signature over {@code message}. */
        boolean verify(Bytes key, Bytes message, Bytes signature);
    }
}
