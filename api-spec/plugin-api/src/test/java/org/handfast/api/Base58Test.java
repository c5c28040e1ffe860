package org.handfast.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.NumericChars;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Base58Test {

    /** Of the draft "The Base58 Encoding Scheme", and of Bitcoin's own tests. */
    @ParameterizedTest
    @CsvSource({
        "'', ''",
        "61, 2g",
        "626262, a3gV",
        "636363, aPEr",
        "00000000000000000000, 1111111111",
        "516b6fcd0f, ABnLTmg",
        "572e4794, 3EFU7m",
        "0000287fb4cd, 11233QC4",
        "48656c6c6f20576f726c6421, 2NEpo7TZRRrLZSi2U",
        "00eb15231dfceb60925886b67d065299925915aeb172c06647, 1NS17iag9jJgTHD1VXjvLCEnZuQ3rJDE9L"
    })
    void knowsTheVectors(String hex, String encoded) {
        assertThat(Base58.encode(Bytes.hex(hex))).isEqualTo(encoded);
        assertThat(Base58.decode(encoded)).contains(Bytes.hex(hex));
    }

    @Property
    void isReadAsItWasWritten(@ForAll @Size(max = 100) byte[] array) {
        assertThat(Base58.decode(Base58.encode(Bytes.of(array)))).contains(Bytes.of(array));
    }

    @Property
    void hasOneSpelling(@ForAll @AlphaChars @NumericChars @StringLength(max = 16) String text) {
        assertThat(Base58.decode(text).map(Base58::encode)).isIn(Optional.empty(), Optional.of(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "O", "I", "l", "2g ", " 2g", "2g\n", "a-", "ä", "+", "/", "="})
    void refusesOtherCharacters(String text) {
        assertThat(Base58.decode(text)).isEmpty();
    }

    @Test
    void readsNoMoreThan256Characters() {
        assertThat(Base58.decode("z".repeat(256))).isPresent();
        assertThat(Base58.decode("z".repeat(257))).isEmpty();
    }

    @Test
    void writesBytesThatAreAPartOfOthers() {
        assertThat(Base58.encode(Bytes.utf8("xax").slice(1, 1))).isEqualTo("2g");
    }
}
