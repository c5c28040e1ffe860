package org.handfast.plugin.qr.wire;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

import org.handfast.api.Address;
import org.handfast.api.Bytes;
import org.handfast.api.Crypto;
import org.handfast.api.Fault;
import org.handfast.api.Json;
import org.handfast.api.JsonDocument;
import org.handfast.api.Key;
import org.handfast.api.RequestSignature;

/**
 * A JWS (RFC 7515) of the one sort that there is here: compact, EdDSA (RFC 8037), three members in its header. The key comes
 * from whoever is meant to have made it, never from the packet.
 *
 * @param kid who says it made it
 * @param signed the bytes that the signature is over
 * @param payload what it says; not to be believed before {@link #require}
 * @param signature Ed25519
 * @param text as it came
 */
public record Packet(String kid, Bytes signed, Bytes payload, Bytes signature, String text) {

    /** The {@code kid} of the hub. */
    public static final String HUB = "hub";

    /** The longest packet, in characters. */
    public static final int MAX_TEXT = 4_096;

    /** The size of a jti, in bytes. */
    public static final int JTI = 16;

    private static final String ALGORITHM = "EdDSA";
    private static final String TYPE = "handfast-qr+jws";
    private static final int HEADER_MEMBERS = 3;

    /**
     * Takes a packet apart.
     *
     * @param reader of strict JSON, as of {@link org.handfast.api.View#json}
     * @throws Refused BAD_PACKET, TOO_LARGE
     */
    public static Packet parse(String text, Function<Bytes, JsonDocument> reader) {
        if (text.length() > MAX_TEXT) {
            throw Problem.TOO_LARGE.because(
                    "A packet has " + MAX_TEXT + " characters at most, this has " + text.length() + ".");
        }
        String[] parts = text.split("\\.", -1);
        if (parts.length != HEADER_MEMBERS) {
            throw Problem.BAD_PACKET.because("A packet is a JWS in its compact form: three parts with dots between.");
        }
        Json.Members header = json(decoded(parts[0], "header"), reader);
        if (header.values().size() != HEADER_MEMBERS
                || !header.text("alg").equals(Optional.of(ALGORITHM))
                || !header.text("typ").equals(Optional.of(TYPE))
                || header.text("kid").isEmpty()) {
            throw Problem.BAD_PACKET.because("A packet's header has 'alg' \"" + ALGORITHM + "\", 'kid', 'typ' \"" + TYPE
                    + "\", and nothing else.");
        }
        return new Packet(
                header.text("kid").orElseThrow(),
                Bytes.utf8(parts[0] + "." + parts[1]),
                decoded(parts[1], "payload"),
                decoded(parts[2], "signature"),
                text);
    }

    private static Bytes decoded(String part, String what) {
        return Bytes.b64u(part)
                .orElseThrow(() -> Problem.BAD_PACKET.because("The packet's " + what + " is not base64url."));
    }

    private static Json.Members json(Bytes bytes, Function<Bytes, JsonDocument> reader) {
        try {
            return reader.apply(bytes).root();
        } catch (Fault fault) {
            throw Problem.BAD_PACKET.because(
                    "In the packet: " + Refused.of(fault).detail());
        }
    }

    /**
     * What a packet says, once it is known who made it, for whom and when.
     *
     * @param maker who must have made it, with this key
     * @param audience whom it must be for
     * @throws Refused WRONG_KEY, WRONG_HUB, BAD_CREATED, BAD_PACKET
     */
    public Claims require(
            String maker, Key key, String audience, Crypto crypto, Function<Bytes, JsonDocument> reader, Instant now) {
        if (!kid.equals(maker) || !crypto.verify(key, signed, signature)) {
            throw Problem.WRONG_KEY.because("The packet is not signed by whom it must be from.");
        }
        Json.Members said = json(payload, reader);
        if (!said.text("aud").equals(Optional.of(audience))) {
            throw Problem.WRONG_HUB.because("The packet's 'aud' names another than whom it is for.");
        }
        long iat = said.whole("iat").filter(i -> i > 0).orElseThrow(() -> missing("iat", "Unix seconds"));
        if (Math.abs(now.getEpochSecond() - iat) > RequestSignature.SKEW.toSeconds()) {
            throw Problem.BAD_CREATED.because("The packet's 'iat' is more than " + RequestSignature.SKEW.toMinutes()
                    + " minutes off: set the clock.");
        }
        Bytes jti = said.text("jti")
                .flatMap(Bytes::b64u)
                .filter(j -> j.size() == JTI)
                .orElseThrow(() -> missing("jti", "16 random bytes in base64url"));
        return new Claims(said, jti, Instant.ofEpochSecond(iat));
    }

    private static Refused missing(String member, String what) {
        return Problem.BAD_PACKET.because("The packet has no '" + member + "': " + what + ".");
    }

    /**
     * What a packet says.
     *
     * @param members all of it
     * @param jti what it can be used by once
     * @param at when it was made
     */
    public record Claims(Json.Members members, Bytes jti, Instant at) {

        /**
         * Requires that it is of this type.
         *
         * @throws Refused BAD_PACKET
         */
        public void requireType(Code code) {
            if (!Code.of(members).equals(Optional.of(code))) {
                throw Problem.BAD_PACKET.because(
                        "Here a packet has 'type' " + code.type() + " and 'subType' " + code.subType() + ".");
            }
        }

        /**
         * A pair ID among what it says.
         *
         * @throws Refused BAD_PACKET
         */
        public PairId pairId(String member) {
            return members.text(member)
                    .flatMap(PairId::parse)
                    .orElseThrow(() -> missing(member, "40 lower-case hexadecimal digits"));
        }
    }

    /** A packet of an account, made with its key. */
    public static String made(Address account, Json payload, Signing signing) {
        return made(account.value(), payload, signing);
    }

    /** A packet of the hub. */
    public static String ofHub(Json payload, Crypto crypto) {
        return made(HUB, payload, crypto::signAsHub);
    }

    /** Whoever signs. */
    public interface Signing {
        /** The Ed25519 signature over these bytes. */
        Bytes sign(Bytes message);
    }

    private static String made(String kid, Json payload, Signing signing) {
        Json header = Json.of("alg", ALGORITHM, "kid", kid, "typ", TYPE);
        String signed = String.join(
                ".", List.of(header.canonical().b64u(), payload.canonical().b64u()));
        return signed + "." + signing.sign(Bytes.utf8(signed)).b64u();
    }
}
