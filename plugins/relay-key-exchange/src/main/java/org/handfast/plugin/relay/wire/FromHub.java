package org.handfast.plugin.relay.wire;

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
        Json.Members payload = Json.of("code", refusal.code(), "detail", detail);
        return message(
                "error", inReplyTo.map(id -> payload.with("in_reply_to", id)).orElse(payload), view);
    }

    private static FromHub of(Optional<Address> to, Json.Members message, View view) {
        String id = view.crypto().random(ID_BYTES).hex();
        Json.Members data =
                Json.of("sender", Wire.SERVER, "id", id, "at", Moment.write(view.now()), "message", message);
        Json.Members signed =
                to.map(address -> data.with("recipient", address.value())).orElse(data);
        Bytes signature = view.crypto().signAsHub(signed.canonical());
        return new FromHub(
                id, Json.of("data", signed, "signature", signature.hex()).canonical());
    }
}
