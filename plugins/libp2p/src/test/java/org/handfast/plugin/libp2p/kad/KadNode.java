package org.handfast.plugin.libp2p.kad;

import java.util.ArrayList;
import java.util.List;

import org.handfast.plugin.libp2p.fake.FakeSwarm;
import org.handfast.plugin.libp2p.identify.Identified;
import org.handfast.plugin.libp2p.identify.Identify;
import org.handfast.plugin.libp2p.multiaddr.Multiaddr;
import org.handfast.plugin.libp2p.ping.Ping;

/** A node that speaks identify, ping and Kademlia, as the real one does, in a network that is not. */
final class KadNode {

    static final String PROTOCOL = "/test/kad/1.0.0";

    final FakeSwarm swarm;
    final Identify identify;
    final Ping ping;
    final Kad kad;
    final List<Identified> identified = new ArrayList<>();

    KadNode(FakeSwarm swarm, boolean server, GroupLimits limits, Multiaddr... bootstrap) {
        this.swarm = swarm;
        this.ping = new Ping(swarm);
        this.kad = new Kad(swarm, ping, new KadConfig(PROTOCOL, server, List.of(bootstrap), limits));
        this.identify = new Identify(swarm, "test", this::identified);
        kad.serve(new NoteRecords());
        swarm.watch(identify);
    }

    private void identified(Identified peer) {
        identified.add(peer);
        kad.identified(peer);
    }

    KadNode start() {
        kad.start();
        return this;
    }
}
