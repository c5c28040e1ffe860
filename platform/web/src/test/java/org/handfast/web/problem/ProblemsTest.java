package org.handfast.web.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.handfast.api.Fault;
import org.handfast.web.json.Json;

class ProblemsTest {

    private static Map<String, Integer> documented() throws IOException {
        Map<String, Integer> table = new HashMap<>();
        Pattern row = Pattern.compile("\\| `([a-z-]+)` \\| (\\d{3}) \\|.*");
        for (String line : Files.readAllLines(Path.of("../../api-spec/problems.md"))) {
            Matcher matcher = row.matcher(line);
            if (matcher.matches()) {
                table.put(matcher.group(1), Integer.parseInt(matcher.group(2)));
            }
        }
        return table;
    }

    @Test
    void theTableOfProblemsIsTheServers() throws IOException {
        assertThat(documented()).hasSizeGreaterThan(20).containsAllEntriesOf(Problems.STATUSES);
    }

    @ParameterizedTest
    @EnumSource
    void everyFaultHasAStatus(Fault.Category category) {
        Problem problem = Problems.of(new Fault(category, "some-code", "Something is wrong."));
        assertThat(problem.status()).isBetween(400, 599);
        assertThat(problem.code()).isEqualTo("some-code");
        assertThat(problem.detail()).isEqualTo("Something is wrong.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "plain",
                "a \"quoted\" word",
                "back\\slash",
                "two\nlines\tand a tab",
                "\u0000\u001f",
                "\u202eg\ud83d\ude00"
            })
    void writesWellFormedJsonWhateverTheDetailHolds(String detail) throws IOException {
        Problem problem = Problem.of(418, "some-code", detail);
        assertThat(Json.MAPPER.readValue(problem.json(), Problem.class)).isEqualTo(problem);
    }
}
