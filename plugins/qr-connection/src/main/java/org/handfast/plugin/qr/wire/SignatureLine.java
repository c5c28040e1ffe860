package org.handfast.plugin.qr.wire;

import org.handfast.api.Base32;
import org.handfast.api.Bytes;

/**
 * The second code that A shows: the hub's word, which only the hub and A can check, and what opens A's commitment.
 *
 * @param signature the hub's, Ed25519
 * @param expires until when B may confirm, in Unix seconds
 * @param sender A's pair PairId.SIZE
 * @param recipient B's
 * @param nonce A's
 */
public record SignatureLine(Bytes signature, long expires, PairId sender, PairId recipient, Bytes nonce)
        implements Line {

    static final String BEGINNING = Line.BEGINNING + "S:";

    private static final int EXPIRES = 8;
    private static final int SIZE = Wire.SIGNATURE + EXPIRES + 2 * PairId.SIZE + KeyLine.NONCE;

    /** Its bytes taken apart. */
    static SignatureLine of(Bytes bytes) {
        int ids = Wire.SIGNATURE + EXPIRES;
        return new SignatureLine(
                bytes.slice(0, Wire.SIGNATURE),
                bytes.slice(Wire.SIGNATURE, EXPIRES).buffer().getLong(),
                PairId.of(bytes.slice(ids, PairId.SIZE)),
                PairId.of(bytes.slice(ids + PairId.SIZE, PairId.SIZE)),
                bytes.from(ids + 2 * PairId.SIZE));
    }

    static boolean fits(int size) {
        return size == SIZE;
    }

    @Override
    public String text() {
        return BEGINNING
                + Base32.encode(Bytes.join(signature, Bytes.u64(expires), sender.bytes(), recipient.bytes(), nonce));
    }
}
