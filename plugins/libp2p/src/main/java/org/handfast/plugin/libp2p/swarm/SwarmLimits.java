package org.handfast.plugin.libp2p.swarm;

import java.time.Duration;

/**
 * How much a node may have and do.
 *
 * @param connections that are open at one time; past it the one that was idle longest gives way, or one of those who
 *     have most, or the newcomer
 * @param upgrading connections that others opened and that have not proven who they are; past it the oldest of those who have most
 *     gives way
 * @param perPeer connections with one peer; past it the oldest idle one is closed
 * @param addresses of one peer that are dialled at one time
 * @param upgrade how long a connection may take until it is of use, and a stream until its protocol is agreed on
 * @param idle how long a connection without streams is kept
 * @param beat how often it is made sure that a connection still is one
 */
public record SwarmLimits(
        int connections, int upgrading, int perPeer, int addresses, Duration upgrade, Duration idle, Duration beat) {

    /** What suits a hub. */
    public static final SwarmLimits STANDARD =
            new SwarmLimits(500, 64, 4, 8, Duration.ofSeconds(10), Duration.ofMinutes(2), Duration.ofSeconds(30));
}
