package org.handfast.plugin.qr.server;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

import org.handfast.api.Bytes;
import org.handfast.api.Json;
import org.handfast.plugin.qr.wire.Packet;
import org.handfast.plugin.qr.wire.PairId;
import org.handfast.plugin.qr.wire.Problem;
import org.handfast.plugin.qr.wire.Refused;
import org.handfast.plugin.qr.wire.Wire;

/**
 * What a client brings to a sync.
 *
 * @param receipts packets that it has
 * @param messages the hub's messages that it has, by their jti
 * @param packets packets for others
 */
record SyncRequest(List<Receipt> receipts, List<Bytes> messages, List<Outgoing> packets) {

    /** Packets that came to one of the caller's pair IDs. */
    record Receipt(PairId own, List<Bytes> packetIds) {}

    /** A packet for the other end of a connection. */
    record Outgoing(PairId peer, Bytes packetId, Bytes blob) {}

    /**
     * Reads one.
     *
     * @throws Refused BAD_REQUEST, TOO_LARGE
     */
    static SyncRequest of(Json.Members body) {
        // The document spells it wrong, and so may clients.
        String receipts = body.has("lastPacketsReceived") ? "lastPacketsReceived" : "lastPacketsRecieved";
        var request = new SyncRequest(
                each(body, receipts, SyncRequest::receipt),
                each(body, "serverMessagesReceived", SyncRequest::jti),
                each(body, "data", SyncRequest::outgoing));
        int received =
                request.receipts.stream().mapToInt(r -> r.packetIds.size()).sum();
        if (received > Wire.MOST_DELIVERED || request.messages.size() > Wire.MOST_DELIVERED) {
            throw Problem.TOO_LARGE.because(
                    "A sync has " + Wire.MOST_DELIVERED + " receipts at most: send the rest after.");
        }
        if (request.packets.size() > Wire.MOST_SENT) {
            throw Problem.TOO_LARGE.because("A sync has " + Wire.MOST_SENT + " packets at most: send the rest after.");
        }
        return request;
    }

    private static Receipt receipt(Json value) {
        return new Receipt(pairId(members(value)), each(members(value), "packetIDs", SyncRequest::packetId));
    }

    private static Bytes jti(Json value) {
        return text(value)
                .flatMap(Bytes::b64u)
                .filter(j -> j.size() == Packet.JTI)
                .orElseThrow(() -> bad("'serverMessagesReceived' are jti, each 16 bytes in base64url"));
    }

    private static Outgoing outgoing(Json value) {
        Json.Members packet = members(value);
        Bytes id = packetId(packet.values().getOrDefault("packetID", new Json.Null()));
        Bytes blob = packet.text("blob")
                .flatMap(Wire::base64)
                .orElseThrow(() -> bad("a 'blob' is standard base64 with padding"));
        if (blob.size() > Wire.MAX_BLOB) {
            throw Problem.TOO_LARGE.because(
                    "A blob has " + Wire.MAX_BLOB + " bytes at most, this has " + blob.size() + ".");
        }
        return new Outgoing(pairId(packet), id, blob);
    }

    private static Bytes packetId(Json value) {
        return text(value)
                .flatMap(Wire::uuid)
                .map(Bytes::uuid)
                .orElseThrow(() -> bad("a packet's ID is a UUID in lower case"));
    }

    private static PairId pairId(Json.Members members) {
        return members.text("pairID")
                .flatMap(PairId::parse)
                .orElseThrow(() -> bad("a 'pairID' is 40 lower-case hexadecimal digits"));
    }

    private static Optional<String> text(Json value) {
        return value instanceof Json.Text text ? Optional.of(text.value()) : Optional.empty();
    }

    private static Json.Members members(Json value) {
        if (value instanceof Json.Members members) {
            return members;
        }
        throw bad("the lists are of objects");
    }

    private static <T> List<T> each(Json.Members from, String name, Function<Json, T> read) {
        if (!from.has(name)) {
            return List.of();
        }
        if (!(from.values().get(name) instanceof Json.Items items)) {
            throw bad("'" + name + "' is a list");
        }
        List<T> all = new ArrayList<>();
        items.values().forEach(value -> all.add(read.apply(value)));
        return List.copyOf(all);
    }

    private static Refused bad(String what) {
        return Problem.BAD_REQUEST.because("In a sync " + what + ".");
    }
}
