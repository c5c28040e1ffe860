package org.handfast.core.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PathTemplateTest {

    private static final String ROOM = "/chat/{room:[a-z0-9-]{1,64}}";

    private static Optional<Map<String, String>> match(String template, String... segments) {
        return PathTemplate.of(template).match(Arrays.asList(segments));
    }

    @Test
    void literalSegmentsStandForThemselves() {
        assertThat(match("/a/b.c", "a", "b.c")).contains(Map.of());
        assertThat(match("/a/b.c", "a", "bxc")).isEmpty();
        assertThat(match("/a", "a", "")).isEmpty();
        assertThat(match("/a/b", "a")).isEmpty();
    }

    @Test
    void aNameStandsForAnySegmentThatIsNotEmpty() {
        assertThat(match("/{x}/y/{z}", "a", "y", "b/\nc")).contains(Map.of("x", "a", "z", "b/\nc"));
        assertThat(match("/{x}", "")).isEmpty();
    }

    @Test
    void aPatternMustFitTheWholeSegment() {
        assertThat(match(ROOM, "chat", "attic-2")).contains(Map.of("room", "attic-2"));
        assertThat(match(ROOM, "chat", "a".repeat(64))).isPresent();
        for (String other : List.of("", "a".repeat(65), "Attic", "attic ", " attic", "a/b", "attic\n", "\u0430ttic")) {
            assertThat(match(ROOM, "chat", other)).as(other).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '"',
            value = {
                "/a; /a; true",
                "/a; /b; false",
                "/a; /a/b; false",
                "/{x}; /a; true",
                "/{x}; /{y}; true",
                "/a/{x}; /b/{x}; false",
                "/a/{x}; /{y}/b; true",
                "/{x:[a-z]+}; /abc; true",
                "/{x:[a-z]+}; /2; false",
                "/{x:[a-z]+}; /{y:[0-9]+}; true",
                "/{x:[a-z]+}/a; /{y}/b; false",
            })
    void knowsWhereTwoMightFitOnePath(String one, String other, boolean overlap) {
        assertThat(PathTemplate.of(one).overlaps(PathTemplate.of(other))).isEqualTo(overlap);
        assertThat(PathTemplate.of(other).overlaps(PathTemplate.of(one))).isEqualTo(overlap);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/{x:[a-z}", "/{x:(}", "/{x:a}{y:b}", "/{x}/{x}", "/{x}/a/{x:[a-z]}"})
    void refusesWhatCannotBeRead(String text) {
        assertThatThrownBy(() -> PathTemplate.of(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void printsAsItWasWritten() {
        assertThat(PathTemplate.of(ROOM)).hasToString(ROOM);
    }
}
