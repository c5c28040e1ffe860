package org.handfast.runtime.net.socket;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;

import org.handfast.core.limit.AddressGroup;
import org.handfast.core.limit.AddressRange;

/**
 * Who is at the other end.
 *
 * @param address its address
 * @param port its port, 0 if it is not known
 */
public record Peer(InetAddress address, int port) {

    /** The peer at a socket's other end. */
    public static Peer of(InetSocketAddress socket) {
        return new Peer(socket.getAddress(), socket.getPort());
    }

    /** The peer that a proxy names: an address, with or without a port; IPv6 in brackets if there is one. */
    public static Optional<Peer> find(String text) {
        String host = text.strip();
        String port = "0";
        int bracket = host.lastIndexOf(']');
        int colon = host.lastIndexOf(':');
        boolean ported = host.startsWith("[") ? colon > bracket : colon >= 0 && host.indexOf(':') == colon;
        if (ported) {
            port = host.substring(colon + 1);
            host = host.substring(0, colon);
        }
        if (host.startsWith("[") && host.endsWith("]")) {
            host = host.substring(1, host.length() - 1);
        }
        int number = port.matches("[0-9]{1,5}") && Integer.parseInt(port) <= 65_535 ? Integer.parseInt(port) : 0;
        return AddressRange.address(host).map(address -> new Peer(address, number));
    }

    /** What it is counted with. */
    public AddressGroup group() {
        return AddressGroup.of(address);
    }

    /** {@code host:port}, IPv6 in brackets. */
    public String text() {
        String host = address.getHostAddress();
        return (address instanceof Inet6Address ? "[" + host + "]" : host) + ":" + port;
    }
}
