package org.handfast.crypto;

import org.handfast.api.Key;
import org.handfast.api.KeyPair;

/** A key pair with its private half, which does not print and is compared in constant time. Immutable. */
final class HeldKeyPair implements KeyPair {

    private final Key publicKey;
    private final SecretBytes privateKey;
    private final boolean peer;

    /** The two halves, which belong together. */
    HeldKeyPair(Key publicKey, SecretBytes privateKey) {
        this(publicKey, privateKey, false);
    }

    private HeldKeyPair(Key publicKey, SecretBytes privateKey, boolean peer) {
        this.publicKey = publicKey;
        this.privateKey = privateKey;
        this.peer = peer;
    }

    /** The same as the hub's identity among peers, which signs only what {@link PeerSignatures} lets it. */
    HeldKeyPair asPeer() {
        return new HeldKeyPair(publicKey, privateKey, true);
    }

    /** True if it is the hub's identity among peers. */
    boolean isPeer() {
        return peer;
    }

    @Override
    public Key publicKey() {
        return publicKey;
    }

    /** The other half: 32 bytes, a big-endian scalar for P-256, else as RFC 7748 and RFC 8032 have it. */
    SecretBytes privateKey() {
        return privateKey;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof HeldKeyPair h && publicKey.equals(h.publicKey) && privateKey.equals(h.privateKey);
    }

    @Override
    public int hashCode() {
        return publicKey.hashCode();
    }

    @Override
    public String toString() {
        return "KeyPair[" + publicKey.algorithm() + ", redacted]";
    }
}
