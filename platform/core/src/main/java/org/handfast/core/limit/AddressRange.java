package org.handfast.core.limit;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.handfast.api.Bytes;

/**
 * The addresses that have their first bits in common (RFC 4632, RFC 4291).
 *
 * @param first its lowest address, 4 or 16 bytes
 * @param bits how many bits they have in common
 */
public record AddressRange(Bytes first, int bits) {

    /** The range that a text such as {@code 10.0.0.0/8}, {@code fd00::/8} or {@code 192.0.2.7} stands for, if it does. */
    public static Optional<AddressRange> find(String text) {
        int slash = text.indexOf('/');
        Optional<InetAddress> address = address(slash < 0 ? text : text.substring(0, slash));
        String size = slash < 0 ? "" : text.substring(slash + 1);
        if (address.isEmpty() || slash >= 0 && !size.matches("[0-9]{1,3}")) {
            return Optional.empty();
        }
        byte[] bytes = address.get().getAddress();
        int bits = slash < 0 ? bytes.length * 8 : Integer.parseInt(size);
        if (bits > bytes.length * 8) {
            return Optional.empty();
        }
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] &= (byte) mask(bits - 8 * i);
        }
        return Optional.of(new AddressRange(Bytes.wrap(bytes), bits));
    }

    /** The ranges of a list, commas between them; what is none is left out. */
    public static List<AddressRange> list(String list) {
        return items(list).map(AddressRange::find).flatMap(Optional::stream).toList();
    }

    /** What stands in such a list and is no range, if anything. */
    public static Optional<String> wrong(String list) {
        return items(list).filter(item -> find(item).isEmpty()).findFirst();
    }

    private static Stream<String> items(String list) {
        return Arrays.stream(list.split(",")).map(String::strip).filter(item -> !item.isEmpty());
    }

    /** The address that a text stands for, IPv6 without brackets; no name is looked up. */
    public static Optional<InetAddress> address(String text) {
        boolean literal = text.matches("[0-9]{1,3}(\\.[0-9]{1,3}){3}")
                || text.contains(":") && text.matches("[0-9A-Fa-f:.]{2,45}");
        try {
            return literal ? Optional.of(InetAddress.getByName(text)) : Optional.empty();
        } catch (UnknownHostException none) {
            return Optional.empty();
        }
    }

    /** True if an address lies in it. */
    public boolean contains(InetAddress address) {
        byte[] bytes = address.getAddress();
        if (bytes.length != first.size()) {
            return false;
        }
        for (int i = 0; i < bytes.length; i++) {
            if ((bytes[i] & mask(bits - 8 * i)) != first.at(i)) {
                return false;
            }
        }
        return true;
    }

    /** The first so many bits of a byte. */
    private static int mask(int bits) {
        return bits <= 0 ? 0 : bits >= 8 ? 0xff : 0xff & 0xff << 8 - bits;
    }
}
