package org.handfast.testkit;

import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.handfast.api.Bytes;
import org.handfast.api.KeyPair;
import org.handfast.api.Secret;

/**
 * The secrets of one node, so that a test can look for them where they must not be. Handles do not give their bytes away, so
 * these are taken from them by force: nobody else may.
 */
final class Secrets {

    /** What is shorter might be found by chance. */
    private static final int SHORTEST = 16;

    /** Where bytes might hide in text: in hexadecimal, in base 64, or as an array of numbers. */
    private static final Pattern SUSPICIOUS = Pattern.compile("[0-9A-Za-z+/_-]{20,}|\\[-?\\d+(?:, -?\\d+){7,}");

    private final Set<Bytes> noted = new HashSet<>();

    void note(Bytes bytes) {
        if (bytes.size() >= SHORTEST) {
            noted.add(bytes);
        }
    }

    void note(KeyPair pair) {
        note((Secret) force(pair, "privateKey"));
    }

    void note(Secret secret) {
        note(Bytes.of((byte[]) force(secret, "array")));
    }

    private static Object force(Object handle, String accessor) {
        try {
            Method method = handle.getClass().getDeclaredMethod(accessor);
            method.setAccessible(true);
            return method.invoke(handle);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError("a handle is not what it was: change Secrets with it", e);
        }
    }

    /** A secret that stands in a text, in whatever way it is written; how it is written. */
    Optional<String> in(String text) {
        List<String> suspicious =
                SUSPICIOUS.matcher(text).results().map(r -> r.group()).toList();
        return noted.stream()
                .flatMap(secret -> Stream.concat(
                        written(secret).filter(w -> suspicious.stream().anyMatch(s -> s.contains(w))),
                        asText(secret).filter(text::contains).stream()))
                .findFirst();
    }

    /** True if the bytes of a secret stand among these. */
    boolean within(Bytes bytes) {
        String hex = bytes.hex();
        return noted.stream().anyMatch(s -> s.size() <= bytes.size() && hex.contains(s.hex()));
    }

    private static Stream<String> written(Bytes secret) {
        byte[] bytes = secret.toArray();
        String numbers = Arrays.toString(bytes);
        String base64 = Base64.getEncoder().withoutPadding().encodeToString(bytes);
        return Stream.of(
                secret.hex(),
                secret.hex().toUpperCase(Locale.ROOT),
                base64,
                base64.replace('+', '-').replace('/', '_'),
                numbers.substring(1, numbers.length() - 1));
    }

    private static Optional<String> asText(Bytes secret) {
        String text = new String(secret.toArray(), StandardCharsets.US_ASCII);
        return text.chars().allMatch(c -> c >= ' ' && c < 127) ? Optional.of(text) : Optional.empty();
    }
}
