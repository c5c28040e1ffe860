package org.handfast.plugin.libp2p.kad;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import org.handfast.api.Bytes;
import org.handfast.api.Crypto;
import org.handfast.plugin.libp2p.peer.PeerId;
import org.handfast.plugin.libp2p.swarm.Swarm;

/** Begins lookups with whom the table has, and with the bootstrap peers while it has few. */
final class Lookups {

    private static final int FEW = 4;

    private final Swarm swarm;
    private final Crypto crypto;
    private final KadClient client;
    private final RoutingTable table;
    private final KadConfig config;

    Lookups(Swarm swarm, Crypto crypto, KadClient client, RoutingTable table, KadConfig config) {
        this.swarm = swarm;
        this.crypto = crypto;
        this.client = client;
        this.table = table;
        this.config = config;
    }

    /** Looks for whoever is closest to what a request is about. */
    Lookup begin(KadMessage request, Lookup.Told told) {
        KadId target = KadId.of(crypto, request.key());
        List<Contact> seeds = new ArrayList<>(table.closest(target, RoutingTable.K));
        if (seeds.size() < FEW) {
            seeds.addAll(bootstrap());
        }
        return Lookup.begin(swarm, crypto, client, config.limits(), target, request, seeds, told);
    }

    private List<Contact> bootstrap() {
        return config.bootstrap().stream()
                .map(address -> {
                    PeerId peer = address.peer().orElseThrow();
                    return Contact.told(crypto, peer, List.of(address.withoutPeer()));
                })
                .toList();
    }

    /** Looks for whoever is closest to a key. */
    Lookup closest(Bytes key, Consumer<Lookup.Result> done) {
        return begin(KadMessage.findNode(key), new Lookup.Told() {
            @Override
            public void answered(Contact from, KadMessage answer) {}

            @Override
            public void done(Lookup.Result result) {
                done.accept(result);
            }
        });
    }
}
