package org.handfast.plugin.libp2p.kad;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.handfast.api.Bytes;
import org.handfast.api.Crypto;
import org.handfast.api.Fault;
import org.handfast.api.Records;
import org.handfast.plugin.libp2p.multiaddr.IpGroup;
import org.handfast.plugin.libp2p.peer.PeerId;
import org.handfast.plugin.libp2p.stream.StreamReader;
import org.handfast.plugin.libp2p.swarm.AskingLimit;
import org.handfast.plugin.libp2p.swarm.OpenStreams;
import org.handfast.plugin.libp2p.swarm.Refusal;
import org.handfast.plugin.libp2p.swarm.Swarm;
import org.handfast.plugin.libp2p.swarm.Swarm.PeerStream;

/**
 * Answers others (libp2p specs, kad-dht). An error has no message there: the stream is reset. Providers are neither kept nor
 * named.
 */
final class KadServer implements Swarm.StreamHandler {

    private static final int STREAMS = 32;
    private static final int BURST = 200;
    private static final Duration PAUSE = Duration.ofMillis(20);

    private final Swarm swarm;
    private final Crypto crypto;
    private final RoutingTable table;
    private final Validators validators;
    private final RecordStore store;
    private final Adverts own;
    private final OpenStreams open = new OpenStreams(STREAMS);
    private final AskingLimit rate = new AskingLimit(BURST, PAUSE);

    KadServer(Swarm swarm, Crypto crypto, RoutingTable table, Validators validators, RecordStore store, Adverts own) {
        this.swarm = swarm;
        this.crypto = crypto;
        this.table = table;
        this.validators = validators;
        this.store = store;
        this.own = own;
    }

    @Override
    public StreamReader opened(PeerStream stream) {
        PeerId peer = stream.peer();
        if (!open.take(peer)) {
            return Refusal.of(stream);
        }
        return new KadStream(swarm, stream, message -> answer(message, stream), () -> open.give(peer));
    }

    private Optional<KadMessage> answer(KadMessage request, PeerStream from) {
        if (!rate.allows(from, swarm.now())) {
            throw Fault.peer("too-many-questions", "The peer asks more often than it may.");
        }
        return switch (request.type()) {
            case PUT_VALUE -> Optional.of(put(request, from));
            case GET_VALUE ->
                Optional.of(new KadMessage(
                        request.type(), request.key(), held(required(request)), closer(request, from.peer())));
            case FIND_NODE, GET_PROVIDERS -> {
                required(request);
                yield Optional.of(
                        new KadMessage(request.type(), request.key(), Optional.empty(), closer(request, from.peer())));
            }
            case PING -> Optional.of(request);
            case ADD_PROVIDER -> Optional.empty();
        };
    }

    private static Bytes required(KadMessage request) {
        if (request.key().isEmpty() || request.key().size() > Validators.KEY) {
            throw Fault.peer("record-key", "A question to Kademlia has a key of 1 to 128 bytes.");
        }
        return request.key();
    }

    private KadMessage put(KadMessage request, PeerStream from) {
        KadRecord record = request.record()
                .filter(r -> r.key().equals(request.key()))
                .orElseThrow(
                        () -> Fault.peer("record-key", "The record is not one of the key that the message names."));
        Instant now = swarm.now();
        Records.Keeping keeping = validators.require(record.key(), record.value(), now);
        var source = new RecordStore.Source(from.peer(), IpGroup.of(from.remote()));
        store.put(new RecordStore.Kept(record.key(), record.value(), keeping, source, now), now);
        return new KadMessage(KadMessage.Type.PUT_VALUE, request.key(), Optional.of(record), List.of());
    }

    /** This node's own record, or else the one that it keeps for somebody. */
    private Optional<KadRecord> held(Bytes key) {
        Instant now = swarm.now();
        return own.value(key, now)
                .map(value -> new KadRecord(key, value, Optional.of(now.toString())))
                .or(() -> store.get(key, now)
                        .filter(kept -> validators.accepts(key, kept.value(), now))
                        .map(kept -> new KadRecord(
                                key, kept.value(), Optional.of(kept.received().toString()))));
    }

    /** The closest in the table, and the very peer that is asked for if it is known; never who asks. */
    private List<KadPeer> closer(KadMessage request, PeerId asker) {
        List<KadPeer> named = new ArrayList<>();
        if (request.type() == KadMessage.Type.FIND_NODE) {
            meant(request.key()).filter(p -> !p.peer().equals(asker)).ifPresent(named::add);
        }
        for (Contact contact : table.closest(KadId.of(crypto, request.key()), RoutingTable.K + 1)) {
            boolean known = named.stream().anyMatch(p -> p.peer().equals(contact.peer()));
            if (named.size() < RoutingTable.K && !known && !contact.peer().equals(asker)) {
                named.add(new KadPeer(contact.peer(), contact.addresses()));
            }
        }
        return named;
    }

    private Optional<KadPeer> meant(Bytes key) {
        if (key.equals(swarm.self().multihash())) {
            return Optional.of(new KadPeer(swarm.self(), swarm.addresses()));
        }
        try {
            var peer = new PeerId(key);
            return Optional.of(new KadPeer(peer, swarm.book().addresses(peer, swarm.now())))
                    .filter(p -> !p.addresses().isEmpty());
        } catch (Fault noPeer) {
            return Optional.empty();
        }
    }
}
