package org.handfast.plugin.libp2p.noise;

import java.util.List;

import org.jspecify.annotations.Nullable;

import org.handfast.api.Bytes;
import org.handfast.api.Crypto;
import org.handfast.api.Secret;

/** What a handshake has come to so far: a chaining key, a hash of all that was said, and a cipher (Noise, section 5.2). */
final class SymmetricState {

    /** Of 32 bytes, the size of the hash, and so the first hash itself. */
    private static final Bytes NAME = Bytes.utf8("Noise_XX_25519_ChaChaPoly_SHA256");

    private final Crypto crypto;
    private Secret chainingKey;
    private Bytes hash = NAME;
    private @Nullable CipherState cipher;

    SymmetricState(Crypto crypto, Bytes prologue) {
        this.crypto = crypto;
        this.chainingKey = crypto.secret(NAME);
        mixHash(prologue);
    }

    void mixKey(Secret input) {
        List<Secret> keys = crypto.expandKeys(crypto.extract(input, chainingKey), Bytes.EMPTY, 2);
        chainingKey = keys.getFirst();
        cipher = new CipherState(crypto, keys.getLast());
    }

    void mixHash(Bytes data) {
        hash = crypto.sha256(hash, data);
    }

    Bytes encryptAndHash(Bytes plain) {
        Bytes sealed = cipher == null ? plain : cipher.encrypt(hash, plain);
        mixHash(sealed);
        return sealed;
    }

    Bytes decryptAndHash(Bytes sealed) {
        Bytes plain = cipher == null ? sealed : cipher.decrypt(hash, sealed);
        mixHash(sealed);
        return plain;
    }

    /** The two ciphers of the connection: that of what the initiator sends, that of what the responder sends. */
    List<CipherState> split() {
        return crypto.expandKeys(crypto.hmacSecret(chainingKey), Bytes.EMPTY, 2).stream()
                .map(key -> new CipherState(crypto, key))
                .toList();
    }
}
