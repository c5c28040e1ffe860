package org.handfast.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Base32Test {

    @ParameterizedTest
    @CsvSource({"'',''", "f,MY", "fo,MZXQ", "foo,MZXW6", "foob,MZXW6YQ", "fooba,MZXW6YTB", "foobar,MZXW6YTBOI"})
    void knowsTheVectorsOfRfc4648(String plain, String encoded) {
        assertThat(Base32.encode(Bytes.utf8(plain))).isEqualTo(encoded);
        assertThat(Base32.decode(encoded)).contains(Bytes.utf8(plain));
    }

    @Property
    void isReadAsItWasWritten(@ForAll byte[] array) {
        assertThat(Base32.decode(Base32.encode(Bytes.of(array)))).contains(Bytes.of(array));
    }

    @Property
    void hasOneSpelling(@ForAll @StringLength(max = 16) @CharRange(from = '2', to = 'Z') String text) {
        assertThat(Base32.decode(text).map(Base32::encode)).isIn(Optional.empty(), Optional.of(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"my", "MY======", "MZ", "M", "MZX", "MZXW6Y", "M1", "M8", "MY ", " MY", "M\nY", "ÄY"})
    void refusesAnyOtherSpelling(String text) {
        assertThat(Base32.decode(text)).isEmpty();
    }

    @Test
    void writesBytesThatAreAPartOfOthers() {
        assertThat(Base32.encode(Bytes.utf8("xfoox").slice(1, 3))).isEqualTo("MZXW6");
    }
}
