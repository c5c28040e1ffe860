package org.handfast.plugin.libp2p.noise;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

import org.handfast.api.Bytes;
import org.handfast.api.Crypto;
import org.handfast.api.Fault;
import org.handfast.api.Secret;

/** A key and the number of what it encrypts next (Noise, section 5.1), with ChaCha20-Poly1305 (section 12.3). */
final class CipherState {

    /** How many bytes longer what is encrypted gets. */
    static final int TAG = 16;

    private static final Crypto.Aead CIPHER = Crypto.Aead.CHACHA20_POLY1305;
    private static final int NONCE = 12;

    /** 2^64 − 1, which is kept for another use. */
    private static final long NEVER = -1;

    private final Crypto crypto;
    private final Secret key;
    private long next;

    CipherState(Crypto crypto, Secret key) {
        this(crypto, key, 0);
    }

    CipherState(Crypto crypto, Secret key, long next) {
        this.crypto = crypto;
        this.key = key;
        this.next = next;
    }

    Bytes encrypt(Bytes associated, Bytes plain) {
        Bytes sealed = crypto.seal(CIPHER, key, nonce(), associated, plain);
        next++;
        return sealed;
    }

    Bytes decrypt(Bytes associated, Bytes sealed) {
        Bytes plain = crypto.open(CIPHER, key, nonce(), associated, sealed)
                .orElseThrow(() -> Fault.peer("bad-noise", "What the peer sent cannot be decrypted."));
        next++;
        return plain;
    }

    private Bytes nonce() {
        if (next == NEVER) {
            throw new Fault(
                    Fault.Category.LIMIT_REACHED,
                    "nonces-used-up",
                    "The connection has sent all that one key is good for.");
        }
        return Bytes.wrap(ByteBuffer.allocate(NONCE)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(NONCE - Long.BYTES, next)
                .array());
    }
}
