package org.handfast.plugin.chat.wire;

import java.util.Optional;

import org.handfast.api.Bytes;
import org.handfast.api.Crypto;
import org.handfast.api.Crypto.Aead;
import org.handfast.api.Json;
import org.handfast.api.Secret;

/** What a member seals for all others: under a key of its own that follows from the session key. */
public final class Broadcasts {

    private static final String LABEL = "handfast/chat-join/broadcast/v1";
    private static final int KEY = 32;
    private static final int NONCE = 12;

    private Broadcasts() {}

    /** Which broadcast: the {@code seq}-th of a member under an epoch's key. */
    public record Place(String room, long epoch, Identity from, long seq) {

        private Bytes info() {
            return Bytes.lp(LABEL, Bytes.utf8(room), Bytes.u64(epoch), from.bytes());
        }

        private Bytes associated() {
            return Bytes.join(
                    Bytes.lp(Bytes.utf8(room)),
                    Bytes.lp(Bytes.u64(epoch)),
                    Bytes.lp(Bytes.u64(seq)),
                    Bytes.lp(from.bytes()));
        }
    }

    /** Seals under the session key of the place's epoch. */
    public static String seal(Place place, Secret sessionKey, Json.Members plain, Crypto crypto) {
        Bytes nonce = crypto.random(NONCE);
        return Bytes.join(
                        nonce,
                        crypto.seal(
                                Aead.CHACHA20_POLY1305,
                                key(place, sessionKey, crypto),
                                nonce,
                                place.associated(),
                                plain.canonical()))
                .b64u();
    }

    /** Opens; empty if it is no broadcast of that place. */
    public static Optional<Bytes> open(Place place, Secret sessionKey, String box, Crypto crypto) {
        return Bytes.b64u(box)
                .filter(bytes -> bytes.size() > NONCE)
                .flatMap(bytes -> crypto.open(
                        Aead.CHACHA20_POLY1305,
                        key(place, sessionKey, crypto),
                        bytes.slice(0, NONCE),
                        place.associated(),
                        bytes.from(NONCE)));
    }

    private static Secret key(Place place, Secret sessionKey, Crypto crypto) {
        return crypto.derive(sessionKey, Bytes.EMPTY, place.info(), KEY);
    }
}
