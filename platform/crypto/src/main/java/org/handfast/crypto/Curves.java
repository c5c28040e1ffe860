package org.handfast.crypto;

import java.util.Optional;

import org.handfast.api.Key;

/** Who does the arithmetic of which key algorithm. Thread-safe. */
final class Curves {

    private final Curve.Agreement p256 = new P256Curve();
    private final Curve.Agreement x25519 = new X25519Curve();
    private final Curve.Signing ed25519;

    /** Those of which {@code library} does the signatures. */
    Curves(Ed25519Library library) {
        this.ed25519 = new Ed25519Curve(library);
    }

    /** Those that need no native code, which takes its time to load. */
    static Curves portable() {
        return new Curves(new BouncyEd25519());
    }

    /** The algorithm's arithmetic. */
    Curve of(Key.Algorithm algorithm) {
        return switch (algorithm) {
            case P256 -> p256;
            case X25519 -> x25519;
            case ED25519 -> ed25519;
        };
    }

    /** The algorithm's key agreement, if it has one. */
    Optional<Curve.Agreement> agreement(Key.Algorithm algorithm) {
        return switch (algorithm) {
            case P256 -> Optional.of(p256);
            case X25519 -> Optional.of(x25519);
            case ED25519 -> Optional.empty();
        };
    }

    /** The algorithm's signatures, if it has any. */
    Optional<Curve.Signing> signing(Key.Algorithm algorithm) {
        return switch (algorithm) {
            case ED25519 -> Optional.of(ed25519);
            case P256, X25519 -> Optional.empty();
        };
    }

    /** A key pair drawn from the stream. */
    HeldKeyPair generate(Key.Algorithm algorithm, SeedStream stream) {
        return pair(algorithm, of(algorithm).draw(stream));
    }

    /** The key pair of a private key. */
    HeldKeyPair pair(Key.Algorithm algorithm, SecretBytes privateKey) {
        return new HeldKeyPair(new Key(algorithm, of(algorithm).publicHalf(privateKey)), privateKey);
    }
}
