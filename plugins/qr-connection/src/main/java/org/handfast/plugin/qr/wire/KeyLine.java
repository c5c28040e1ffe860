package org.handfast.plugin.qr.wire;

import java.util.regex.Pattern;

import org.handfast.api.Base32;
import org.handfast.api.Bytes;
import org.handfast.api.Key;

/**
 * The first code that either end shows: the keys that it made for this connection.
 *
 * @param agreement its X25519 key, unchecked
 * @param pairKey its Ed25519 pair key, unchecked
 * @param rest A's commitment, or B's nonce; {@link #commits} tells which
 * @param host where its hub is, {@code HOST[:PORT]} in upper case
 */
public record KeyLine(Key agreement, Key pairKey, Bytes rest, String host) implements Line {

    /** The size of a nonce, in bytes. */
    public static final int NONCE = 16;

    static final String BEGINNING = Line.BEGINNING + "K:";
    static final Pattern HOST = Pattern.compile("[A-Z0-9._:\\[\\]-]+");
    static final int VERSION = 1;

    private static final int KEY = 32;
    private static final int COMMIT = 32;
    private static final int KEYS = 1 + 2 * KEY;

    public KeyLine {
        if (rest.size() != COMMIT && rest.size() != NONCE) {
            throw new IllegalArgumentException("a key line has a commitment or a nonce, not " + rest.size() + " bytes");
        }
        if (!HOST.matcher(host).matches()) {
            throw new IllegalArgumentException("this is no host in upper case");
        }
    }

    /** Its bytes taken apart; they are of this version. */
    static KeyLine of(Bytes bytes, String host) {
        return new KeyLine(
                new Key(Key.Algorithm.X25519, bytes.slice(1, KEY)),
                new Key(Key.Algorithm.ED25519, bytes.slice(1 + KEY, KEY)),
                bytes.from(KEYS),
                host);
    }

    static boolean fits(int size) {
        return size == KEYS + COMMIT || size == KEYS + NONCE;
    }

    /** True for A's, which comes first. */
    public boolean commits() {
        return rest.size() == COMMIT;
    }

    @Override
    public String text() {
        Bytes bytes = Bytes.join(Bytes.u8(VERSION), agreement.bytes(), pairKey.bytes(), rest);
        return BEGINNING + Base32.encode(bytes) + ":" + host;
    }
}
