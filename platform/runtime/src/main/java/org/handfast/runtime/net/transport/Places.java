package org.handfast.runtime.net.transport;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.InterfaceAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;

import org.handfast.api.transport.SocketPlace;

/** Addresses of this machine and others as places: numeric, without the zone of an IPv6 address. */
final class Places {

    private static final System.Logger LOG = System.getLogger(Places.class.getName());

    private Places() {}

    /** The place of a socket. */
    static SocketPlace of(InetSocketAddress socket) {
        return new SocketPlace(text(socket.getAddress()), socket.getPort());
    }

    private static String text(InetAddress address) {
        try {
            return InetAddress.getByAddress(address.getAddress()).getHostAddress();
        } catch (UnknownHostException e) {
            throw new IllegalStateException("an address has no bytes of its own", e);
        }
    }

    /**
     * Where one listens on a port: every address of every interface that is up, if {@code host} is empty, else the addresses
     * of that host. Link-local ones are left out: they mean nothing without an interface.
     */
    static List<SocketPlace> listening(String host, int port) {
        List<SocketPlace> places = new ArrayList<>();
        try {
            for (InetAddress address : host.isEmpty() ? ofInterfaces() : List.of(InetAddress.getAllByName(host))) {
                if (!address.isLinkLocalAddress()) {
                    places.add(new SocketPlace(text(address), port));
                }
            }
        } catch (SocketException | UnknownHostException e) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "The addresses of this machine cannot be found out: {0}",
                    e.getMessage());
        }
        return places;
    }

    private static List<InetAddress> ofInterfaces() throws SocketException {
        return NetworkInterface.networkInterfaces()
                .filter(Places::isUp)
                .flatMap(i -> i.getInterfaceAddresses().stream())
                .map(InterfaceAddress::getAddress)
                .toList();
    }

    /** The interfaces by which a group can be reached: those that have an address of its family. */
    static List<NetworkInterface> multicasting(InetAddress group) {
        try {
            return NetworkInterface.networkInterfaces()
                    .filter(i -> isUp(i) && multicasts(i))
                    .filter(i -> i.inetAddresses().anyMatch(a -> a.getClass() == group.getClass()))
                    .toList();
        } catch (SocketException e) {
            return List.of();
        }
    }

    private static boolean isUp(NetworkInterface one) {
        try {
            return one.isUp();
        } catch (SocketException gone) {
            return false;
        }
    }

    private static boolean multicasts(NetworkInterface one) {
        try {
            return one.supportsMulticast();
        } catch (SocketException gone) {
            return false;
        }
    }
}
