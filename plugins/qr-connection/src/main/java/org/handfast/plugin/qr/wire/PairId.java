package org.handfast.plugin.qr.wire;

import java.util.Optional;

import org.handfast.api.Address;
import org.handfast.api.Bytes;
import org.handfast.api.Crypto;
import org.handfast.api.Key;

/**
 * One end of one connection: the hash of the pair key that its owner made for it, and so nobody else's.
 *
 * @param hex 40 lower-case hexadecimal digits
 */
public record PairId(String hex) {

    private static final String LABEL = "handfast/qr-connection/pair-id/v1";

    /** Its size, in bytes. */
    public static final int SIZE = 20;

    /** A pair ID as it is written. */
    public static Optional<PairId> parse(String text) {
        return text.matches("[0-9a-f]{40}") ? Optional.of(new PairId(text)) : Optional.empty();
    }

    /** That of an address, if it is one. */
    public static Optional<PairId> of(Address address) {
        return parse(address.value());
    }

    /** That of a pair key. */
    public static PairId of(Key pairKey, Crypto crypto) {
        return of(crypto.sha256(Bytes.lp(LABEL, pairKey.bytes())).slice(0, SIZE));
    }

    /** That of 20 bytes. */
    public static PairId of(Bytes bytes) {
        return new PairId(bytes.hex());
    }

    /** Its 20 bytes. */
    public Bytes bytes() {
        return Bytes.hex(hex);
    }

    /** Its owner's address. */
    public Address address() {
        return new Address(hex);
    }

    @Override
    public String toString() {
        return hex;
    }
}
