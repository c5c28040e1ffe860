package org.handfast.plugin.chat.wire;

import java.util.Locale;
import java.util.Optional;

import org.handfast.api.Bytes;
import org.handfast.api.Crypto;
import org.handfast.api.Hub;
import org.handfast.api.Json;
import org.handfast.api.Key;
import org.handfast.api.KeyPair;

/** What one client seals for another, in HPKE's mode_auth (RFC 9180): bound to the hub, the room, the step and both ends. */
public final class Boxes {

    private static final String LABEL = "handfast/chat-join/v1";

    private Boxes() {}

    /** What a box is for. */
    public enum Use {
        STEP3,
        STEP4,
        STEP5,
        SESSION_KEY
    }

    /**
     * Where a box lies: HPKE's info.
     *
     * @param epoch of a session key; else 0
     */
    public record Place(Hub hub, String room, Use use, Identity from, Identity to, long epoch) {

        private Bytes info() {
            return Bytes.join(
                    Bytes.lp(
                            LABEL,
                            Bytes.utf8(hub.id()),
                            Bytes.utf8(room),
                            Bytes.utf8(use.name().toLowerCase(Locale.ROOT)),
                            from.bytes(),
                            to.bytes()),
                    use == Use.SESSION_KEY ? Bytes.lp(Bytes.u64(epoch)) : Bytes.EMPTY);
        }
    }

    /** Seals for the holder of {@code peer}. */
    public static String seal(Place place, KeyPair own, Key peer, Json.Members plain, Crypto crypto) {
        return crypto.sealFrom(own, peer, place.info(), Bytes.EMPTY, plain.canonical())
                .b64u();
    }

    /** Opens what the holder of {@code peer} sealed; empty if it is anything else. */
    public static Optional<Bytes> open(Place place, KeyPair own, Key peer, String box, Crypto crypto) {
        return Bytes.b64u(box).flatMap(bytes -> crypto.openFrom(own, peer, place.info(), Bytes.EMPTY, bytes));
    }
}
