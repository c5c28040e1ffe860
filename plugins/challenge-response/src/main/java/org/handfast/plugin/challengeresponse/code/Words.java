package org.handfast.plugin.challengeresponse.code;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

import org.handfast.api.Bytes;
import org.handfast.api.Comparison;
import org.handfast.api.Crypto;
import org.handfast.api.Fault;

/** Sixteen bytes as twelve words (BIP39, English): 128 bits, and 4 bits of their SHA-256. */
public final class Words {

    /** How many bytes a code has. */
    public static final int ENTROPY = 16;

    private static final int WORDS = 12;
    private static final int LIST = 2048;
    private static final int BITS = 11;
    private static final int LONGEST = 1_000;
    private static final int NEAREST = 3;

    private Words() {}

    /** The words of a code. */
    public static List<String> of(Bytes entropy, Comparison comparison, Crypto crypto) {
        return comparison.words(withChecksum(entropy, crypto), WORDS);
    }

    private static Bytes withChecksum(Bytes entropy, Crypto crypto) {
        return Bytes.join(entropy, Bytes.u8(crypto.sha256(entropy).at(0) & 0xf0));
    }

    /**
     * The code that somebody typed.
     *
     * @throws Fault OPERATOR_INPUT that names the word that is wrong, with those of the list that come nearest
     */
    public static Bytes read(String typed, Comparison comparison, Crypto crypto) {
        if (typed.length() > LONGEST) {
            throw bad("This is longer than any code.");
        }
        List<String> words = List.of(typed.strip().toLowerCase(Locale.ROOT).split("\\s+"));
        for (String word : words) {
            requireListed(word, comparison);
        }
        if (words.size() != WORDS) {
            throw bad("A code has " + WORDS + " words, this has " + words.size() + ".");
        }
        Bytes bits =
                comparison.bits(String.join(" ", words)).orElseThrow(() -> bad("One of the words is not in the list."));
        Bytes entropy = bits.slice(0, ENTROPY);
        if (!crypto.same(bits, withChecksum(entropy, crypto))) {
            throw bad("The words are all in the list, but do not belong together: one is another than was meant, or two"
                    + " have changed places.");
        }
        return entropy;
    }

    private static void requireListed(String word, Comparison comparison) {
        if (word.isEmpty() || comparison.bits(word).isPresent()) {
            return;
        }
        List<String> nearest = list(comparison).stream()
                .sorted(Comparator.comparingInt((String w) -> distance(w, word)).thenComparing(w -> w))
                .limit(NEAREST)
                .toList();
        throw bad("There is no word '" + shown(word) + "'; nearest are " + String.join(", ", nearest) + ".");
    }

    private static String shown(String word) {
        return word.codePoints()
                .limit(24)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    /** The whole list: the words of all the numbers that there are words of. */
    private static List<String> list(Comparison comparison) {
        var bits = new byte[LIST * BITS / 8];
        for (int i = 0; i < LIST; i++) {
            for (int bit = 0; bit < BITS; bit++) {
                if ((i >> (BITS - 1 - bit) & 1) != 0) {
                    int at = i * BITS + bit;
                    bits[at / 8] |= (byte) (0x80 >> at % 8);
                }
            }
        }
        return comparison.words(Bytes.wrap(bits), LIST);
    }

    /** How many letters must be put in, left out or replaced to make one of the other. */
    private static int distance(String a, String b) {
        List<Integer> row =
                new ArrayList<>(IntStream.rangeClosed(0, b.length()).boxed().toList());
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row.getFirst();
            row.set(0, i);
            for (int j = 1; j <= b.length(); j++) {
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row.get(j);
                row.set(j, Math.min(replaced, 1 + Math.min(row.get(j - 1), diagonal)));
            }
        }
        return row.getLast();
    }

    private static Fault bad(String why) {
        return new Fault(Fault.Category.OPERATOR_INPUT, "bad-code", why);
    }
}
