package org.handfast.plugin.relay.wire;

import java.util.Optional;

import org.handfast.api.Bytes;
import org.handfast.api.Crypto;
import org.handfast.api.Fault;
import org.handfast.api.Json;
import org.handfast.api.JsonDocument;
import org.handfast.api.View;

/**
 * A frame that is JSON, whatever else it may be.
 *
 * @param bytes as it came
 * @param document what it says
 */
public record Frame(Bytes bytes, JsonDocument document) {

    /**
     * Reads a frame.
     *
     * @throws Fault of the peer, if it is too large or no JSON
     */
    public static Frame read(Bytes bytes, View view) {
        if (bytes.size() > Wire.MAX_FRAME) {
            throw Refusal.TOO_LARGE.because(
                    "A frame has " + Wire.MAX_FRAME + " bytes at most, this has " + bytes.size() + ".");
        }
        return new Frame(bytes, view.json(bytes));
    }

    /** What it is called in an answer: the id that its sender gave it, else what {@link #fallback} makes of its signature. */
    public Optional<String> reference(Crypto crypto) {
        Json.Members root = document.root();
        return root.members("data")
                .flatMap(data -> data.text("id"))
                .filter(Wire::id)
                .or(() -> root.text("signature")
                        .flatMap(s -> Wire.hex(s, Envelope.SIGNATURE))
                        .map(s -> fallback(s, crypto)));
    }

    /** The id of a message that was given none: the SHA-256 of its signature, in hexadecimal digits. */
    static String fallback(Bytes signature, Crypto crypto) {
        return crypto.sha256(signature).hex();
    }
}
