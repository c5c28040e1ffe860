package org.handfast.plugin.qr.server;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.handfast.api.Bytes;
import org.handfast.api.Json;
import org.handfast.plugin.qr.server.Statuses.Fate;
import org.handfast.plugin.qr.wire.PairId;
import org.handfast.plugin.qr.wire.Wire;

/** What a sync is answered with, in the making. For one thread. */
final class SyncAnswer {

    private final Map<PairId, Row> rows = new LinkedHashMap<>();
    private final List<Json> data = new ArrayList<>();
    private final List<Json> messages = new ArrayList<>();
    private boolean more;

    /** What became of the packets of one connection. */
    private record Row(boolean sender, Map<Fate, List<Json>> packets) {

        Json json(PairId peer) {
            return Json.of(
                    "pairID", peer.hex(),
                    "target", sender ? "sender" : "recipient",
                    "receivedPackets", list(Fate.STORED),
                    "deliveredPackets", list(Fate.DELIVERED),
                    "deletedPackets", list(Fate.DELETED));
        }

        private Json list(Fate fate) {
            return new Json.Items(packets.getOrDefault(fate, List.of()));
        }
    }

    /** A packet of the caller's came to this. */
    void came(PairId peer, boolean sender, Bytes packetId, Fate fate) {
        rows.computeIfAbsent(peer, p -> new Row(sender, new EnumMap<>(Fate.class)))
                .packets()
                .computeIfAbsent(fate, f -> new ArrayList<>())
                .add(uuid(packetId));
    }

    /** A packet for the caller. */
    void deliver(PairId own, Bytes packetId, Bytes blob) {
        data.add(Json.of("pairID", own.hex(), "packetID", uuid(packetId), "blob", Wire.base64(blob)));
    }

    /** A message of the hub. */
    void tell(String message) {
        messages.add(new Json.Text(message));
    }

    /** There is more than fits. */
    void more() {
        more = true;
    }

    /** True if it says nothing at all. */
    boolean empty() {
        return rows.isEmpty() && data.isEmpty() && messages.isEmpty();
    }

    Json json() {
        List<Json> meta = new ArrayList<>();
        rows.forEach((peer, row) -> meta.add(row.json(peer)));
        Json.Members answer = Json.of(
                "syncMeta", new Json.Items(meta),
                "data", new Json.Items(data),
                "serverMessages", new Json.Items(messages));
        return more ? answer.with("more", true) : answer;
    }

    private static Json uuid(Bytes packetId) {
        return new Json.Text(Wire.uuid(packetId).toString());
    }
}
