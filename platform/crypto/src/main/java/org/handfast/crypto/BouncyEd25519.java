package org.handfast.crypto;

import org.bouncycastle.math.ec.rfc8032.Ed25519;

/** Ed25519 by Bouncy Castle, which works on every machine. */
final class BouncyEd25519 implements Ed25519Library {

    @Override
    public String title() {
        return "Bouncy Castle";
    }

    @Override
    public byte[] sign(HeldKeyPair own, byte[] message) {
        var signature = new byte[Ed25519.SIGNATURE_SIZE];
        byte[] publicKey = own.publicKey().bytes().toArray();
        Ed25519.sign(own.privateKey().array(), 0, publicKey, 0, message, 0, message.length, signature, 0);
        return signature;
    }

    @Override
    public boolean verify(byte[] key, byte[] message, byte[] signature) {
        return Ed25519.verify(signature, 0, key, 0, message, 0, message.length);
    }
}
