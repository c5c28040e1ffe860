package org.handfast.bench.libp2p;

import java.util.Map;

import org.handfast.api.transport.Transport;
import org.handfast.bench.BareServer;
import org.handfast.plugin.libp2p.Libp2p;

/** The server that is measured: the transport libp2p as the hub runs it, or a node of its layers with streams to fill. */
final class NodeServer {

    /** The argument for the transport of the hub. */
    static final String HANDSHAKES = "handshakes";

    /** The argument for a node whose streams take and give as much as they can. */
    static final String STREAMS = "streams";

    private NodeServer() {}

    public static void main(String[] arguments) throws InterruptedException {
        Transport transport = arguments[0].equals(HANDSHAKES) ? new Libp2p() : new StreamTransport();
        try (var network = OpenNetwork.start(
                transport, arguments[0].equals(HANDSHAKES) ? Map.of("libp2p.mdns", "false") : Map.of())) {
            System.out.println(BareServer.READY + " on port " + network.port() + " as " + network.peer(transport));
            Thread.currentThread().join();
        }
    }
}
