package org.handfast.cli.device.code;

import java.util.List;
import java.util.Map;

import picocli.CommandLine.Option;

import org.handfast.core.settings.HubSettings;

/** How the device finds others, and is found. */
final class NodeOptions {

    @Option(names = "--port", paramLabel = "N", description = "The TCP port to listen on (default: any that is free).")
    private int port;

    @Option(names = "--listen", paramLabel = "HOST", description = "Where to listen (default: every interface).")
    private String host = "";

    @Option(
            names = "--bootstrap",
            paramLabel = "MULTIADDR[,…]",
            hideParamSyntax = true,
            split = ",",
            description = "Peers of the hash table by which to find others, such as"
                    + " /dns4/hub.example/tcp/4001/p2p/12D3KooW….")
    private List<String> bootstrap = List.of();

    @Option(
            names = "--no-mdns",
            description = "Neither find others of the local network by multicast DNS, nor be found.")
    private boolean quiet;

    /** As settings. A device is a guest in the hash table: it is gone too soon to keep anything for others. */
    HubSettings settings() {
        return new HubSettings(Map.of(
                "device.host", host,
                "libp2p.port", Integer.toString(port),
                "libp2p.bootstrap", String.join(",", bootstrap),
                "libp2p.mdns", Boolean.toString(!quiet),
                "libp2p.dht-server", "false"));
    }
}
