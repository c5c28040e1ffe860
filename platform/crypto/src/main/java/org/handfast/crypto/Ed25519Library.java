package org.handfast.crypto;

/** A library that does the arithmetic of Ed25519 (RFC 8032). What is accepted is not its business. Thread-safe. */
interface Ed25519Library {

    /** What people call it. */
    String title();

    /** The signature of 64 bytes. */
    byte[] sign(HeldKeyPair own, byte[] message);

    /**
     * True if it is the key's signature over {@code message}.
     *
     * @param key 32 bytes that encode no point of small order, and maybe none at all
     * @param signature 64 bytes: R in no other than its one encoding, if it is a point, and S below the group's order
     */
    boolean verify(byte[] key, byte[] message, byte[] signature);

    /** The fastest one that works on this machine. The first call may take a quarter of a second. */
    static Ed25519Library fastest() {
        return CorrettoEd25519.loaded().orElseGet(BouncyEd25519::new);
    }
}
