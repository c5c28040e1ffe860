package org.handfast.plugin.directtcp.themis;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;

import org.handfast.api.Bytes;
import org.handfast.api.Crypto;
import org.handfast.api.Fault;
import org.handfast.api.Key;

/**
 * A P-256 public key as the wire carries it: tag {@code UEC2}, size (u32 big-endian), CRC-32C over all of it with this
 * field zero (u32 little-endian), point.
 */
public final class KeyContainer {

    private static final Bytes TAG = Bytes.utf8("UEC2");
    private static final int SIZE_AT = 4;
    private static final int CRC_AT = 8;
    private static final int HEADER = 12;
    private static final int COMPRESSED = 33;
    private static final int UNCOMPRESSED = 65;

    private KeyContainer() {}

    /** The container of a key with a compressed point. */
    public static Bytes encode(Key key) {
        var container = ByteBuffer.allocate(HEADER + COMPRESSED);
        container
                .put(TAG.buffer())
                .putInt(HEADER + COMPRESSED)
                .putInt(0)
                .put(key.bytes().buffer());
        container.order(ByteOrder.LITTLE_ENDIAN).putInt(CRC_AT, crc(container.array()));
        return Bytes.wrap(container.array());
    }

    /**
     * The key in a container, in canonical form.
     *
     * @throws Fault PEER_FAULT if it is not one: wrong tag, size, checksum, curve or point
     */
    public static Key decode(Bytes container, Crypto crypto) {
        int point = container.size() - HEADER;
        if (point != COMPRESSED && point != UNCOMPRESSED || !container.startsWith(TAG)) {
            throw bad("is not a P-256 public key in its container");
        }
        ByteBuffer header = container.buffer();
        if (header.getInt(SIZE_AT) != container.size()) {
            throw bad("says another size than it has");
        }
        byte[] whole = container.toArray();
        ByteBuffer.wrap(whole).putInt(CRC_AT, 0);
        if (header.order(ByteOrder.LITTLE_ENDIAN).getInt(CRC_AT) != crc(whole)) {
            throw bad("was damaged on its way: its checksum is wrong");
        }
        return crypto.canonical(new Key(Key.Algorithm.P256, container.from(HEADER)))
                .orElseThrow(() -> bad("is not a point of the curve"));
    }

    private static int crc(byte[] containerWithoutCrc) {
        var crc = new CRC32C();
        crc.update(containerWithoutCrc);
        return (int) crc.getValue();
    }

    private static Fault bad(String what) {
        return Fault.peer("bad-key", "The key " + what + ".");
    }
}
