package org.handfast.plugin.libp2p.swarm;

import java.util.List;
import java.util.Optional;

import org.handfast.api.transport.Channel;
import org.handfast.api.transport.TransportHost;
import org.handfast.plugin.libp2p.noise.NoiseHandshake;
import org.handfast.plugin.libp2p.noise.StaticKey;
import org.handfast.plugin.libp2p.peer.PeerId;
import org.handfast.plugin.libp2p.yamux.Session;

/**
 * Makes connections of channels: each begins at once to prove who is at its ends.
 *
 * @param shared what all connections of the node share
 * @param key the node's, for Noise
 */
record Upgrades(TransportHost host, SwarmLimits limits, Session.Shared shared, StaticKey key) {

    /** One that the other end opened, whoever that is. */
    Connection accepted(Channel channel, Connection.Owner owner) {
        return connection(channel, false, Optional.empty(), owner);
    }

    /** One that this end opened, of use only if {@code peer} is at the other. */
    Connection dialled(Channel channel, PeerId peer, Connection.Owner owner) {
        return connection(channel, true, Optional.of(peer), owner);
    }

    private Connection connection(Channel channel, boolean dialled, Optional<PeerId> expected, Connection.Owner owner) {
        var proof = new NoiseHandshake(dialled, host.crypto(), key, expected, List.of(Upgrade.YAMUX));
        return new Connection(channel, dialled, proof, limits, host, shared, owner);
    }
}
