package org.handfast.plugin.libp2p.multiaddr;

import java.util.List;
import java.util.Optional;

import org.handfast.api.Bytes;

/**
 * The IP addresses that one party can easily have many of: a /24 of IPv4, a /64 of IPv6. Peer ids cost nothing; addresses of
 * different groups do, so limits that must hold against one party count by group.
 *
 * @param prefix the first bytes that its addresses share
 * @param local true for addresses that mean something on one machine or in one network only
 */
public record IpGroup(Bytes prefix, boolean local) {

    private static final int IP4 = 0x04;
    private static final int IP6 = 0x29;
    private static final int IP4_PREFIX = 3;
    private static final int IP6_PREFIX = 8;

    /** That of an address; empty if it does not begin with an IP address. */
    public static Optional<IpGroup> of(Multiaddr address) {
        Bytes bytes = address.bytes();
        return switch (bytes.isEmpty() ? 0 : bytes.at(0)) {
            case IP4 -> Optional.of(group(address, bytes.slice(1, IP4_PREFIX)));
            case IP6 -> {
                Bytes ip = bytes.from(1);
                yield Optional.of(group(
                        address,
                        IpText.isMapped(ip) ? ip.slice(IpText.MAPPED.size(), IP4_PREFIX) : ip.slice(0, IP6_PREFIX)));
            }
            default -> Optional.empty();
        };
    }

    /**
     * Those of some addresses that whoever is at {@code from} can mean: local ones, and names, which may lead to local ones,
     * only if it is local itself. What strangers say must not make this node knock at doors in its own network.
     */
    public static List<Multiaddr> plausible(List<Multiaddr> addresses, Multiaddr from) {
        return isLocal(from)
                ? addresses
                : addresses.stream().filter(a -> !isLocal(a) && !a.isNamed()).toList();
    }

    private static boolean isLocal(Multiaddr address) {
        return address.isLoopback() || address.isPrivate() || address.isUnspecified();
    }

    private static IpGroup group(Multiaddr address, Bytes prefix) {
        return new IpGroup(prefix, isLocal(address));
    }
}
