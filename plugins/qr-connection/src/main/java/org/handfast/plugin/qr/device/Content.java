package org.handfast.plugin.qr.device;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;

import org.handfast.api.Bytes;
import org.handfast.api.Fault;
import org.handfast.api.Json;
import org.handfast.api.JsonDocument;
import org.handfast.api.Key;
import org.handfast.plugin.qr.wire.Wire;

/** What is said inside a packet, where the hub cannot look. */
public sealed interface Content {

    /** A text. */
    record Text(String text, Instant at) implements Content {}

    /**
     * Where its sender is.
     *
     * @param lat degrees north, -90 to 90
     * @param lon degrees east, -180 to 180
     * @param accuracy metres, if known
     */
    record Location(double lat, double lon, OptionalDouble accuracy, Instant at) implements Content {

        public Location {
            if (!(Math.abs(lat) <= 90) || !(Math.abs(lon) <= 180) || !(accuracy.orElse(0) >= 0)) {
                throw new IllegalArgumentException("a place has -90 to 90 degrees, -180 to 180, and 0 metres or more");
            }
        }
    }

    /**
     * The sender's next X25519 key.
     *
     * @param signature by its pair key over {@link org.handfast.plugin.qr.wire.Statement#ofNext}
     */
    record Rekey(Key next, Bytes signature) implements Content {}

    /** Something that this device does not know. */
    record Unknown() implements Content {}

    /** When it was said, if it says so. */
    default Optional<Instant> moment() {
        return switch (this) {
            case Text text -> Optional.of(text.at());
            case Location place -> Optional.of(place.at());
            case Rekey rekey -> Optional.empty();
            case Unknown unknown -> Optional.empty();
        };
    }

    /** As it is sealed, JSON. */
    default Bytes plain() {
        return switch (this) {
            case Text(String text, Instant at) ->
                Json.of("type", "text", "text", text, "at", at.getEpochSecond()).canonical();
            case Location place -> Bytes.utf8(place(place));
            case Rekey(Key next, Bytes signature) ->
                Json.of("type", "rekey", "x25519", next.bytes().b64u(), "sig", signature.b64u())
                        .canonical();
            case Unknown unknown -> throw new IllegalStateException("what is not known is not said");
        };
    }

    /** By hand, since the JSON that is signed has whole numbers only. */
    private static String place(Location place) {
        String accuracy = place.accuracy().isPresent()
                ? "\"accuracy\":" + place.accuracy().getAsDouble() + ","
                : "";
        return "{" + accuracy + "\"at\":" + place.at().getEpochSecond() + ",\"lat\":" + place.lat() + ",\"lon\":"
                + place.lon() + ",\"type\":\"location\"}";
    }

    /** What was opened; unknown if it cannot be read. */
    static Content read(Bytes plain, Function<Bytes, JsonDocument> reader) {
        try {
            Json.Members said = reader.apply(Decimals.asTexts(plain)).root();
            return switch (said.text("type").orElse("")) {
                case "text" -> new Text(said.text("text").orElseThrow(), at(said));
                case "location" ->
                    new Location(
                            number(said, "lat").orElseThrow(),
                            number(said, "lon").orElseThrow(),
                            number(said, "accuracy"),
                            at(said));
                case "rekey" ->
                    new Rekey(
                            said.text("x25519").flatMap(Wire::agreementKey).orElseThrow(),
                            said.text("sig").flatMap(Bytes::b64u).orElseThrow());
                default -> new Unknown();
            };
        } catch (Fault | java.util.NoSuchElementException | IllegalArgumentException malformed) {
            return new Unknown();
        }
    }

    private static Instant at(Json.Members said) {
        return Instant.ofEpochSecond(said.whole("at").filter(at -> at >= 0).orElseThrow());
    }

    private static OptionalDouble number(Json.Members said, String name) {
        Optional<Double> whole = said.whole(name).map(Long::doubleValue);
        Optional<Double> number = whole.isPresent() ? whole : said.text(name).map(Double::parseDouble);
        return number.map(OptionalDouble::of).orElseGet(OptionalDouble::empty);
    }
}
