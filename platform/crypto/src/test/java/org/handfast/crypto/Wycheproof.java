package org.handfast.crypto;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import org.handfast.api.Bytes;

/** The vectors of Project Wycheproof; see the README beside them. */
final class Wycheproof {

    private Wycheproof() {}

    /** A signature, and whether it is one. */
    record Signed(String name, Bytes key, Bytes message, Bytes signature, boolean valid) {
        @Override
        public String toString() {
            return name;
        }
    }

    /** Two ends and what they share, and whether our rules take the peer's key. */
    record Agreed(String name, SecretBytes own, Bytes peer, SecretBytes shared, boolean strict) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Signed> ed25519() {
        return rows("ed25519.csv")
                .map(row -> new Signed(
                        name(row), Bytes.hex(row[1]), Bytes.hex(row[2]), Bytes.hex(row[3]), row[4].equals("valid")));
    }

    static Stream<Agreed> x25519() {
        return rows("x25519.csv")
                .map(row -> new Agreed(
                        name(row),
                        new SecretBytes(Bytes.hex(row[1]).toArray()),
                        Bytes.hex(row[2]),
                        new SecretBytes(Bytes.hex(row[3]).toArray()),
                        Stream.of("LowOrderPublic", "NonCanonicalPublic")
                                .noneMatch(Arrays.asList(row[5].split(" "))::contains)));
    }

    private static String name(String[] row) {
        return row[0] + " " + row[4] + " " + row[5] + " " + row[6];
    }

    /** The rows without their header, each of seven fields. */
    private static Stream<String[]> rows(String file) {
        try (var in = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(Wycheproof.class.getResourceAsStream("wycheproof/" + file)),
                StandardCharsets.UTF_8))) {
            List<String> lines = in.lines().skip(1).toList();
            return lines.stream().map(line -> line.split(",", 7));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
