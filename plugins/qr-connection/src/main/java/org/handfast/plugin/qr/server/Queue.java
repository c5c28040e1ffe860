package org.handfast.plugin.qr.server;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.handfast.api.Bytes;
import org.handfast.api.Effect;
import org.handfast.api.Item;
import org.handfast.api.View;
import org.handfast.plugin.qr.wire.PairId;

/**
 * The packets that wait at one end of a connection. Two items each: the packet itself, in the order in which they came, and
 * under its ID what is known of it, which stays for as long as the packet could have: so none is stored twice.
 *
 * @param of the pair ID whose queue it is
 */
record Queue(PairId of) {

    /** How long a packet is kept. */
    static final Duration KEPT = Duration.ofDays(7);

    private static final String KNOWN = "packets/";
    private static final int HASH = 32;

    /**
     * A packet that waits.
     *
     * @param handed whether it has been delivered before
     */
    record Waiting(Bytes key, Bytes packetId, boolean handed, Bytes blob, Instant until) {}

    /** What is known of a packet: when it came, what it was, and whether it was received. */
    record Known(long at, Bytes hash, boolean received) {

        private static Known of(Item item) {
            Bytes value = item.value();
            return new Known(value.buffer().getLong(), value.slice(Long.BYTES, HASH), value.at(Long.BYTES + HASH) == 1);
        }

        private Bytes bytes() {
            return Bytes.join(Bytes.u64(at), hash, Bytes.u8(received ? 1 : 0));
        }
    }

    /** What is known of a packet by its ID. */
    Optional<Known> known(Bytes packetId, View view) {
        return view.item(KNOWN + of, packetId).map(Known::of);
    }

    /** How many wait. */
    long size(View view) {
        return view.itemCount(of.hex());
    }

    /** True if none waits. */
    boolean empty(View view) {
        return view.items(of.hex(), 1).isEmpty();
    }

    /** Those that have waited longest. */
    List<Waiting> waiting(int most, View view) {
        return view.items(of.hex(), most).stream()
                .map(i -> new Waiting(
                        i.key(),
                        i.key().from(Long.BYTES),
                        i.value().at(0) == 1,
                        i.value().from(1),
                        i.until()))
                .toList();
    }

    /**
     * Stores one.
     *
     * @param at when it came, which is its place too
     */
    List<Effect> add(Bytes packetId, Bytes blob, Instant at, View view) {
        long place = Moments.micros(at);
        var known = new Known(place, view.crypto().sha256(blob), false);
        return List.of(
                Effect.put(new Item(of.hex(), key(place, packetId), Bytes.join(Bytes.u8(0), blob), at.plus(KEPT))),
                Effect.put(new Item(KNOWN + of, packetId, known.bytes(), at.plus(KEPT))));
    }

    /** One has been delivered for the first time. */
    Effect handed(Waiting packet) {
        return Effect.put(new Item(of.hex(), packet.key(), Bytes.join(Bytes.u8(1), packet.blob()), packet.until()));
    }

    /** One has been received, and is deleted. */
    List<Effect> received(Bytes packetId, Known known) {
        Instant until = Moments.of(known.at()).plus(KEPT);
        return List.of(
                removed(packetId, known),
                Effect.put(new Item(KNOWN + of, packetId, new Known(known.at(), known.hash(), true).bytes(), until)));
    }

    /** One is deleted. */
    Effect removed(Bytes packetId, Known known) {
        return Effect.remove(of.hex(), key(known.at(), packetId));
    }

    private static Bytes key(long at, Bytes packetId) {
        return Bytes.join(Bytes.u64(at), packetId);
    }

    /** Drops all that wait. */
    Effect cleared() {
        return Effect.clear(of.hex());
    }
}
