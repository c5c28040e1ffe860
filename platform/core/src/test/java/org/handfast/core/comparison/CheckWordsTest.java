package org.handfast.core.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.handfast.api.Bytes;
import org.handfast.api.Comparison.Ends;
import org.handfast.api.Shown;
import org.handfast.core.crypto.Sha256;
import org.handfast.core.fake.Document;

/** Held to the vectors of {@code api-spec/protocols/check-words.md}. */
class CheckWordsTest {

    private static final String DOCUMENT = "api-spec/protocols/check-words.md";

    private static final CheckWords WORDS = new CheckWords("p");

    static Stream<Map<String, String>> vectors() {
        return Arrays.stream(Document.block(DOCUMENT, "vectors").split("\n\n")).map(CheckWordsTest::vector);
    }

    private static Map<String, String> vector(String lines) {
        Map<String, String> vector = new HashMap<>();
        for (String line : lines.strip().split("\n")) {
            String[] parts = line.split(" +", 2);
            vector.put(parts[0], parts[1]);
        }
        return vector;
    }

    private static Bytes bytes(Map<String, String> vector, String name) {
        String value = vector.get(name);
        return value.equals("-") ? Bytes.EMPTY : Bytes.hex(value);
    }

    private static Ends ends(Map<String, String> vector) {
        return new Ends(
                bytes(vector, "id1"),
                bytes(vector, "key1"),
                bytes(vector, "id2"),
                bytes(vector, "key2"),
                bytes(vector, "hub"),
                bytes(vector, "commit"),
                bytes(vector, "nonce2"),
                bytes(vector, "nonce1"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("vectors")
    void givesWhatAnotherProgramGives(Map<String, String> vector) {
        var words = new CheckWords(vector.get("protocol"));
        assertThat(words.commit(bytes(vector, "id1"), bytes(vector, "key1"), bytes(vector, "nonce1")))
                .isEqualTo(bytes(vector, "commit"));
        List<Shown> shown = words.checkWords(ends(vector));
        assertThat(shown).extracting(Shown::kind).containsExactly(Shown.Kind.CHECK_WORDS, Shown.Kind.CHECK_SYMBOLS);
        assertThat(String.join(" ", shown.get(0).values())).isEqualTo(vector.get("words"));
        assertThat(shown.get(1).values().stream().map(CheckWordsTest::name))
                .containsExactly(vector.get("symbols").split(" "));
        assertThat(String.join(" ", words.fingerprint(bytes(vector, "id1"), bytes(vector, "key1"))))
                .isEqualTo(vector.get("fingerprint1"));
        assertThat(String.join(" ", words.fingerprint(bytes(vector, "id2"), bytes(vector, "key2"))))
                .isEqualTo(vector.get("fingerprint2"));
    }

    private static String name(String symbol) {
        return symbol.substring(symbol.indexOf(' ') + 1);
    }

    @Test
    void hasVectorsForEachSizeOfNonce() {
        assertThat(vectors().map(v -> bytes(v, "nonce2").size())).contains(0, 16, 32);
    }

    /** Each field alone, and each byte moved from one field into the next. */
    @Test
    void dependsOnEveryFieldAndOnWhereItEnds() {
        Bytes[] fields = Stream.of("a", "b", "c", "d", "e", "f", "g", "h")
                .map(Bytes::utf8)
                .toArray(Bytes[]::new);
        List<List<Shown>> all = new ArrayList<>();
        all.add(WORDS.checkWords(ends(fields)));
        all.add(new CheckWords("q").checkWords(ends(fields)));
        for (int i = 0; i < fields.length; i++) {
            Bytes[] other = fields.clone();
            other[i] = Bytes.EMPTY;
            all.add(WORDS.checkWords(ends(other)));
            if (i + 1 < fields.length) {
                Bytes[] moved = fields.clone();
                moved[i] = Bytes.join(fields[i], fields[i + 1]);
                moved[i + 1] = Bytes.EMPTY;
                all.add(WORDS.checkWords(ends(moved)));
            }
        }
        assertThat(new HashSet<>(all)).hasSameSizeAs(all);
    }

    private static Ends ends(Bytes... f) {
        return new Ends(f[0], f[1], f[2], f[3], f[4], f[5], f[6], f[7]);
    }

    @Test
    void theTwoRolesAreNotTheSame() {
        Bytes a = Bytes.utf8("a");
        Bytes b = Bytes.utf8("b");
        Bytes none = Bytes.EMPTY;
        assertThat(WORDS.checkWords(new Ends(a, a, b, b, none, none, none, none)))
                .isNotEqualTo(WORDS.checkWords(new Ends(b, b, a, a, none, none, none, none)));
    }

    @Test
    void aCommitmentIsNoFingerprintAndNoHashOfTheWords() {
        Bytes id = Bytes.utf8("id");
        Bytes key = Bytes.utf8("key");
        assertThat(WORDS.words(WORDS.commit(id, key, Bytes.EMPTY), 12)).isNotEqualTo(WORDS.fingerprint(id, key));
        assertThat(WORDS.commit(id, key, Bytes.EMPTY)).isNotEqualTo(Sha256.of(id, key));
    }

    @Test
    void theSymbolsAreThoseOfTheDocumentInItsOrder() throws IOException {
        String[] cells = Files.readString(Document.path(DOCUMENT)).split("[|\n]");
        Map<Integer, String> listed = new HashMap<>();
        for (int i = 0; i + 1 < cells.length; i++) {
            if (cells[i].strip().matches("[0-9]{1,2}")) {
                listed.put(Integer.parseInt(cells[i].strip()), cells[i + 1].strip());
            }
        }
        List<String> symbols = CheckWords.symbols();
        assertThat(symbols).hasSize(64).doesNotHaveDuplicates();
        assertThat(listed).hasSize(64);
        for (int i = 0; i < 64; i++) {
            assertThat(listed.get(i)).isEqualTo(symbols.get(i));
        }
    }

    @Test
    void theSymbolsHaveNamesThatCanBeReadAloudAndToldApart() {
        List<String> names =
                CheckWords.symbols().stream().map(CheckWordsTest::name).toList();
        assertThat(names)
                .doesNotHaveDuplicates()
                .allMatch(n -> n.matches("[a-z]+"))
                .isSorted();
    }

    @Test
    void readsBackTheWordsItGives() {
        Bytes bits = Bytes.hex("14d02cc8637d001f4a9437");
        assertThat(WORDS.bits(String.join(" ", WORDS.words(bits, 8)))).isEqualTo(Optional.of(bits));
    }
}
