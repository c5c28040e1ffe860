package org.handfast.plugin.libp2p.kad;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

import org.handfast.api.Bytes;
import org.handfast.api.Crypto;
import org.handfast.api.Records;
import org.handfast.api.transport.RunningTransport;
import org.handfast.plugin.libp2p.identify.Identified;
import org.handfast.plugin.libp2p.multiaddr.Multiaddr;
import org.handfast.plugin.libp2p.ping.Ping;
import org.handfast.plugin.libp2p.swarm.Swarm;

/**
 * A node of a distributed hash table (libp2p specs, kad-dht): keeps records for others by the rules that are served, brings its
 * own to the peers closest to their keys, and finds those of others. By the transport's thread only.
 */
public final class Kad {

    private static final String SECTION = "DHT";

    private final Swarm swarm;
    private final KadConfig config;
    private final RoutingTable table;
    private final Validators validators = new Validators();
    private final RecordStore store;
    private final Adverts adverts = new Adverts();
    private final Membership membership;
    private final KadClient client;
    private final Lookups lookups;
    private final Publisher publisher;
    private final Upkeep upkeep;
    private final KadServer server;
    private final Set<ValueSearch> searches = new LinkedHashSet<>();
    private boolean serving;

    /** A node that does nothing until {@link #start}. */
    public Kad(Swarm swarm, Ping ping, KadConfig config) {
        this.swarm = swarm;
        this.config = config;
        Crypto crypto = swarm.crypto();
        this.table = new RoutingTable(KadId.of(crypto, swarm.self()), config.limits());
        this.store = new RecordStore(config.limits());
        this.membership = new Membership(crypto, ping, config.protocol(), table, this::entered);
        this.client = new KadClient(swarm, config.protocol(), membership::answered, membership::silent);
        this.lookups = new Lookups(swarm, crypto, client, table, config);
        this.publisher = new Publisher(swarm, crypto, adverts, table, client, lookups);
        this.upkeep = new Upkeep(
                swarm, crypto, table, lookups, publisher, !config.bootstrap().isEmpty());
        this.server = new KadServer(swarm, crypto, table, validators, store, adverts);
    }

    /** Begins: as a server if it is configured so, with the bootstrap peers if there are any. */
    public void start() {
        server(config.server());
        upkeep.start();
    }

    /** Answers others from now on, or does not any more. */
    public void server(boolean on) {
        if (on && !serving) {
            swarm.handle(config.protocol(), server);
        } else if (!on && serving) {
            swarm.unhandle(config.protocol());
        }
        serving = on;
    }

    /** Ends all that goes on. */
    public void stop() {
        server(false);
        upkeep.stop();
        List.copyOf(searches).forEach(ValueSearch::cancel);
    }

    /** A peer said who it is, or something new of it. */
    public void identified(Identified peer) {
        membership.identified(peer);
    }

    private void entered(Contact contact) {
        publisher.entered(contact);
        List.copyOf(searches).forEach(search -> search.entered(contact));
        upkeep.entered();
    }

    /** Records of a protocol are kept for others, and found, from now on. */
    public void serve(Records rules) {
        validators.add(rules);
    }

    /** They are not any more. */
    public void stopServing(Records rules) {
        validators.remove(rules);
    }

    /**
     * Lets others find a value under a key until then, in place of the one that was there: it is kept here and by the peers
     * closest to the key, and brought to them again every five minutes. The rules of its protocol must be served.
     */
    public void put(Bytes key, Bytes value, Instant until) {
        adverts.put(key, value, until);
        publisher.publish(key);
        List.copyOf(searches).stream().filter(search -> search.isFor(key)).forEach(search -> search.offer(value));
    }

    /** Lets it not be found here any more; what others keep ends by its own time. Nothing if there is none. */
    public void withdraw(Bytes key) {
        adverts.remove(key);
    }

    /**
     * Looks for values under a key until it is cancelled: each valid one that any server keeps is told, not a selected one, since
     * whoever looks may know more than servers do of which is right.
     *
     * @param found hears of each, once
     * @param searched hears once that all that could be asked have been; the search goes on for what comes later
     */
    public RunningTransport.Search get(Bytes key, Consumer<Bytes> found, Consumer<String> searched) {
        var search = new ValueSearch(swarm, lookups, client, validators, key, found, searched, searches::remove);
        searches.add(search);
        Instant now = swarm.now();
        adverts.value(key, now).ifPresent(search::offer);
        store.get(key, now).ifPresent(kept -> search.offer(kept.value()));
        search.look();
        return search;
    }

    /** How many peers are in the table. */
    public int size() {
        return table.size();
    }

    /** What an operator wants to know: what it is called, what is kept, and who is in the table. */
    public List<RunningTransport.Report> report() {
        List<RunningTransport.Report> lines = new ArrayList<>();
        lines.add(new RunningTransport.Report(
                SECTION, "protocol", config.protocol() + (serving ? ", server" : ", client")));
        lines.add(new RunningTransport.Report(
                SECTION,
                "records",
                store.size() + " kept for others, " + adverts.keys(swarm.now()).size() + " of its own"));
        lines.add(new RunningTransport.Report(SECTION, "peers", table.size() + " in the routing table"));
        table.all()
                .forEach(contact -> lines.add(new RunningTransport.Report(
                        SECTION,
                        contact.peer().toString(),
                        contact.addresses().stream()
                                .map(Multiaddr::toString)
                                .findFirst()
                                .orElse(""))));
        return lines;
    }
}
