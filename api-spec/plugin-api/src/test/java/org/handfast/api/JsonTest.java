package org.handfast.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {

    private static String canonical(Json value) {
        return new String(value.canonical().toArray(), java.nio.charset.StandardCharsets.UTF_8);
    }

    /** RFC 8785, section 3.2.3: by UTF-16 code units, where the emoji comes before the Hebrew letter. */
    @Test
    void sortsTheKeysOfTheRfcAsTheRfcDoes() {
        Json object = Json.of(
                "\u20ac", "Euro Sign",
                "\r", "Carriage Return",
                "\ufb33", "Hebrew Letter Dalet With Dagesh",
                "1", "One",
                "\ud83d\ude00", "Emoji: Grinning Face",
                "\u0080", "Control",
                "\u00f6", "Latin Small Letter O With Diaeresis");
        assertThat(canonical(object))
                .isEqualTo("{\"\\r\":\"Carriage Return\",\"1\":\"One\",\"\u0080\":\"Control\","
                        + "\"\u00f6\":\"Latin Small Letter O With Diaeresis\",\"\u20ac\":\"Euro Sign\","
                        + "\"\ud83d\ude00\":\"Emoji: Grinning Face\",\"\ufb33\":\"Hebrew Letter Dalet With Dagesh\"}");
    }

    /** RFC 8785, sections 3.2.2 to 3.2.4, without the numbers, which are not whole. */
    @Test
    void writesTheExampleOfTheRfcByteForByte() {
        Json object = Json.of(
                "string",
                "\u20ac$\u000f\nA'\u0042\"\\\\\"/",
                "literals",
                new Json.Items(List.of(new Json.Null(), new Json.Flag(true), new Json.Flag(false))));
        assertThat(object.canonical().hex())
                .isEqualTo("7b226c69746572616c73223a5b6e756c6c2c747275652c66616c73655d2c22737472696e67223a22e282ac24"
                        + "5c75303030665c6e4127425c225c5c5c5c5c222f227d");
    }

    @Test
    void hasMembersAddedAndReplacedWithoutChangingItself() {
        Json.Members one = Json.of("a", 1, "b", 2);
        assertThat(one.with("c", "x")).isEqualTo(Json.of("a", 1, "b", 2, "c", "x"));
        assertThat(one.and(Json.of("b", 3, "d", true))).isEqualTo(Json.of("a", 1, "b", 3, "d", true));
        assertThat(one).isEqualTo(Json.of("a", 1, "b", 2));
    }

    @Test
    void sortsInEveryObjectAndLeavesArraysAsTheyAre() {
        Json inner = Json.of("b", 1, "a", 2);
        assertThat(canonical(Json.of("z", new Json.Items(List.of(inner, new Json.Whole(3), inner)), "a", inner)))
                .isEqualTo("{\"a\":{\"a\":2,\"b\":1},\"z\":[{\"a\":2,\"b\":1},3,{\"a\":2,\"b\":1}]}");
    }

    /** RFC 8785, section 3.2.2.2: short escapes where there is one, lower-case digits else, and nothing that need not be. */
    @Test
    void escapesWhatMustBeAndNothingElse() {
        assertThat(canonical(new Json.Text("\b\t\n\f\r\"\\"))).isEqualTo("\"\\b\\t\\n\\f\\r\\\"\\\\\"");
        assertThat(canonical(new Json.Text("\0\u001f\u007f\u2028/<"))).isEqualTo("\"\\u0000\\u001f\u007f\u2028/<\"");
    }

    @Test
    void normalizesNothing() {
        assertThat(canonical(new Json.Text("A\u030a"))).isEqualTo("\"A\u030a\"");
        assertThat(canonical(new Json.Text("\u00c5"))).isEqualTo("\"\u00c5\"");
    }

    @Test
    void writesTheEmptyAsTheyAre() {
        assertThat(canonical(new Json.Members(Map.of()))).isEqualTo("{}");
        assertThat(canonical(new Json.Items(List.of()))).isEqualTo("[]");
        assertThat(canonical(new Json.Text(""))).isEqualTo("\"\"");
    }

    @Test
    void writesWholeNumbersInDigits() {
        assertThat(canonical(new Json.Whole(Json.MAX_WHOLE))).isEqualTo("9007199254740991");
        assertThat(canonical(new Json.Whole(-Json.MAX_WHOLE))).isEqualTo("-9007199254740991");
        assertThat(canonical(new Json.Whole(0))).isEqualTo("0");
    }

    @ParameterizedTest
    @ValueSource(longs = {Json.MAX_WHOLE + 1, -Json.MAX_WHOLE - 1, Long.MAX_VALUE, Long.MIN_VALUE})
    void hasNoNumberThatSomeReadersGetWrong(long value) {
        assertThatThrownBy(() -> new Json.Whole(value)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\ud800", "\udc00", "a\ud83d", "\ude00\ud83d", "\ud83d\ud83d\ude00", "\ud83d\ude00\ude00"})
    void hasNoTextThatCannotBeEncoded(String text) {
        assertThatThrownBy(() -> new Json.Text(text)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Json.of(text, 1).canonical()).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void findsMembersByNameAndKind() {
        Json.Members object = Json.of("text", "t", "whole", 7L, "flag", true, "object", Json.of());
        assertThat(object.text("text")).contains("t");
        assertThat(object.whole("whole")).contains(7L);
        assertThat(object.members("object")).contains(Json.of());
        assertThat(object.text("whole")).isEmpty();
        assertThat(object.whole("text")).isEmpty();
        assertThat(object.members("none")).isEmpty();
        assertThat(object.has("flag")).isTrue();
        assertThat(object.has("none")).isFalse();
    }
}
