package org.handfast.core.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.handfast.api.Bytes;
import org.handfast.api.Fault;
import org.handfast.api.Json;
import org.handfast.api.JsonDocument;

class JsonReaderTest {

    private static Json.Members read(String text) {
        return JsonReader.read(Bytes.utf8(text)).root();
    }

    private static void refused(String text, String why) {
        refused(Bytes.utf8(text), why);
    }

    private static void refused(Bytes text, String why) {
        Fault fault = catchThrowableOfType(Fault.class, () -> JsonReader.read(text));
        assertThat(fault).as("a fault").isNotNull();
        assertThat(fault.category()).isEqualTo(Fault.Category.PEER_FAULT);
        assertThat(fault.code()).isEqualTo("not-json");
        assertThat(fault.detail()).isEqualTo("The JSON text " + why + ".");
    }

    @Test
    void readsEveryKindOfValue() {
        assertThat(read(
                        " { \"t\" : \"\\u20ac\\\"\\/\" , \"w\":-12,\"f\":true, \"g\":false,\"n\":null,\r\n\t\"o\":{\"a\":1},"
                                + "\"i\":[1,\"two\",[ ],{ }]} \n"))
                .isEqualTo(Json.of(
                        "t",
                        "€\"/",
                        "w",
                        -12,
                        "f",
                        true,
                        "g",
                        false,
                        "n",
                        new Json.Null(),
                        "o",
                        Json.of("a", 1),
                        "i",
                        new Json.Items(List.of(
                                new Json.Whole(1), new Json.Text("two"), new Json.Items(List.of()), Json.of()))));
    }

    @Test
    void keepsTheOrderOfMembers() {
        assertThat(read("{\"z\":1,\"a\":2,\"m\":3}").values().keySet()).containsExactly("z", "a", "m");
    }

    @Test
    void takesTheSameNameInAnotherObject() {
        assertThat(read("{\"a\":{\"a\":1},\"b\":{\"a\":{\"a\":2}}}"))
                .isEqualTo(Json.of("a", Json.of("a", 1), "b", Json.of("a", Json.of("a", 2))));
    }

    @Test
    void givesTheBytesOfEachMemberAsTheyCame() {
        String object = "{ \"b\" : [ 1 , {} ], \"a\":\"\\u0041\" }";
        JsonDocument document = JsonReader.read(Bytes.utf8("\n{\"data\": " + object
                + " ,\"text\":\"€\\n\"\t, \"€\":\"\",\"n\" :-7 ,\"t\":true,\"x\":null, \"e\":[ ],\"l\": 12}"));
        assertThat(source(document, "data")).isEqualTo(object);
        assertThat(source(document, "text")).isEqualTo("\"€\\n\"");
        assertThat(source(document, "€")).isEqualTo("\"\"");
        assertThat(source(document, "n")).isEqualTo("-7");
        assertThat(source(document, "t")).isEqualTo("true");
        assertThat(source(document, "x")).isEqualTo("null");
        assertThat(source(document, "e")).isEqualTo("[ ]");
        assertThat(source(document, "l")).isEqualTo("12");
        assertThat(document.sources()).hasSize(8);
    }

    @Test
    void readsASliceAsItReadsTheWhole() {
        JsonDocument document = JsonReader.read(Bytes.utf8("xx{\"a\": \"b\"}yy").slice(2, 10));
        assertThat(document.root()).isEqualTo(Json.of("a", "b"));
        assertThat(source(document, "a")).isEqualTo("\"b\"");
    }

    private static String source(JsonDocument document, String name) {
        return new String(document.sources().get(name).toArray(), StandardCharsets.UTF_8);
    }

    @Test
    void givesTheBytesOfLongMembers() {
        String text = "\"" + "€uro\\n".repeat(5000) + "\"";
        JsonDocument document = JsonReader.read(Bytes.utf8("{\"" + "n".repeat(60_000) + "\":1,\"long\":" + text + "}"));
        assertThat(source(document, "long")).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "9007199254740991", "-9007199254740991"})
    void takesWholeNumbersThatEveryReaderGetsRight(String number) {
        assertThat(read("{\"n\":" + number + "}").whole("n")).contains(Long.parseLong(number));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "9007199254740992",
                "-9007199254740992",
                "9223372036854775807",
                "-9223372036854775808",
                "9223372036854775808",
                "18446744073709551617",
                "100000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000"
            })
    void refusesNumbersThatSomeReadersGetWrong(String number) {
        refused(
                "{\"n\":" + number + "}",
                "has a whole number beyond 2^53 - 1, which not every reader gets right, at byte 5");
        refused(
                "{\"n\":[" + number + "]}",
                "has a whole number beyond 2^53 - 1, which not every reader gets right, at byte 6");
    }

    @Test
    void refusesANumberOfVeryManyDigits() {
        refused(
                "{\"n\":" + "1".repeat(100_000) + "}",
                "has a whole number beyond 2^53 - 1, which not every reader gets right, at byte 5");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"1.0", "1.5", "1e3", "1E3", "1e-3", "0.0", "-0.0", "-0e1", "1e400", "12345678901234567890.5"})
    void refusesNumbersThatAreNotWrittenAsWholeOnes(String number) {
        refused("{\"n\":" + number + "}", "has a number that is not a whole one in digits alone, at byte 5");
    }

    @Test
    void refusesAZeroWithAMinusSign() {
        refused("{\"n\":-0}", "has a zero with a minus sign, at byte 5");
    }

    @Test
    void refusesANameThatComesTwice() {
        refused("{\"a\":1,\"b\":2,\"a\":1}", "has a name for the second time in one object, at byte 13");
        refused("{\"x\":[{\"a\":1,\"\\u0061\":2}]}", "has a name for the second time in one object, at byte 13");
        refused("{\"\":1, \"\":1}", "has a name for the second time in one object, at byte 7");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"\\ud800", "\\uDC00", "a\\ud83d", "\\ude00\\ud83d", "\\ud83d\\ud83d\\ude00", "\\ud83dx\\ude00"})
    void refusesHalvesOfSurrogatePairs(String half) {
        refused("{\"t\":\"" + half + "\"}", "has one half of a surrogate pair, at byte 5");
        refused("{\"" + half + "\":1}", "has one half of a surrogate pair, at byte 1");
        refused("{\"o\":[{\"" + half + "\":1}]}", "has one half of a surrogate pair, at byte 7");
    }

    @Test
    void takesWholePairs() {
        assertThat(read("{\"\\ud83d\\ude00\":\"😀\"}")).isEqualTo(Json.of("😀", "\ud83d\ude00"));
    }

    /** Ill-formed by table 3-7 of the Unicode standard: lone and missing bytes, overlong forms, surrogates, too large. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "80",
                "bf",
                "c3",
                "c080",
                "c1bf",
                "e28241",
                "e09f80",
                "e080af",
                "eda080",
                "edbfbf",
                "eda0bdedb880",
                "f08f8080",
                "f0808080",
                "f4908080",
                "f5808080",
                "f8888080",
                "fe",
                "ff",
                "f09f98"
            })
    void refusesWhatIsNotUtf8(String hex) {
        Bytes before = Bytes.utf8("{\"a\":\"");
        refused(Bytes.join(before, Bytes.hex(hex), Bytes.utf8("\"}")), "is not UTF-8, at byte 6");
        refused(Bytes.join(Bytes.utf8("{\""), Bytes.hex(hex), Bytes.utf8("\":1}")), "is not UTF-8, at byte 2");
        refused(Bytes.join(Bytes.utf8("{}"), Bytes.hex(hex)), "is not UTF-8, at byte 2");
    }

    @Test
    void refusesAByteOrderMark() {
        refused("\ufeff{}", "begins with a byte order mark, which JSON does without");
    }

    @ParameterizedTest
    @CsvSource({
        "007b007d,0",
        "7b007d00,1",
        "0000007b0000007d,0",
        "7b0000007d000000,1",
        "7b22002200,2",
        "00,0",
    })
    void refusesOtherEncodings(String hex, int at) {
        refused(Bytes.hex(hex), "has a zero byte, at byte " + at);
    }

    @ParameterizedTest
    @ValueSource(strings = {"feff007b007d", "fffe7b007d00"})
    void refusesTheMarksOfOtherEncodings(String hex) {
        refused(Bytes.hex(hex), "is not UTF-8, at byte 0");
    }

    @Test
    void takesSixteenLevelsAndNotOneMore() {
        assertThat(read("{\"a\":".repeat(15) + "{}" + "}".repeat(15))).isNotNull();
        assertThat(read("{\"a\":" + "[".repeat(15) + "1" + "]".repeat(15) + "}"))
                .isNotNull();
        refused("{\"a\":".repeat(16) + "{}" + "}".repeat(16), "is more than 16 levels deep, at byte 80");
        refused("{\"a\":" + "[".repeat(16) + "]".repeat(16) + "}", "is more than 16 levels deep, at byte 20");
        refused("{\"a\":" + "[".repeat(100_000), "is more than 16 levels deep, at byte 20");
        refused("{\"a\":".repeat(100_000), "is more than 16 levels deep, at byte 80");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "\"a\"", "1", "null", "true", "[{}]", " 1.5"})
    void refusesWhatIsNoObject(String text) {
        refused(text, "must be an object, in braces");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\r\n\t "})
    void refusesNothingAtAll(String text) {
        refused(text, "is empty");
    }

    @Test
    void refusesWhatFollows() {
        refused("{}{}", "goes on after its closing brace, at byte 2");
        refused("{} 1", "goes on after its closing brace, at byte 3");
        refused("{}\n\"\"", "goes on after its closing brace, at byte 3");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "}",
                "{\"a\"",
                "{\"a\":",
                "{\"a\":1",
                "{\"a\":1,",
                "{\"a\":1,}",
                "{,\"a\":1}",
                "{\"a\":1 \"b\":2}",
                "{\"a\" 1}",
                "{\"a\":[1,]}",
                "{\"a\":[1 2]}",
                "{\"a\":[1}",
                "{\"a\":{1]}",
                "{\"a\":[,1]}",
                "{a:1}",
                "{'a':1}",
                "{1:1}",
                "{null:1}",
                "{\"a\":'b'}",
                "{\"a\":b}",
                "{\"a\":nul}",
                "{\"a\":nulll}",
                "{\"a\":True}",
                "{\"a\":NaN}",
                "{\"a\":Infinity}",
                "{\"a\":-Infinity}",
                "{\"a\":+1}",
                "{\"a\":01}",
                "{\"a\":-01}",
                "{\"a\":-}",
                "{\"a\":.5}",
                "{\"a\":1.}",
                "{\"a\":1e}",
                "{\"a\":0x10}",
                "{\"a\":1_000}",
                "{\"a\":1a}",
                "{\"a\":\"b}",
                "{\"a\":\"\\\"}",
                "{\"a\":\"\\x\"}",
                "{\"a\":\"\\'\"}",
                "{\"a\":\"\\u12\"}",
                "{\"a\":\"\\u12g4\"}",
                "{\"a\":\"\\U0041\"}",
                "{\"a\":\"\n\"}",
                "{\"a\":\"\t\"}",
                "{\"a\":\"\u001f\"}",
                "{\"a\":\"\0\"}",
                "{\"a\n\":1}",
                "{/**/}",
                "{} // x",
                "{}#",
                "{\"a\":1;}",
                "\u00a0{}",
                "{\u2028}",
                "{\f}",
                "{\u000b}",
                "\u001e{}",
                "{\"a\":1}\0"
            })
    void refusesWhatIsNotJson(String text) {
        Fault fault = catchThrowableOfType(Fault.class, () -> read(text));
        assertThat(fault).as("a fault").isNotNull();
        assertThat(fault.detail()).startsWith("The JSON text breaks the rules of JSON, at byte ");
    }

    @Test
    void neverQuotesWhatItRead() {
        Fault fault = catchThrowableOfType(Fault.class, () -> read("{\"a\":hunter2hunter2}"));
        assertThat(fault.detail()).doesNotContain("hunter2");
        assertThat(fault).hasNoCause();
    }
}
