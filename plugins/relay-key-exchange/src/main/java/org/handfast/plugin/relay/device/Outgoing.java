package org.handfast.plugin.relay.device;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import org.handfast.api.Address;
import org.handfast.api.Bytes;
import org.handfast.api.Json;
import org.handfast.api.View;
import org.handfast.plugin.relay.wire.Moment;
import org.handfast.plugin.relay.wire.Type;

/**
 * Something for another user that the hub has not yet accepted, and that is sent again until it has.
 *
 * @param id what the hub, and its recipient, know it by however often it comes
 * @param to who it is for
 * @param type what it is
 * @param payload what is in it
 * @param fixed the frame, where it must stay the same: what begins or answers an exchange is known by its signature
 */
record Outgoing(String id, Address to, Type type, Json.Members payload, Optional<Bytes> fixed) {

    private static final int ID_BYTES = 16;

    /** Signed anew, with the time, whenever it is sent. */
    static Outgoing of(Address to, Type type, Json.Members payload, View view) {
        return new Outgoing(view.crypto().random(ID_BYTES).hex(), to, type, payload, Optional.empty());
    }

    /** Signed once. It has no time, so that it is as good later. */
    static Outgoing fixed(Address from, Address to, Type type, Json.Members payload, View view) {
        var loose = of(to, type, payload, view);
        Json.Members data = data(from, type, payload, Map.of("id", loose.id, "recipient", to.value()));
        return new Outgoing(loose.id, to, type, payload, Optional.of(signed(data, view)));
    }

    /** The frame, as it is sent now. */
    Bytes frame(Address from, View view) {
        return fixed.orElseGet(() -> signed(
                data(from, type, payload, Map.of("id", id, "recipient", to.value(), "at", Moment.write(view.now()))),
                view));
    }

    /** The frame of a message to the hub itself. */
    static Bytes toHub(Address from, Type type, Json.Members payload, View view) {
        return signed(data(from, type, payload, Map.of("at", Moment.write(view.now()))), view);
    }

    private static Json.Members data(Address from, Type type, Json.Members payload, Map<String, String> more) {
        Map<String, Json> data = new LinkedHashMap<>(
                Json.of("sender", from.value(), "message", Json.of("type", type.wire(), "payload", payload))
                        .values());
        more.forEach((name, value) -> data.put(name, new Json.Text(value)));
        return new Json.Members(data);
    }

    /** A user's Ed25519 key is the identity of the device that it is. */
    private static Bytes signed(Json.Members data, View view) {
        return Json.of(
                        "data",
                        data,
                        "signature",
                        view.crypto().signAsHub(data.canonical()).hex())
                .canonical();
    }
}
