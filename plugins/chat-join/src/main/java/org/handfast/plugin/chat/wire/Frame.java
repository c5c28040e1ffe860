package org.handfast.plugin.chat.wire;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

import org.handfast.api.Bytes;
import org.handfast.api.Crypto;
import org.handfast.api.Fault;
import org.handfast.api.Json;
import org.handfast.api.JsonDocument;
import org.handfast.api.Key;

/** A frame: an object with a type, and members that nobody has looked at yet. */
public record Frame(String type, Json.Members members) {

    private static final int X25519 = 32;

    /**
     * Reads a client's; what it has beyond what is asked of it is nobody's business.
     *
     * @throws Fault of the peer
     */
    public static Frame ofClient(Bytes text, Function<Bytes, JsonDocument> json) {
        if (text.size() > ChatWire.MAX_RELAY) {
            throw tooLarge("A frame", ChatWire.MAX_RELAY, text);
        }
        Frame frame = read(text, json);
        if (text.size() > ChatWire.MAX_FRAME && !frame.type().equals("relay")) {
            throw tooLarge("A frame other than 'relay'", ChatWire.MAX_FRAME, text);
        }
        return frame;
    }

    private static Fault tooLarge(String what, int most, Bytes text) {
        return Problem.TOO_LARGE.because(what + " has " + most + " bytes at most, this has " + text.size() + ".");
    }

    /**
     * Reads one.
     *
     * @throws Fault of the peer
     */
    public static Frame read(Bytes text, Function<Bytes, JsonDocument> json) {
        Json.Members members;
        try {
            members = json.apply(text).root();
        } catch (Fault fault) {
            throw fault.category() == Fault.Category.PEER_FAULT
                    ? Problem.INVALID_MESSAGE.because(fault.detail())
                    : fault;
        }
        return new Frame(members.text("type").orElseThrow(() -> missing("type", "a text")), members);
    }

    /** An identity among its members. */
    public Identity identity(String name) {
        return members.text(name)
                .flatMap(Identity::parse)
                .orElseThrow(() -> missing(name, "an identity, 52 characters of base32"));
    }

    /** The public key of an identity, if it is there. */
    public Optional<Key> key(Crypto crypto) {
        if (!members.has("public_key")) {
            return Optional.empty();
        }
        return Optional.of(members.text("public_key")
                .flatMap(text -> key(text, crypto))
                .orElseThrow(() -> missing("public_key", "an X25519 key in base64url")));
    }

    /** An X25519 key in base64url, if it is one. */
    static Optional<Key> key(String text, Crypto crypto) {
        return Bytes.b64u(text)
                .filter(bytes -> bytes.size() == X25519)
                .map(bytes -> new Key(Key.Algorithm.X25519, bytes))
                .filter(key -> crypto.canonical(key).equals(Optional.of(key)));
    }

    /** A number from 1 on. */
    public long number(String name) {
        return members.whole(name).filter(n -> n > 0).orElseThrow(() -> missing(name, "a whole number from 1 on"));
    }

    /** Bytes in base64url, of one size. */
    public Bytes bytes(String name, int size) {
        return members.text(name)
                .flatMap(Bytes::b64u)
                .filter(b -> b.size() == size)
                .orElseThrow(() -> missing(name, size + " bytes in base64url"));
    }

    /** A list of identities. */
    public List<Identity> identities(String name) {
        List<Identity> identities = new ArrayList<>();
        for (Json value : list(name)) {
            identities.add(
                    value instanceof Json.Text text
                            ? Identity.parse(text.value()).orElseThrow(() -> missing(name, "identities"))
                            : none(name));
        }
        return identities;
    }

    /** A list of public keys, null where one is not known. */
    public List<Optional<Key>> keys(String name, Crypto crypto) {
        List<Optional<Key>> keys = new ArrayList<>();
        for (Json value : list(name)) {
            keys.add(value instanceof Json.Text text ? key(text.value(), crypto) : Optional.empty());
        }
        return keys;
    }

    private List<Json> list(String name) {
        return members.values().get(name) instanceof Json.Items items ? items.values() : none(name);
    }

    private static <T> T none(String name) {
        throw missing(name, "a list");
    }

    /** A text. */
    public String text(String name) {
        return members.text(name).orElseThrow(() -> missing(name, "a text"));
    }

    /** What a frame carries sealed, as it came. */
    public String box() {
        return members.text("box")
                .filter(box -> Bytes.b64u(box).isPresent())
                .orElseThrow(() -> missing("box", "bytes in base64url"));
    }

    private static Fault missing(String name, String what) {
        return Problem.INVALID_MESSAGE.because("The frame has no '" + name + "': " + what + ".");
    }
}
