package org.handfast.crypto;

import java.security.SecureRandom;
import java.util.Arrays;

import org.handfast.api.Bytes;
import org.handfast.api.Crypto.Aead;
import org.handfast.api.Fault;

/**
 * Seals what is kept under the master key. What opens was sealed under the same master key, for the same purpose and
 * context, and is unaltered; it may be older than what was sealed last. Thread-safe.
 *
 * <p>Sealed: version 1 (u8) ‖ id of the master key (8 bytes) ‖ nonce (12) ‖ AES-256-GCM ciphertext and tag (16). Key =
 * HKDF-SHA256(master key, no salt, LP("handfast/seal/v1") ‖ LP(purpose)), associated data = LP("handfast/seal/v1") ‖
 * LP(purpose) ‖ LP(the first nine bytes) ‖ LP(context). Nonces are random: good for 2^32 seals under one master key.
 */
final class Sealer {

    /** How much longer the sealed is than what it holds. */
    static final int OVERHEAD = 1 + 8 + Ciphers.NONCE_SIZE + Ciphers.TAG_SIZE;

    private static final String LABEL = "handfast/seal/v1";
    private static final int VERSION = 1;
    private static final int KEY_ID_SIZE = 8;
    private static final int HEADER_SIZE = 1 + KEY_ID_SIZE;

    private final SecureRandom random;
    private final Ciphers ciphers;
    private final Bytes purpose;
    private final Bytes header;
    private final SecretBytes key;

    /** Seals for one purpose, so that what was sealed for one cannot pass for another. */
    Sealer(SecretBytes masterKey, String purpose, SecureRandom random, Ciphers ciphers) {
        this.random = random;
        this.ciphers = ciphers;
        this.purpose = Bytes.utf8(purpose);
        this.header = Bytes.join(Bytes.u8(VERSION), keyId(masterKey));
        this.key = Hmac.derive(masterKey.array(), Bytes.EMPTY, Bytes.lp(LABEL, this.purpose), Ciphers.KEY_SIZE);
    }

    /** Tells master keys apart and nothing about them. */
    private static Bytes keyId(SecretBytes masterKey) {
        return Bytes.wrap(
                Hmac.derive(masterKey.array(), Bytes.EMPTY, Bytes.lp("handfast/master-key/id/v1"), KEY_ID_SIZE)
                        .array());
    }

    /** Seals; {@code plain} is wiped. */
    Bytes seal(String context, byte[] plain) {
        var nonce = new byte[Ciphers.NONCE_SIZE];
        random.nextBytes(nonce);
        try {
            byte[] sealed = ciphers.seal(Aead.AES_256_GCM, key.array(), nonce, associated(context), plain);
            return Bytes.join(header, Bytes.wrap(nonce), Bytes.wrap(sealed));
        } finally {
            Arrays.fill(plain, (byte) 0);
        }
    }

    /**
     * Opens.
     *
     * @throws Fault HUB_FAULT if this was not sealed so
     */
    byte[] open(String context, Bytes sealed) {
        if (sealed.size() < OVERHEAD) {
            throw fault("sealed-altered", "What was sealed is cut short. Restore it from a backup.");
        }
        if (sealed.at(0) != VERSION) {
            throw fault(
                    "sealed-version",
                    "What was sealed is of version " + sealed.at(0) + ", and this Handfast knows version " + VERSION
                            + ". A newer one wrote it, or it was altered.");
        }
        if (!sealed.startsWith(header)) {
            throw fault(
                    "sealed-by-another-key",
                    "What was sealed belongs to another master key. Restore the master key it was sealed under.");
        }
        byte[] nonce = sealed.slice(HEADER_SIZE, Ciphers.NONCE_SIZE).toArray();
        byte[] ciphertext = sealed.from(HEADER_SIZE + Ciphers.NONCE_SIZE).toArray();
        return ciphers.open(Aead.AES_256_GCM, key.array(), nonce, associated(context), ciphertext)
                .orElseThrow(() -> fault(
                        "sealed-altered",
                        "What was sealed was altered, or moved from where it belongs. Restore it from a backup."));
    }

    private Bytes associated(String context) {
        return Bytes.lp(LABEL, purpose, header, Bytes.utf8(context));
    }

    static Fault fault(String code, String detail) {
        return new Fault(Fault.Category.HUB_FAULT, code, detail);
    }
}
