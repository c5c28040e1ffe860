package org.handfast.web.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.core.JsonProcessingException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {

    /** Something to read and write. */
    record Thing(String name, int count, Optional<String> note, List<String> words, Optional<Instant> at) {}

    @Test
    void leavesOutWhatIsAbsentAndKeepsWhatIsEmpty() throws JsonProcessingException {
        assertThat(Json.MAPPER.writeValueAsString(new Thing("", 0, Optional.empty(), List.of(), Optional.empty())))
                .isEqualTo("{\"name\":\"\",\"count\":0,\"words\":[]}");
    }

    @Test
    void writesTimesAsRfc3339() throws JsonProcessingException {
        var thing = new Thing(
                "a", 1, Optional.of("b"), List.of(), Optional.of(Instant.parse("2026-03-01T12:00:00.123456Z")));
        assertThat(Json.MAPPER.writeValueAsString(thing)).contains("\"at\":\"2026-03-01T12:00:00.123456Z\"");
        assertThat(Json.MAPPER.readValue(Json.MAPPER.writeValueAsString(thing), Thing.class))
                .isEqualTo(thing);
    }

    @Test
    void takesNullForWhatMayBeAbsent() throws JsonProcessingException {
        assertThat(Json.MAPPER.readValue(
                        "{\"name\":\"a\",\"count\":1,\"note\":null,\"words\":[],\"at\":null}", Thing.class))
                .isEqualTo(new Thing("a", 1, Optional.empty(), List.of(), Optional.empty()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{\"name\":\"a\",\"name\":\"b\",\"count\":1,\"words\":[]}",
                "{\"name\":\"a\",\"count\":1,\"words\":[],\"more\":1}",
                "{\"name\":\"a\",\"words\":[]}",
                "{\"name\":\"a\",\"count\":null,\"words\":[]}",
                "{\"name\":\"a\",\"count\":\"1\",\"words\":[]}",
                "{\"name\":1,\"count\":1,\"words\":[]}",
                "{\"name\":\"a\",\"count\":1,\"words\":[]} {}",
                "{\"name\":\"a\",\"count\":1,\"words\":[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]}",
                "{\"name\":null,\"count\":1,\"words\":[]}",
                "{\"name\":\"a\",\"count\":1,\"words\":null}",
                "{\"name\":\"a\",\"count\":1,\"words\":[null]}",
                "{'name':'a'}"
            })
    void takesNothingTwiceUnknownMissingOrOfAnotherType(String json) {
        assertThatThrownBy(() -> Json.MAPPER.readValue(json, Thing.class)).isInstanceOf(JsonProcessingException.class);
    }
}
