package org.handfast.core.comparison;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

import org.handfast.api.Bytes;

/** The English word list of BIP39: 2,048 words, eleven bits each. Immutable. */
public final class WordList {

    /** The list. */
    public static final WordList ENGLISH = load("bip39-english.txt");

    private static final int BITS = 11;

    /** Whatever Unicode calls white space: what is pasted has more of it than what is typed. */
    private static final Pattern SPACING = Pattern.compile("\\s+", Pattern.UNICODE_CHARACTER_CLASS);

    private final List<String> words;
    private final Map<String, Integer> index = new HashMap<>();

    private WordList(List<String> words) {
        this.words = List.copyOf(words);
        for (int i = 0; i < words.size(); i++) {
            index.put(words.get(i), i);
        }
    }

    private static WordList load(String resource) {
        try (var in = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(WordList.class.getResourceAsStream(resource)), StandardCharsets.US_ASCII))) {
            return new WordList(in.lines().toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All of it, in order. */
    public List<String> words() {
        return words;
    }

    /**
     * The first {@code 11 × count} bits as words, most significant first.
     *
     * @throws IllegalArgumentException if there are fewer bits
     */
    public List<String> words(Bytes bits, int count) {
        if (count < 0 || bits.size() * 8L < (long) count * BITS) {
            throw new IllegalArgumentException(
                    count + " words take " + (long) count * BITS + " bits, these are " + bits.size() * 8L);
        }
        List<String> chosen = new ArrayList<>(count);
        for (int word = 0; word < count; word++) {
            chosen.add(words.get(number(bits, word * BITS, BITS)));
        }
        return chosen;
    }

    /**
     * The bits of words, filled up with zero bits to whole bytes; case and spacing do not matter.
     *
     * @return empty if a word is not in the list, or there is none
     */
    public Optional<Bytes> bits(String text) {
        List<String> typed = SPACING.splitAsStream(text.toLowerCase(Locale.ROOT))
                .filter(w -> !w.isEmpty())
                .toList();
        if (typed.isEmpty()) {
            return Optional.empty();
        }
        var bits = new byte[(typed.size() * BITS + 7) / 8];
        int at = 0;
        for (String word : typed) {
            Integer number = index.get(word);
            if (number == null) {
                return Optional.empty();
            }
            for (int bit = BITS - 1; bit >= 0; bit--, at++) {
                bits[at / 8] |= (byte) ((number >> bit & 1) << 7 - at % 8);
            }
        }
        return Optional.of(Bytes.wrap(bits));
    }

    /** {@code length} bits from {@code start} on as a number, most significant first. */
    static int number(Bytes bits, int start, int length) {
        int number = 0;
        for (int at = start; at < start + length; at++) {
            number = number << 1 | bits.at(at / 8) >> 7 - at % 8 & 1;
        }
        return number;
    }
}
