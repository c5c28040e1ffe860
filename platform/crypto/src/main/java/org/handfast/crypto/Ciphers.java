package org.handfast.crypto;

import java.security.GeneralSecurityException;
import java.security.Provider;
import java.security.spec.AlgorithmParameterSpec;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

import org.handfast.api.Bytes;
import org.handfast.api.Crypto.Aead;

/**
 * AES-256-GCM (NIST SP 800-38D) and ChaCha20-Poly1305 (RFC 8439), by the Java platform. Keys have 32 bytes and nonces
 * 12; callers see to that. Thread-safe.
 */
final class Ciphers {

    static final int KEY_SIZE = 32;
    static final int NONCE_SIZE = 12;
    static final int TAG_SIZE = 16;

    /** Who does each: to look among all providers takes longer than a short message does. */
    private final Map<Aead, Provider> providers = new EnumMap<>(Aead.class);

    Ciphers() {
        for (Aead algorithm : Aead.values()) {
            try {
                providers.put(algorithm, Cipher.getInstance(name(algorithm)).getProvider());
            } catch (GeneralSecurityException e) {
                throw failed(algorithm, e);
            }
        }
    }

    private static String name(Aead algorithm) {
        return switch (algorithm) {
            case AES_256_GCM -> "AES/GCM/NoPadding";
            case CHACHA20_POLY1305 -> "ChaCha20-Poly1305";
        };
    }

    /** The ciphertext, then the tag. */
    byte[] seal(Aead algorithm, byte[] key, byte[] nonce, Bytes associated, byte[] plain) {
        try {
            return begin(Cipher.ENCRYPT_MODE, algorithm, key, nonce, associated).doFinal(plain);
        } catch (GeneralSecurityException e) {
            throw failed(algorithm, e);
        }
    }

    /** What was sealed; empty if anything about it is different. */
    Optional<byte[]> open(Aead algorithm, byte[] key, byte[] nonce, Bytes associated, byte[] sealed) {
        if (sealed.length < TAG_SIZE) {
            return Optional.empty();
        }
        try {
            return Optional.of(begin(Cipher.DECRYPT_MODE, algorithm, key, nonce, associated)
                    .doFinal(sealed));
        } catch (AEADBadTagException e) {
            return Optional.empty();
        } catch (GeneralSecurityException e) {
            throw failed(algorithm, e);
        }
    }

    private Cipher begin(int mode, Aead algorithm, byte[] key, byte[] nonce, Bytes associated)
            throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance(name(algorithm), providers.get(algorithm));
        cipher.init(mode, keySpec(algorithm, key), nonceSpec(algorithm, nonce));
        cipher.updateAAD(associated.buffer());
        return cipher;
    }

    private static SecretKeySpec keySpec(Aead algorithm, byte[] key) {
        return new SecretKeySpec(
                key,
                switch (algorithm) {
                    case AES_256_GCM -> "AES";
                    case CHACHA20_POLY1305 -> "ChaCha20";
                });
    }

    private static AlgorithmParameterSpec nonceSpec(Aead algorithm, byte[] nonce) {
        return switch (algorithm) {
            case AES_256_GCM -> new GCMParameterSpec(8 * TAG_SIZE, nonce);
            case CHACHA20_POLY1305 -> new IvParameterSpec(nonce);
        };
    }

    private static IllegalStateException failed(Aead algorithm, GeneralSecurityException cause) {
        return new IllegalStateException("this Java platform cannot do " + algorithm, cause);
    }
}
