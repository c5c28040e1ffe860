package org.handfast.plugin.libp2p;

import java.util.List;

import org.osgi.service.component.annotations.Component;

import org.handfast.api.Descriptor.Setting;
import org.handfast.api.Descriptor.Setting.Type;
import org.handfast.api.transport.RunningTransport;
import org.handfast.api.transport.Transport;
import org.handfast.api.transport.TransportDescriptor;
import org.handfast.api.transport.TransportHost;
import org.handfast.plugin.libp2p.kad.KadConfig;

/** The transport libp2p: TCP, Noise and Yamux, with identify, ping, Kademlia and mDNS. */
@Component(service = Transport.class)
public final class Libp2p implements Transport {

    /** Its id. */
    public static final String ID = "libp2p";

    /** Where it listens unless configured. */
    public static final int PORT = 4001;

    @Override
    public TransportDescriptor descriptor() {
        return new TransportDescriptor(
                ID,
                "libp2p",
                PORT,
                List.of(
                        new Setting(
                                "announce",
                                Type.TEXT,
                                "",
                                "addresses at which others reach the hub, such as /dns4/hub.example/tcp/4001, with commas"
                                        + " between"),
                        new Setting(
                                "bootstrap",
                                Type.TEXT,
                                "",
                                "peers by which to find others, such as /dns4/hub.example/tcp/4001/p2p/12D3KooW…, with commas"
                                        + " between; without any the hub finds those who come to it and those near"),
                        new Setting(
                                "dht-protocol",
                                Type.TEXT,
                                KadConfig.PROTOCOL,
                                "what the distributed hash table is called on the wire: nodes of one name make one table"),
                        new Setting(
                                "dht-server",
                                Type.FLAG,
                                "true",
                                "whether the hub answers others in the distributed hash table, and keeps records for them"),
                        new Setting(
                                "mdns",
                                Type.FLAG,
                                "true",
                                "whether peers of the local network find the hub, and the hub them, by multicast DNS")));
    }

    @Override
    public RunningTransport start(TransportHost host) {
        return new RunningLibp2p(host, Configuration.of(host.settings()));
    }
}
