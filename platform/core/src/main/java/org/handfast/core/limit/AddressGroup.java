package org.handfast.core.limit;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.HexFormat;

/** What counts as one address: an IPv4 address, or the /64 that an IPv6 address lies in. */
public record AddressGroup(String name) {

    /** The group of an address. */
    public static AddressGroup of(InetAddress address) {
        return address instanceof Inet6Address six
                ? new AddressGroup(HexFormat.of().formatHex(six.getAddress(), 0, 8) + "/64")
                : new AddressGroup(address.getHostAddress());
    }
}
