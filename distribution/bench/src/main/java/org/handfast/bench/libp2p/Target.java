package org.handfast.bench.libp2p;

import org.handfast.bench.BareServer;
import org.handfast.bench.Server;
import org.handfast.plugin.libp2p.multiaddr.Multiaddr;
import org.handfast.plugin.libp2p.peer.PeerId;

/** A server to connect to: who it is and where. */
record Target(PeerId peer, Multiaddr address) {

    /** What a server said when it was ready: its port, and behind the last blank its peer id. */
    static Target of(Server server) {
        String ready = server.banner().getLast();
        return new Target(
                PeerId.parse(ready.substring(ready.lastIndexOf(' ') + 1)).orElseThrow(),
                Multiaddr.tcp("127.0.0.1", server.port(BareServer.READY)));
    }
}
