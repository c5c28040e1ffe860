package org.handfast.crypto;

import java.util.Optional;

import org.bouncycastle.math.ec.rfc8032.Ed25519;

import org.handfast.api.Bytes;

/** Ed25519 (RFC 8032), by Bouncy Castle. */
final class Ed25519Curve implements Curve.Signing {

    @Override
    public SecretBytes draw(SeedStream stream) {
        return new SecretBytes(stream.next(PRIVATE_SIZE));
    }

    @Override
    public boolean isPrivate(Bytes bytes) {
        return bytes.size() == PRIVATE_SIZE;
    }

    @Override
    public Bytes publicHalf(SecretBytes privateKey) {
        var key = new byte[Ed25519.PUBLIC_KEY_SIZE];
        Ed25519.generatePublicKey(privateKey.array(), 0, key, 0);
        return Bytes.wrap(key);
    }

    /**
     * The key itself if it is the one encoding of a point of the prime-order group other than its neutral element. Honest
     * keys all are; on others, implementations disagree about which signatures are good.
     */
    @Override
    public Optional<Bytes> canonical(Bytes key) {
        return key.size() == Ed25519.PUBLIC_KEY_SIZE && Ed25519.validatePublicKeyFull(key.toArray(), 0)
                ? Optional.of(key)
                : Optional.empty();
    }

    @Override
    public Bytes sign(HeldKeyPair own, Bytes message) {
        var signature = new byte[Ed25519.SIGNATURE_SIZE];
        Ed25519.sign(
                own.privateKey().array(),
                0,
                own.publicKey().bytes().toArray(),
                0,
                message.toArray(),
                0,
                message.size(),
                signature,
                0);
        return Bytes.wrap(signature);
    }

    /** Refuses S not below the group's order, R and keys not in their one encoding, and keys of small order. */
    @Override
    public boolean verify(Bytes key, Bytes message, Bytes signature) {
        return key.size() == Ed25519.PUBLIC_KEY_SIZE
                && signature.size() == Ed25519.SIGNATURE_SIZE
                && Ed25519.verify(signature.toArray(), 0, key.toArray(), 0, message.toArray(), 0, message.size());
    }
}
