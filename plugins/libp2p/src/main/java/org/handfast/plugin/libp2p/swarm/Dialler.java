package org.handfast.plugin.libp2p.swarm;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.handfast.api.transport.Channel;
import org.handfast.api.transport.ChannelEvents;
import org.handfast.api.transport.SocketPlace;
import org.handfast.api.transport.TransportHost;
import org.handfast.plugin.libp2p.multiaddr.Multiaddr;
import org.handfast.plugin.libp2p.peer.PeerId;
import org.handfast.plugin.libp2p.yamux.Session;

/** Dials peers, one dial for all who want the same one, and hands on the connections that are of use. Not thread-safe. */
final class Dialler {

    private final TransportHost host;
    private final SwarmLimits limits;
    private final Upgrades upgrades;
    private final Connection.Owner owner;
    private final Map<PeerId, Dial> dials = new HashMap<>();
    private boolean stopped;

    /** {@code owner} has to do with a connection from when it is of use. */
    Dialler(TransportHost host, SwarmLimits limits, Upgrades upgrades, Connection.Owner owner) {
        this.host = host;
        this.limits = limits;
        this.upgrades = upgrades;
        this.owner = owner;
    }

    /** Dials a peer, at those of the first addresses that are not tried already. */
    void dial(PeerId peer, List<Multiaddr> addresses, Dial.Waiting waiting) {
        Set<SocketPlace> places = places(addresses);
        if (stopped || places.isEmpty() && !dials.containsKey(peer)) {
            waiting.failed("no address is known at which " + peer + " could be dialled");
            return;
        }
        Dial dial = dials.computeIfAbsent(peer, Dial::new);
        dial.wait(waiting);
        places.stream().filter(dial::tries).toList().forEach(place -> host.connect(place, new Attempt(dial, place)));
    }

    private Set<SocketPlace> places(List<Multiaddr> addresses) {
        Set<SocketPlace> places = new LinkedHashSet<>();
        for (Multiaddr address : addresses) {
            if (places.size() < limits.addresses() && !address.isUnspecified()) {
                address.tcp().ifPresent(places::add);
            }
        }
        return places;
    }

    /** Dials nobody any more, and fails what waits. */
    void stop(String reason) {
        stopped = true;
        List<Dial> waiting = List.copyOf(dials.values());
        dials.clear();
        waiting.forEach(dial -> dial.fail(reason));
    }

    /** One address at which a peer is dialled. */
    private final class Attempt implements TransportHost.Connecting, Connection.Owner {

        private final Dial dial;
        private final SocketPlace place;
        private boolean upgraded;

        Attempt(Dial dial, SocketPlace place) {
            this.dial = dial;
            this.place = place;
        }

        @Override
        public ChannelEvents connected(Channel channel) {
            if (stopped || dials.get(dial.peer()) != dial) {
                return RefusedChannel.of(channel);
            }
            return upgrades.dialled(channel, dial.peer(), this);
        }

        @Override
        public void failed(String reason) {
            if (dial.lost(place, reason)) {
                dials.remove(dial.peer(), dial);
            }
        }

        @Override
        public void upgraded(Connection connection) {
            if (dials.get(dial.peer()) != dial) {
                connection.close("the peer was reached at another address");
                return;
            }
            upgraded = true;
            dials.remove(dial.peer());
            owner.upgraded(connection);
            dial.won(connection);
        }

        @Override
        public Session.Acceptor streams(Connection connection) {
            return owner.streams(connection);
        }

        @Override
        public void closed(Connection connection, String reason) {
            if (upgraded) {
                owner.closed(connection, reason);
            } else {
                failed(reason);
            }
        }
    }
}
