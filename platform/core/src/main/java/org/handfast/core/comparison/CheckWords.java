package org.handfast.core.comparison;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;

import org.handfast.api.Bytes;
import org.handfast.api.Comparison;
import org.handfast.api.Shown;
import org.handfast.core.crypto.Sha256;

/** Check words and fingerprints of one protocol. Immutable. */
public final class CheckWords implements Comparison {

    private static final int WORDS = 4;
    private static final int SYMBOLS = 6;
    private static final int FIRST_SYMBOL_BIT = 44;
    private static final int SYMBOL_BITS = 6;
    private static final int FINGERPRINT_WORDS = 12;
    private static final List<String> SYMBOL_SET = symbolSet();

    private final Bytes protocol;

    /** Those under a protocol's id. */
    public CheckWords(String protocol) {
        this.protocol = Bytes.utf8(protocol);
    }

    private static List<String> symbolSet() {
        try (var in = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(CheckWords.class.getResourceAsStream("symbols.txt")), StandardCharsets.UTF_8))) {
            return in.lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The symbols, each a picture and its name, in the order of the numbers they stand for. */
    static List<String> symbols() {
        return SYMBOL_SET;
    }

    @Override
    public Bytes commit(Bytes id, Bytes key, Bytes nonce) {
        return Sha256.of(Bytes.lp("handfast/check-words/commit/v1", protocol, id, key, nonce));
    }

    @Override
    public List<Shown> checkWords(Ends ends) {
        Bytes hash = Sha256.of(Bytes.lp(
                "handfast/check-words/v1",
                protocol,
                ends.id1(),
                ends.key1(),
                ends.id2(),
                ends.key2(),
                ends.hubId(),
                ends.commit(),
                ends.nonce2(),
                ends.nonce1()));
        return List.of(
                new Shown(Shown.Kind.CHECK_WORDS, words(hash, WORDS)),
                new Shown(
                        Shown.Kind.CHECK_SYMBOLS,
                        IntStream.range(0, SYMBOLS)
                                .map(i -> WordList.number(hash, FIRST_SYMBOL_BIT + i * SYMBOL_BITS, SYMBOL_BITS))
                                .mapToObj(SYMBOL_SET::get)
                                .toList()));
    }

    @Override
    public List<String> fingerprint(Bytes id, Bytes key) {
        return words(Sha256.of(Bytes.lp("handfast/fingerprint/v1", protocol, id, key)), FINGERPRINT_WORDS);
    }

    @Override
    public List<String> words(Bytes bits, int count) {
        return WordList.ENGLISH.words(bits, count);
    }

    @Override
    public Optional<Bytes> bits(String words) {
        return WordList.ENGLISH.bits(words);
    }
}
