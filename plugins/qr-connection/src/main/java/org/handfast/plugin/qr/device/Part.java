package org.handfast.plugin.qr.device;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

import org.handfast.api.Bytes;
import org.handfast.api.Json;
import org.handfast.plugin.qr.wire.PairId;
import org.handfast.plugin.qr.wire.Wire;

/** What one sync brings to the hub: so little that a no of the hub, which is to all of it, is about one thing. */
public sealed interface Part {

    /** What has come, so that the hub need not keep it. May be nothing at all: then it only fetches. */
    record Receipts(List<Bytes> messages, Map<PairId, List<UUID>> packets) implements Part {

        /** True if nothing is confirmed by it. */
        public boolean isEmpty() {
            return messages.isEmpty() && packets.isEmpty();
        }
    }

    /** Packets over one connection, by its own pair ID. */
    record Packets(PairId own, PairId peer, List<Outgoing> packets) implements Part {}

    /** The body of the sync. */
    default Bytes body() {
        return switch (this) {
            case Receipts part ->
                body(
                        part.packets().entrySet().stream()
                                .<Json>map(e -> Json.of("pairID", e.getKey().hex(), "packetIDs", texts(e.getValue())))
                                .toList(),
                        part.messages().stream()
                                .<Json>map(jti -> new Json.Text(jti.b64u()))
                                .toList(),
                        List.of());
            case Packets part ->
                body(
                        List.of(),
                        List.of(),
                        part.packets().stream()
                                .<Json>map(p -> Json.of(
                                        "pairID", part.peer().hex(),
                                        "packetID", p.id().toString(),
                                        "blob", Wire.base64(p.blob())))
                                .toList());
        };
    }

    private static Json texts(List<UUID> ids) {
        return new Json.Items(ids.stream()
                .map(id -> new Json.Text(id.toString()))
                .collect(Collectors.toCollection(ArrayList<Json>::new)));
    }

    private static Bytes body(List<Json> received, List<Json> messages, List<Json> data) {
        return Json.of(
                        "lastPacketsReceived", new Json.Items(received),
                        "serverMessagesReceived", new Json.Items(messages),
                        "data", new Json.Items(data))
                .canonical();
    }
}
