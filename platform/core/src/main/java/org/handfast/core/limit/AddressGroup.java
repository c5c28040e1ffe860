package org.handfast.core.limit;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.ShortBuffer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What counts as one address: an IPv4 address, or the /64 that an IPv6 address lies in. */
public record AddressGroup(String name) {

    /**
     * The group of the host of {@code host:port}, where an IPv6 address stands in brackets. A host that is a name is a group
     * of its own: nothing is looked up.
     */
    public static AddressGroup ofEndpoint(String endpoint) {
        int colon = endpoint.lastIndexOf(':');
        String host = colon < 0 ? endpoint : endpoint.substring(0, colon);
        if (host.startsWith("[") && host.endsWith("]")) {
            try {
                return of(InetAddress.getByName(host));
            } catch (UnknownHostException notAnAddress) {
                return new AddressGroup(host);
            }
        }
        return new AddressGroup(host);
    }

    /** The group of an address. */
    public static AddressGroup of(InetAddress address) {
        if (address instanceof Inet6Address six) {
            ShortBuffer parts = ByteBuffer.wrap(six.getAddress()).asShortBuffer();
            return new AddressGroup(IntStream.range(0, 4)
                    .mapToObj(i -> Integer.toHexString(parts.get(i) & 0xffff))
                    .collect(Collectors.joining(":", "", "::/64")));
        }
        return new AddressGroup(address.getHostAddress());
    }
}
