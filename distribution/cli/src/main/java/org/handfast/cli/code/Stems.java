package org.handfast.cli.code;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.handfast.core.comparison.WordList;

/** Words of the list by how they begin: four letters tell each from all others (BIP39, wordlist). */
final class Stems {

    private static final int ENOUGH = 4;

    private Stems() {}

    /** Those that begin so, in order. */
    static List<String> of(String stem) {
        String lower = stem.toLowerCase(Locale.ROOT);
        return WordList.ENGLISH.words().stream()
                .filter(w -> w.startsWith(lower))
                .toList();
    }

    /** The one that is meant by a beginning that is long enough to tell. */
    static Optional<String> meant(String stem) {
        List<String> found = stem.length() < ENOUGH ? List.of() : of(stem);
        return found.size() == 1 ? Optional.of(found.getFirst()) : Optional.empty();
    }

    /** A text with each word that is only begun made whole; what is no beginning stays as it is. */
    static String whole(String text) {
        return Stream.of(text.strip().split("\\s+"))
                .map(word -> meant(word).orElse(word))
                .collect(Collectors.joining(" "));
    }
}
