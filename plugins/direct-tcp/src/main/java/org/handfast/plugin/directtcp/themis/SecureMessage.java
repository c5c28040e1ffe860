package org.handfast.plugin.directtcp.themis;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

import org.handfast.api.Bytes;
import org.handfast.api.Crypto;
import org.handfast.api.Crypto.Aead;
import org.handfast.api.Key;
import org.handfast.api.KeyPair;
import org.handfast.api.Secret;

/**
 * A Secure Message in encrypt mode: AES-256-GCM under a key that both ends derive from their static keys and the message's
 * size.
 *
 * <p>What opens was made by a holder of one of the two private keys. Not guaranteed: which of the two, when, or to whom it
 * was sent. The secret has no direction and no counter, so whoever uses this keeps what it has seen.
 */
public final class SecureMessage {

    /** How much longer than its plaintext a message is, in bytes. */
    public static final int OVERHEAD = 52;

    private static final int TAG = 0x26042720;
    private static final int AES_256_GCM = 0x40010100;
    private static final int IV_SIZE = 12;
    private static final int TAG_SIZE = 16;
    private static final int HEADER = OVERHEAD - IV_SIZE - TAG_SIZE;
    private static final Bytes LABEL =
            Bytes.join(Bytes.hex("00000001"), Bytes.utf8("Themis secure cell message key"), Bytes.u8(0));

    private SecureMessage() {}

    /** A message to the holder of {@code theirs}. */
    public static Bytes seal(Crypto crypto, KeyPair own, Key theirs, Bytes plain) {
        Bytes iv = crypto.random(IV_SIZE);
        Bytes sealed = crypto.seal(Aead.AES_256_GCM, key(crypto, own, theirs, plain.size()), iv, Bytes.EMPTY, plain);
        Bytes ciphertext = sealed.slice(0, plain.size());
        Bytes tag = sealed.from(plain.size());
        return Bytes.join(header(plain.size()), iv, tag, ciphertext);
    }

    /** What a message says; empty if it was not made with these two keys. */
    public static Optional<Bytes> open(Crypto crypto, KeyPair own, Key theirs, Bytes message) {
        int size = message.size() - OVERHEAD;
        if (size < 1 || !message.startsWith(header(size))) {
            return Optional.empty();
        }
        Bytes iv = message.slice(HEADER, IV_SIZE);
        Bytes tag = message.slice(HEADER + IV_SIZE, TAG_SIZE);
        Bytes ciphertext = message.from(OVERHEAD);
        return crypto.open(
                Aead.AES_256_GCM, key(crypto, own, theirs, size), iv, Bytes.EMPTY, Bytes.join(ciphertext, tag));
    }

    private static Secret key(Crypto crypto, KeyPair own, Key theirs, int size) {
        return crypto.hmacSecret(crypto.agree(own, theirs), LABEL, littleEndian(size));
    }

    private static Bytes header(int size) {
        return littleEndian(TAG, size + OVERHEAD, AES_256_GCM, IV_SIZE, TAG_SIZE, size);
    }

    private static Bytes littleEndian(int... values) {
        var out = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        for (int value : values) {
            out.putInt(value);
        }
        return Bytes.wrap(out.array());
    }
}
