package org.handfast.plugin.libp2p.multiaddr;

import java.util.List;

import org.handfast.api.Bytes;

/**
 * The addresses that begin with the same bits (RFC 6890).
 *
 * @param prefix an address of 4 or 16 bytes
 * @param bits how many bits of it count
 */
record IpRange(Bytes prefix, int bits) {

    private static final List<IpRange> LOOPBACK =
            List.of(of("7f000000", 8), of("00000000000000000000000000000001", 128));
    private static final List<IpRange> PRIVATE = List.of(
            of("0a000000", 8),
            of("64400000", 10),
            of("a9fe0000", 16),
            of("ac100000", 12),
            of("c0a80000", 16),
            of("fc000000000000000000000000000000", 7),
            of("fe800000000000000000000000000000", 10));
    private static final List<IpRange> UNSPECIFIED =
            List.of(of("00000000", 32), of("00000000000000000000000000000000", 128));

    private static IpRange of(String prefix, int bits) {
        return new IpRange(Bytes.hex(prefix), bits);
    }

    static boolean isLoopback(Bytes address) {
        return isIn(LOOPBACK, address);
    }

    static boolean isPrivate(Bytes address) {
        return isIn(PRIVATE, address);
    }

    static boolean isUnspecified(Bytes address) {
        return isIn(UNSPECIFIED, address);
    }

    private static boolean isIn(List<IpRange> ranges, Bytes address) {
        Bytes plain = address.size() == 16 && IpText.isMapped(address) ? address.from(IpText.MAPPED.size()) : address;
        return ranges.stream().anyMatch(range -> range.contains(plain));
    }

    private boolean contains(Bytes address) {
        if (address.size() != prefix.size()) {
            return false;
        }
        int whole = bits / 8;
        int rest = 0xff & 0xff00 >> bits % 8;
        return address.slice(0, whole).equals(prefix.slice(0, whole))
                && (rest == 0 || (address.at(whole) & rest) == (prefix.at(whole) & rest));
    }
}
