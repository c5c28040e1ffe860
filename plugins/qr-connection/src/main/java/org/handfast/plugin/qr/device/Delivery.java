package org.handfast.plugin.qr.device;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

import org.handfast.api.Bytes;
import org.handfast.api.Json;
import org.handfast.plugin.qr.wire.PairId;
import org.handfast.plugin.qr.wire.Wire;

/**
 * What a sync is answered with, or the live stream brings.
 *
 * @param fates what became of the packets of this device
 * @param packets for it
 * @param messages of the hub, as they came
 * @param more whether there is more
 */
record Delivery(List<Fate> fates, List<Incoming> packets, List<String> messages, boolean more) {

    /** What became of packets to one peer. */
    record Fate(PairId peer, List<UUID> received, List<UUID> delivered, List<UUID> deleted) {}

    /** A packet for one end of this device's. */
    record Incoming(PairId own, UUID id, Bytes blob) {}

    /**
     * Reads one.
     *
     * @throws org.handfast.api.Fault PEER_FAULT if it is none
     */
    static Delivery of(Json.Members answer) {
        return new Delivery(
                each(answer, "syncMeta", Delivery::fate),
                each(answer, "data", Delivery::incoming),
                each(answer, "serverMessages", Delivery::text),
                answer.values().get("more") instanceof Json.Flag(boolean value) && value);
    }

    private static Fate fate(Json value) {
        Json.Members row = members(value);
        return new Fate(
                pairId(row),
                each(row, "receivedPackets", Delivery::uuid),
                each(row, "deliveredPackets", Delivery::uuid),
                each(row, "deletedPackets", Delivery::uuid));
    }

    private static Incoming incoming(Json value) {
        Json.Members packet = members(value);
        return new Incoming(
                pairId(packet),
                uuid(packet.values().getOrDefault("packetID", new Json.Null())),
                packet.text("blob")
                        .flatMap(Wire::base64)
                        .filter(b -> b.size() <= Wire.MAX_BLOB)
                        .orElseThrow(() -> Misfit.answer("a 'blob' of it is none")));
    }

    private static PairId pairId(Json.Members members) {
        return members.text("pairID")
                .flatMap(PairId::parse)
                .orElseThrow(() -> Misfit.answer("a 'pairID' of it is none"));
    }

    private static UUID uuid(Json value) {
        return Optional.of(text(value)).flatMap(Wire::uuid).orElseThrow(() -> Misfit.answer("an ID of it is no UUID"));
    }

    private static String text(Json value) {
        if (value instanceof Json.Text(String text)) {
            return text;
        }
        throw Misfit.answer("it has something else where text belongs");
    }

    private static Json.Members members(Json value) {
        if (value instanceof Json.Members members) {
            return members;
        }
        throw Misfit.answer("it has something else where an object belongs");
    }

    private static <T> List<T> each(Json.Members from, String name, Function<Json, T> read) {
        if (!(from.values().get(name) instanceof Json.Items(List<Json> values))) {
            throw Misfit.answer("it has no list '" + name + "'");
        }
        List<T> all = new ArrayList<>();
        values.forEach(value -> all.add(read.apply(value)));
        return List.copyOf(all);
    }
}
