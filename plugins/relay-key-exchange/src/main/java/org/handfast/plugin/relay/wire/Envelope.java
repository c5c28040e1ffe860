package org.handfast.plugin.relay.wire;

import java.time.Instant;
import java.util.Optional;

import org.handfast.api.Bytes;
import org.handfast.api.Crypto;
import org.handfast.api.Fault;
import org.handfast.api.Json;
import org.handfast.api.Key;

/**
 * What a frame says, before anybody has looked at its signature.
 *
 * @param frame the frame as it came
 * @param data what is signed
 * @param source the same as it came
 * @param signature over one of the two
 * @param sender who it says it is from
 * @param recipient who it is for, if anybody
 * @param id what its sender calls it
 * @param at when its sender says it was written
 * @param type what kind of message it is, as it came
 * @param payload what the message holds; nothing if it has none
 */
public record Envelope(
        Bytes frame,
        Json.Members data,
        Bytes source,
        Bytes signature,
        String sender,
        Optional<String> recipient,
        Optional<String> id,
        Optional<Instant> at,
        String type,
        Json.Members payload) {

    /** The size of a signature, in bytes. */
    public static final int SIGNATURE = 64;

    /**
     * The envelope in a frame.
     *
     * @throws Fault of the peer, if it is none
     */
    public static Envelope of(Frame frame) {
        Json.Members root = frame.document().root();
        Json.Members data = root.members("data").orElseThrow(() -> invalid("A frame has 'data', which is an object."));
        Bytes signature = root.text("signature")
                .flatMap(s -> Wire.hex(s, SIGNATURE))
                .orElseThrow(() -> Refusal.INVALID_SIGNATURE.because(
                        "A frame has a 'signature': 128 lower-case hexadecimal digits."));
        Json.Members message =
                data.members("message").orElseThrow(() -> invalid("The data has a 'message', which is an object."));
        return new Envelope(
                frame.bytes(),
                data,
                frame.document().sources().getOrDefault("data", Bytes.EMPTY),
                signature,
                text(data, "sender").orElseThrow(() -> Refusal.INVALID_SENDER.because("The data has no 'sender'.")),
                text(data, "recipient"),
                id(data),
                at(data),
                text(message, "type").orElseThrow(() -> invalid("The message has no 'type'.")),
                payload(message));
    }

    private static Optional<String> text(Json.Members members, String name) {
        if (members.has(name) && members.text(name).isEmpty()) {
            throw invalid("'" + name + "' is a text.");
        }
        return members.text(name);
    }

    private static Optional<String> id(Json.Members data) {
        Optional<String> id = text(data, "id");
        if (id.isPresent() && !Wire.id(id.get())) {
            throw invalid("An 'id' has 1 to 128 printable characters of ASCII, and no space.");
        }
        return id;
    }

    private static Optional<Instant> at(Json.Members data) {
        return text(data, "at").map(at -> Moment.read(at).orElseThrow(() -> invalid("'at' is a time as in RFC 3339.")));
    }

    private static Json.Members payload(Json.Members message) {
        if (message.has("payload") && message.members("payload").isEmpty()) {
            throw invalid("A 'payload' is an object.");
        }
        return message.members("payload").orElseGet(Json::of);
    }

    /** True if it is signed with a key: its data in canonical form (RFC 8785), or exactly as it came. */
    public boolean signedBy(Key key, Crypto crypto) {
        Bytes canonical = data.canonical();
        return crypto.verify(key, canonical, signature)
                || !canonical.equals(source) && crypto.verify(key, source, signature);
    }

    /** What it is called: its id if it has one, else the hash of its signature. */
    public String reference(Crypto crypto) {
        return id.orElseGet(() -> Frame.fallback(signature, crypto));
    }

    /** The hash of its signature, in hexadecimal digits: which exchange it begins, as {@code in_reply_to} has it. */
    public String exchange(Crypto crypto) {
        return Frame.fallback(signature, crypto);
    }

    private static Fault invalid(String detail) {
        return Refusal.INVALID_MESSAGE.because(detail);
    }
}
