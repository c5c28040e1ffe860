package org.handfast.plugin.qr.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.OptionalDouble;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.handfast.api.Bytes;
import org.handfast.api.Key;
import org.handfast.core.json.JsonReader;

class ContentTest {

    private static final Instant AT = Instant.ofEpochSecond(1_772_366_400);

    private static Content read(String json) {
        return Content.read(Bytes.utf8(json), JsonReader::read);
    }

    @Test
    void isReadAsItWasWritten() {
        var key = new Key(Key.Algorithm.X25519, Bytes.hex("11".repeat(32)));
        for (Content content : new Content[] {
            new Content.Text("a \"quoted\" 1.5 \\ ä 😀\n", AT),
            new Content.Text("", AT),
            new Content.Location(0, 0, OptionalDouble.empty(), AT),
            new Content.Rekey(key, Bytes.hex("22".repeat(64)))
        }) {
            assertThat(Content.read(content.plain(), JsonReader::read)).isEqualTo(content);
        }
    }

    @Property(tries = 300)
    void placesAreReadAsTheyWereWritten(
            @ForAll @DoubleRange(min = -90, max = 90) double lat,
            @ForAll @DoubleRange(min = -180, max = 180) double lon,
            @ForAll @DoubleRange(min = 0, max = 1e6) double accuracy) {
        var place = new Content.Location(lat, lon, OptionalDouble.of(accuracy), AT);
        assertThat(Content.read(place.plain(), JsonReader::read)).isEqualTo(place);
    }

    @ParameterizedTest
    @CsvSource({"52.52,52.52", "-0.5,-0.5", "7,7", "1.0E-5,0.00001", "1e1,10", "2.5e+1,25"})
    void numbersAreTakenAsJavaScriptWritesThem(String lat, double value) {
        assertThat(read("{\"type\":\"location\",\"lat\":" + lat + ",\"lon\":1,\"at\":5}"))
                .isEqualTo(new Content.Location(value, 1, OptionalDouble.empty(), Instant.ofEpochSecond(5)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{",
                "{}",
                "{\"type\":\"text\"}",
                "{\"type\":\"text\",\"text\":\"x\"}",
                "{\"type\":\"text\",\"text\":\"x\",\"at\":-1}",
                "{\"type\":\"text\",\"text\":\"x\",\"at\":1.5}",
                "{\"type\":\"text\",\"text\":\"x\",\"at\":5",
                "{\"type\":\"text\",\"text\":\"x\",\"at\":5}}",
                "{\"type\":\"text\",\"text\":\"\\ud800\",\"at\":5}",
                "{\"type\":\"location\",\"lat\":90.1,\"lon\":0,\"at\":5}",
                "{\"type\":\"location\",\"lat\":0,\"lon\":-180.5,\"at\":5}",
                "{\"type\":\"location\",\"lat\":\"NaN\",\"lon\":0,\"at\":5}",
                "{\"type\":\"location\",\"lat\":1.5.5,\"lon\":0,\"at\":5}",
                "{\"type\":\"location\",\"lat\":1e999999999,\"lon\":0,\"at\":5}",
                "{\"type\":\"location\",\"lat\":01.5,\"lon\":0,\"at\":5}",
                "{\"type\":\"location\",\"lat\":1,\"lon\":0,\"accuracy\":-1,\"at\":5}",
                "{\"type\":\"rekey\",\"x25519\":\"AA\",\"sig\":\"\"}",
                "{\"type\":\"something\",\"at\":5}",
                "\"\\"
            })
    void whatCannotBeReadIsUnknown(String json) {
        assertThat(read(json)).isEqualTo(new Content.Unknown());
    }

    @Test
    void aPlaceIsOnTheEarth() {
        assertThatThrownBy(() -> new Content.Location(Double.NaN, 0, OptionalDouble.empty(), AT))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Content.Location(91, 0, OptionalDouble.empty(), AT))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
