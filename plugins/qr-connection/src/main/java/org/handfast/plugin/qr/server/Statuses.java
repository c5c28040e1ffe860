package org.handfast.plugin.qr.server;

import java.time.Instant;
import java.util.List;

import org.handfast.api.Address;
import org.handfast.api.Bytes;
import org.handfast.api.Effect;
import org.handfast.api.Item;
import org.handfast.api.View;
import org.handfast.plugin.qr.wire.PairId;

/**
 * What became of the packets that an account sent, until it is told: an agenda in the order of time, in which the expiry of
 * each packet stands from the start, and is moved to now by its receipt.
 *
 * @param account who sent them
 */
record Statuses(Address account) {

    private static final String SCOPE = "statuses/";
    private static final int PACKET_ID = 16;

    /** What became of a packet. */
    enum Fate {
        STORED,
        DELIVERED,
        DELETED
    }

    /**
     * Something to tell.
     *
     * @param key of the agenda
     * @param peer whom the packet was for
     * @param sender true if the account's own end is the one that initiated the connection
     */
    record Status(Bytes key, Fate fate, PairId peer, boolean sender, Bytes packetId) {

        private static Status of(Item item) {
            Bytes key = item.key();
            int from = Long.BYTES;
            return new Status(
                    key,
                    Fate.values()[key.at(from)],
                    PairId.of(key.slice(from + 1, PairId.SIZE)),
                    item.value().at(0) == 1,
                    key.slice(from + 1 + PairId.SIZE, PACKET_ID));
        }
    }

    /** What is to be told by now. */
    List<Status> due(int most, View view) {
        return view.itemsBefore(SCOPE + account, Bytes.u64(Moments.micros(view.now()) + 1), most).stream()
                .map(Status::of)
                .toList();
    }

    /** It was told. */
    Effect told(Status status) {
        return Effect.remove(SCOPE + account, status.key());
    }

    /** A packet was stored, and goes at its time. */
    Effect stored(Connection connection, Bytes packetId, Instant now) {
        return put(now.plus(Queue.KEPT), Fate.DELETED, connection, packetId);
    }

    /** A packet was handed to the peer. */
    Effect delivered(Connection connection, Bytes packetId, Instant now) {
        return put(now, Fate.DELIVERED, connection, packetId);
    }

    /** A packet that was stored at a time was received. */
    List<Effect> received(Connection connection, Bytes packetId, Instant stored, Instant now) {
        return List.of(
                Effect.remove(SCOPE + account, key(stored.plus(Queue.KEPT), Fate.DELETED, connection, packetId)),
                put(now, Fate.DELETED, connection, packetId));
    }

    private Effect put(Instant time, Fate fate, Connection connection, Bytes packetId) {
        return Effect.put(new Item(
                SCOPE + account,
                key(time, fate, connection, packetId),
                Bytes.u8(connection.ownsSender() ? 1 : 0),
                time.plus(Queue.KEPT)));
    }

    private static Bytes key(Instant time, Fate fate, Connection connection, Bytes packetId) {
        return Bytes.join(
                Bytes.u64(Moments.micros(time)),
                Bytes.u8(fate.ordinal()),
                connection.peer().bytes(),
                packetId);
    }
}
