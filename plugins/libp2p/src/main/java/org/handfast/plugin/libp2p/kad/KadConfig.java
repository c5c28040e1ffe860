package org.handfast.plugin.libp2p.kad;

import java.util.List;

import org.handfast.plugin.libp2p.multiaddr.Multiaddr;

/**
 * What a distributed hash table is made of.
 *
 * @param protocol what it is called on the wire: nodes of one name make one table
 * @param server whether this node answers others, and keeps records for them
 * @param bootstrap whom to begin with, each an address with {@code /p2p} at its end
 * @param limits what peers at few addresses may have of it
 */
public record KadConfig(String protocol, boolean server, List<Multiaddr> bootstrap, GroupLimits limits) {

    /** What it is called unless configured. */
    public static final String PROTOCOL = "/ipfs/kad/1.0.0";

    /** Throws an IllegalArgumentException if a bootstrap address names no peer. */
    public KadConfig {
        bootstrap = List.copyOf(bootstrap);
        if (!bootstrap.stream().allMatch(a -> a.peer().isPresent())) {
            throw new IllegalArgumentException("a bootstrap address ends with /p2p/ and a peer id");
        }
    }
}
