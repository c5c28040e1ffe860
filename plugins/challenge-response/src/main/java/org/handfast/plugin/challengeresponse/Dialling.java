package org.handfast.plugin.challengeresponse;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;

import org.handfast.api.Key;
import org.handfast.plugin.challengeresponse.wire.PeerNames;

/** How places are spelled where somebody in particular must be. */
final class Dialling {

    /** What stands before a peer id (multiaddr). */
    static final String PEER = "/p2p/";

    // Of these forms Java looks no name up.
    private static final String IP4 = "(\\d{1,3}\\.){3}\\d{1,3}";
    private static final String IP6 = "[0-9a-fA-F.]{0,40}:[0-9a-fA-F:.]{0,40}";

    private Dialling() {}

    /** A place at which a peer must be. */
    static String at(String address, String peerId) {
        return address.contains(PEER) ? address : address + PEER + peerId;
    }

    /** A peer, wherever it is. */
    static String anywhere(Key peer) {
        return PEER + PeerNames.peerId(peer);
    }

    /**
     * True if a multiaddr is one that a stranger may have this end dial: not this machine, its links, or everybody at once, nor a name,
     * which may lead to those. Private networks stay, since a peer of the original on the same one is found by no other way: what
     * is there at most hears how a stream of libp2p begins, and the joiner tells nobody what came of it.
     */
    static boolean strangersMay(String multiaddr) {
        String[] parts = multiaddr.split("/", 4);
        if (parts.length < 3 || parts[1].startsWith("dns")) {
            return false;
        }
        String form =
                switch (parts[1]) {
                    case "ip4" -> IP4;
                    case "ip6" -> IP6;
                    default -> "";
                };
        return form.isEmpty() || parts[2].matches(form) && !near(parts[2]);
    }

    private static boolean near(String ip) {
        try {
            InetAddress address = InetAddress.getByName(ip);
            return address.isLoopbackAddress()
                    || address.isLinkLocalAddress()
                    || address.isAnyLocalAddress()
                    || address.isMulticastAddress();
        } catch (UnknownHostException none) {
            return true;
        }
    }

    /** Who must be at a place, if it says so. */
    static Optional<String> named(String endpoint) {
        int at = endpoint.lastIndexOf(PEER);
        return at < 0 ? Optional.empty() : Optional.of(endpoint.substring(at + PEER.length()));
    }
}
