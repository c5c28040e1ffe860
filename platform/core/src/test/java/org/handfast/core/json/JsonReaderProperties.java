package org.handfast.core.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Random;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;

import org.handfast.api.Bytes;
import org.handfast.api.Fault;
import org.handfast.api.Json;
import org.handfast.api.JsonDocument;

class JsonReaderProperties {

    /** What JSON is made of, so that random sequences come far. */
    private static final List<String> PIECES = List.of(
            "{",
            "}",
            "[",
            "]",
            ":",
            ",",
            "\"",
            "\"a\"",
            "\"a\":",
            "\"b\":",
            "{\"a\":",
            "\\",
            "\\u",
            "\\ud83d",
            "\\ude00",
            "\\n",
            "0",
            "-",
            "1",
            "9007199254740991",
            ".",
            "e",
            "E+",
            "true",
            "false",
            "null",
            " ",
            "\n",
            "\t",
            "/",
            "//",
            "'",
            "#",
            "\ufeff",
            "\0",
            "\u0001",
            "\u007f",
            "é",
            "€",
            "😀",
            "x");

    private static final Bytes MESSAGE = Bytes.utf8(
            "{\"message\":{\"type\":\"relay\",\"to\":\"E011T7D\",\"n\":-12,\"data\":"
                    + "{\"text\":\"grüße \\ud83d\\ude00\",\"list\":[1,true,null,{}]}},\"sender\":\"A\",\"signature\":\"00ff\"}");

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.strings().ofMaxLength(12).filter(Json.Text::wellFormed);
    }

    @Provide
    Arbitrary<Json.Members> objects() {
        return members(values(3));
    }

    private Arbitrary<Json> values(int levels) {
        Arbitrary<Json> flat = Arbitraries.oneOf(
                texts().map(Json.Text::new),
                Arbitraries.longs().between(-Json.MAX_WHOLE, Json.MAX_WHOLE).map(Json.Whole::new),
                Arbitraries.of(true, false).map(Json.Flag::new),
                Arbitraries.just(new Json.Null()));
        return levels == 0
                ? flat
                : Arbitraries.oneOf(
                        flat,
                        values(levels - 1).list().ofMaxSize(4).map(Json.Items::new),
                        members(values(levels - 1)).map(m -> m));
    }

    private Arbitrary<Json.Members> members(Arbitrary<Json> values) {
        return Arbitraries.maps(texts(), values).ofMaxSize(5).map(Json.Members::new);
    }

    @Property(tries = 300)
    void readsWhatWasWritten(@ForAll("objects") Json.Members object) {
        JsonDocument document = JsonReader.read(object.canonical());
        assertThat(document.root()).isEqualTo(object);
        assertThat(document.root().canonical()).isEqualTo(object.canonical());
    }

    @Property(tries = 300)
    void sourcesAreTheBytesBetweenNamesAndCommas(
            @ForAll("objects") Json.Members object, @ForAll("gaps") List<String> gaps) {
        JsonDocument document = JsonReader.read(Bytes.utf8(spaced(object, gaps)));
        assertThat(document.root()).isEqualTo(object);
        assertThat(document.sources().keySet()).isEqualTo(object.values().keySet());
        object.values().forEach((name, value) -> assertThat(document.sources().get(name))
                .isEqualTo(value.canonical()));
    }

    @Provide
    Arbitrary<List<String>> gaps() {
        return Arbitraries.strings().withChars(" \t\r\n").ofMaxLength(3).list().ofSize(5);
    }

    private static String spaced(Json.Members object, List<String> gaps) {
        var out = new StringBuilder(gaps.get(0)).append('{');
        String comma = "";
        for (Map.Entry<String, Json> member : object.values().entrySet()) {
            out.append(comma).append(gaps.get(1));
            new Json.Text(member.getKey()).write(out);
            out.append(gaps.get(2)).append(':').append(gaps.get(3));
            member.getValue().write(out);
            out.append(gaps.get(4));
            comma = ",";
        }
        return out.append('}').append(gaps.get(0)).toString();
    }

    @Property(tries = 3000)
    void nothingButFaultsComesOfPiecesOfJson(@ForAll("pieces") String text) {
        readOrFault(Bytes.utf8(text));
    }

    @Provide
    Arbitrary<String> pieces() {
        return Arbitraries.of(PIECES).list().ofMaxSize(20).map(l -> "{\"a\":" + String.join("", l));
    }

    @Property(tries = 1000)
    void nothingButFaultsComesOfAnyBytes(@ForAll @Size(max = 60) byte[] bytes) {
        readOrFault(Bytes.of(bytes));
        readOrFault(Bytes.join(Bytes.utf8("{\"a\":"), Bytes.of(bytes), Bytes.utf8("}")));
    }

    /** A message with bytes altered, dropped, doubled and cut off, from a fixed seed. */
    @Example
    void nothingButFaultsComesOfAlteredMessages() {
        var random = new Random(20);
        for (int i = 0; i < 100_000; i++) {
            byte[] bytes = MESSAGE.toArray();
            for (int change = random.nextInt(4); change >= 0; change--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            int from = random.nextInt(8) == 0 ? random.nextInt(bytes.length) : 0;
            int size = random.nextInt(4) == 0 ? random.nextInt(bytes.length - from) : bytes.length - from;
            readOrFault(Bytes.wrap(bytes).slice(from, size));
        }
    }

    /** Whatever is taken has one meaning, and can be written and read again. */
    private static void readOrFault(Bytes text) {
        JsonDocument document;
        try {
            document = JsonReader.read(text);
        } catch (Fault fault) {
            assertThat(fault.category()).isEqualTo(Fault.Category.PEER_FAULT);
            assertThat(fault.code()).isEqualTo("not-json");
            return;
        }
        assertThat(JsonReader.read(document.root().canonical()).root()).isEqualTo(document.root());
        document.sources().forEach((name, source) -> assertThat(
                        JsonReader.read(Bytes.join(Bytes.utf8("{\"v\":"), source, Bytes.utf8("}")))
                                .root()
                                .values()
                                .get("v"))
                .isEqualTo(document.root().values().get(name)));
    }
}
