package org.handfast.plugin.libp2p.kad;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.handfast.api.Bytes;
import org.handfast.api.Crypto;
import org.handfast.plugin.libp2p.swarm.Swarm;

/** Brings this node's records to the peers that are closest to their keys, and to those that come closer. */
final class Publisher {

    private final Swarm swarm;
    private final Crypto crypto;
    private final Adverts adverts;
    private final RoutingTable table;
    private final KadClient client;
    private final Lookups lookups;
    /** On their way, each under its key: the next waits for the last to be over. */
    private final Map<Bytes, Lookup> running = new HashMap<>();

    Publisher(Swarm swarm, Crypto crypto, Adverts adverts, RoutingTable table, KadClient client, Lookups lookups) {
        this.swarm = swarm;
        this.crypto = crypto;
        this.adverts = adverts;
        this.table = table;
        this.client = client;
        this.lookups = lookups;
    }

    /** All of them, again. */
    void publish() {
        adverts.keys(swarm.now()).forEach(this::publish);
    }

    /** The one under a key. Nobody waits for how many keep it: one is enough, and this node is one. */
    void publish(Bytes key) {
        if (running.containsKey(key)) {
            return;
        }
        var ended = new boolean[1];
        Lookup lookup = lookups.closest(key, result -> {
            ended[0] = true;
            running.remove(key);
            result.closest().forEach(contact -> store(contact, key));
        });
        if (!ended[0]) {
            running.put(key, lookup);
        }
    }

    private void store(Contact contact, Bytes key) {
        adverts.value(key, swarm.now())
                .ifPresent(value -> client.ask(contact, KadMessage.putValue(key, value), kept -> {}, () -> {}));
    }

    /** A peer is in the table now: what it is among the closest for goes to it at once. */
    void entered(Contact contact) {
        for (Bytes key : adverts.keys(swarm.now())) {
            List<Contact> closest = table.closest(KadId.of(crypto, key), RoutingTable.K);
            if (closest.contains(contact)) {
                store(contact, key);
            }
        }
    }
}
