package org.handfast.plugin.qr.wire;

import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

import org.handfast.api.Address;
import org.handfast.api.Bytes;
import org.handfast.api.Crypto;
import org.handfast.api.Key;

/** What the protocol's page fixes once: names, sizes, and how small things are written. */
public final class Wire {

    /** The protocol's id. */
    public static final String ID = "qr-connection";

    /** Where accounts are asked for. */
    public static final String ACCOUNTS = "/qr/accounts";

    /** What the paths about one connection begin with. */
    public static final String CONNECTIONS = "/qr/connections/";

    /** Where A initiates. */
    public static final String INITIATE = CONNECTIONS + Statement.INITIATE;

    /** Where B confirms. */
    public static final String CONFIRM = CONNECTIONS + Statement.CONFIRM;

    /** Where packets are brought and fetched. */
    public static final String SYNC = "/qr/sync";

    /** Where they are pushed. */
    public static final String LIVE = "/qr/live";

    /** The most that a blob may have, in bytes. */
    public static final int MAX_BLOB = 8_192;

    /** How long a pending connection may be confirmed, in seconds. */
    public static final long PENDING_SECONDS = 600;

    /** The most packets that a sync brings. */
    public static final int MOST_SENT = 100;

    /** The most receipts that a sync brings, and packets that its answer carries. */
    public static final int MOST_DELIVERED = 200;

    /** The size of an Ed25519 signature, in bytes. */
    public static final int SIGNATURE = 64;

    private static final String KEY_ID = "ed25519:";
    private static final int KEY = 32;

    private Wire() {}

    /** A UUID in the one spelling there is of it, in lower case. */
    public static Optional<UUID> uuid(String text) {
        try {
            UUID uuid = UUID.fromString(text);
            return uuid.toString().equals(text) ? Optional.of(uuid) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** A random UUID, version 4 (RFC 9562, section 5.4). */
    public static UUID newUuid(Crypto crypto) {
        var drawn = crypto.random(16).buffer();
        long high = drawn.getLong() & ~0xf000L | 0x4000L;
        long low = drawn.getLong() & ~(3L << 62) | 1L << 63;
        return new UUID(high, low);
    }

    /** The UUID of 16 bytes. */
    public static UUID uuid(Bytes bytes) {
        var buffer = bytes.buffer();
        return new UUID(buffer.getLong(), buffer.getLong());
    }

    /** The 16 bytes of an account's id; none of anything else that is an address of one. */
    public static Optional<Bytes> account(Address address) {
        return uuid(address.value()).map(Bytes::uuid);
    }

    /** An Ed25519 key in base64url. */
    public static Optional<Key> signingKey(String text) {
        return Bytes.b64u(text).filter(b -> b.size() == KEY).map(b -> new Key(Key.Algorithm.ED25519, b));
    }

    /** An X25519 key in base64url, unchecked. */
    public static Optional<Key> agreementKey(String text) {
        return Bytes.b64u(text).filter(b -> b.size() == KEY).map(b -> new Key(Key.Algorithm.X25519, b));
    }

    /** What an account that has no id yet is called in a request's signature. */
    public static String keyId(Key key) {
        return KEY_ID + key.bytes().b64u();
    }

    /** The key of such a name. */
    public static Optional<Key> keyOfId(String keyId) {
        return keyId.startsWith(KEY_ID) ? signingKey(keyId.substring(KEY_ID.length())) : Optional.empty();
    }

    /** Standard base64 with padding (RFC 4648, section 4), in its one spelling. */
    public static Optional<Bytes> base64(String text) {
        try {
            Bytes bytes = Bytes.wrap(Base64.getDecoder().decode(text));
            return base64(bytes).equals(text) ? Optional.of(bytes) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The same, written. */
    public static String base64(Bytes bytes) {
        return Base64.getEncoder().encodeToString(bytes.toArray());
    }
}
