package org.handfast.api;

/**
 * A public key, unchecked until {@link Crypto#canonical} has seen it.
 *
 * @param algorithm what arithmetic it belongs to
 * @param bytes its raw form: 33 bytes of compressed point for P-256, 32 for X25519 and Ed25519
 */
public record Key(Algorithm algorithm, Bytes bytes) {

    /** Key algorithms that the toolkit knows. */
    public enum Algorithm {
        /** NIST P-256, key agreement. */
        P256,
        /** RFC 7748, key agreement. */
        X25519,
        /** RFC 8032, signatures. */
        ED25519
    }
}
