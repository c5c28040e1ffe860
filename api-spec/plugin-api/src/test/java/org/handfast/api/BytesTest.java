package org.handfast.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BytesTest {

    @Test
    void lengthPrefixesTheLabelAndEachField() {
        assertThat(Bytes.lp("ab", Bytes.of((byte) 1), Bytes.EMPTY).hex()).isEqualTo("00026162" + "000101" + "0000");
    }

    @Test
    void refusesAFieldThatItsPrefixCannotCount() {
        assertThat(Bytes.lp(Bytes.wrap(new byte[0xffff])).size()).isEqualTo(0x10001);
        assertThatThrownBy(() -> Bytes.lp(Bytes.wrap(new byte[0x10000]))).isInstanceOf(IllegalArgumentException.class);
    }

    @Property
    void differentFieldsNeverGiveTheSameLengthPrefixedBytes(
            @ForAll @Size(max = 3) List<byte[]> one, @ForAll @Size(max = 3) List<byte[]> other) {
        var a = one.stream().map(Bytes::of).toArray(Bytes[]::new);
        var b = other.stream().map(Bytes::of).toArray(Bytes[]::new);
        assertThat(Bytes.lp("x", a).equals(Bytes.lp("x", b)))
                .isEqualTo(List.of(a).equals(List.of(b)));
    }

    @Property
    void aSliceIsWhatACopyOfTheRangeWouldBe(@ForAll byte[] array, @ForAll int start, @ForAll int length) {
        var whole = Bytes.of(array);
        int from = Math.floorMod(start, array.length + 1);
        int size = Math.floorMod(length, array.length - from + 1);
        var copy = new byte[size];
        System.arraycopy(array, from, copy, 0, size);
        assertThat(whole.slice(from, size)).isEqualTo(Bytes.of(copy)).hasSameHashCodeAs(Bytes.of(copy));
        assertThat(whole.slice(from, size).toArray()).isEqualTo(copy);
    }

    @Property
    void isReadFromBase64urlAsItWasWritten(@ForAll byte[] array) {
        String text = Bytes.of(array).b64u();
        assertThat(text).matches("[A-Za-z0-9_-]*");
        assertThat(Bytes.b64u(text)).contains(Bytes.of(array));
    }

    @Property
    void hasOneSpellingInBase64url(@ForAll @StringLength(max = 12) @CharRange(from = '!', to = '~') String text) {
        assertThat(Bytes.b64u(text).map(Bytes::b64u)).isIn(Optional.empty(), Optional.of(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"AA==", "AA=", "A", "AB", "AAB", "+w", "/w", "A A", " AA", "AA\n", "ÿÿ", "AAAAA", "\u4141\u4141"
            })
    void refusesAnyOtherSpelling(String text) {
        assertThat(Bytes.b64u(text)).isEmpty();
    }

    @Test
    void knowsTheVectorsOfBase64url() {
        assertThat(Bytes.utf8("").b64u()).isEmpty();
        assertThat(Bytes.b64u("")).contains(Bytes.EMPTY);
        assertThat(Bytes.utf8("foob").b64u()).isEqualTo("Zm9vYg");
        assertThat(Bytes.hex("fbff").b64u()).isEqualTo("-_8");
    }

    @Test
    void keepsWhatItWasMadeOfWhenTheArrayChanges() {
        var array = new byte[] {1, 2};
        var bytes = Bytes.of(array);
        array[0] = 9;
        bytes.toArray()[1] = 9;
        assertThat(bytes.hex()).isEqualTo("0102");
    }

    @Test
    void printsItsSizeOnly() {
        assertThat(Bytes.utf8("secret")).hasToString("Bytes[6]");
    }

    @Test
    void writesAUuidMostSignificantHalfFirst() {
        assertThat(Bytes.uuid(UUID.fromString("00112233-4455-4677-8899-aabbccddeeff"))
                        .hex())
                .isEqualTo("00112233445546778899aabbccddeeff");
    }

    @Test
    void refusesToLookOutsideItself() {
        var part = Bytes.hex("00010203").slice(1, 2);
        assertThat(part.at(1)).isEqualTo(2);
        assertThatThrownBy(() -> part.at(2)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> part.slice(1, 2)).isInstanceOf(IndexOutOfBoundsException.class);
    }
}
