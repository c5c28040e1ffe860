package org.handfast.plugin.relay.wire;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import org.handfast.api.Address;
import org.handfast.api.Bytes;
import org.handfast.api.Json;
import org.handfast.api.View;

/**
 * A frame of the hub's own, signed by it.
 *
 * @param id what it is called
 * @param bytes the frame
 */
public record FromHub(String id, Bytes bytes) {

    private static final int ID_BYTES = 16;

    /** A message to whoever is at the other end of a socket. */
    public static FromHub message(String type, Json.Members payload, View view) {
        return of(Optional.empty(), Json.of("type", type, "payload", payload), view);
    }

    /** A message to a user. */
    public static FromHub message(Address to, String type, Json.Members payload, View view) {
        return of(Optional.of(to), Json.of("type", type, "payload", payload), view);
    }

    /** A message to a user that says nothing but its type. */
    public static FromHub message(Address to, String type, View view) {
        return of(Optional.of(to), Json.of("type", type), view);
    }

    /** An error: in reply to what, if that has a name. */
    public static FromHub error(Refusal refusal, String detail, Optional<String> inReplyTo, View view) {
        Map<String, Json> payload = new LinkedHashMap<>(
                Json.of("code", refusal.code(), "detail", detail).values());
        inReplyTo.ifPresent(id -> payload.put("in_reply_to", new Json.Text(id)));
        return message("error", new Json.Members(payload), view);
    }

    private static FromHub of(Optional<Address> to, Json.Members message, View view) {
        String id = view.crypto().random(ID_BYTES).hex();
        Map<String, Json> data = new LinkedHashMap<>(
                Json.of("sender", Wire.SERVER, "id", id, "at", Moment.write(view.now()), "message", message)
                        .values());
        to.ifPresent(address -> data.put("recipient", new Json.Text(address.value())));
        var signed = new Json.Members(data);
        Bytes signature = view.crypto().signAsHub(signed.canonical());
        return new FromHub(
                id, Json.of("data", signed, "signature", signature.hex()).canonical());
    }
}
