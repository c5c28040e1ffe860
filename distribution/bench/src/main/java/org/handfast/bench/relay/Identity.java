package org.handfast.bench.relay;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Provider;
import java.security.Signature;
import java.util.Arrays;
import java.util.HexFormat;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;

/** An Ed25519 key pair of somebody under test, signed with as fast as there is. Thread-safe. */
final class Identity {

    private static final Provider NATIVE = AmazonCorrettoCryptoProvider.INSTANCE;
    private static final int RAW_KEY = 32;
    private static final byte[] BEFORE = "{\"data\":".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] BETWEEN = ",\"signature\":\"".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] AFTER = "\"}".getBytes(StandardCharsets.US_ASCII);

    private final String publicKey;
    private final Signature signature;

    Identity() {
        try {
            KeyPair pair = KeyPairGenerator.getInstance("Ed25519", NATIVE).generateKeyPair();
            byte[] encoded = pair.getPublic().getEncoded();
            this.publicKey = HexFormat.of().formatHex(encoded, encoded.length - RAW_KEY, encoded.length);
            this.signature = Signature.getInstance("Ed25519", NATIVE);
            signature.initSign(pair.getPrivate());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The 32 raw bytes in hex. */
    String publicKey() {
        return publicKey;
    }

    /** A frame: {@code data}, which is canonical JSON in ASCII, with its signature. */
    synchronized byte[] seal(String data) {
        byte[] bytes = data.getBytes(StandardCharsets.US_ASCII);
        byte[] signed;
        try {
            signature.update(bytes);
            signed = HexFormat.of().formatHex(signature.sign()).getBytes(StandardCharsets.US_ASCII);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
        return join(BEFORE, bytes, BETWEEN, signed, AFTER);
    }

    private static byte[] join(byte[]... parts) {
        var all = new byte[Arrays.stream(parts).mapToInt(p -> p.length).sum()];
        int at = 0;
        for (byte[] part : parts) {
            System.arraycopy(part, 0, all, at, part.length);
            at += part.length;
        }
        return all;
    }
}
