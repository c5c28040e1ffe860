package org.handfast.core.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.handfast.api.Fault;
import org.handfast.core.fake.Document;

class LimitsTest {

    private static final String DOCUMENT = "platform/docs/limits.md";

    @ParameterizedTest
    @EnumSource
    void everyLimitHasAValueAUnitAndAMeaning(Limit limit) {
        assertThat(limit.value()).isPositive();
        assertThat(limit.unit()).matches("[a-z0-9 ]+");
        assertThat(limit.meaning())
                .hasSizeGreaterThan(10)
                .doesNotContain("|", "\n")
                .doesNotEndWith(".");
    }

    @ParameterizedTest
    @EnumSource
    void everyLimitHasASettingThatChangesIt(Limit limit) {
        String setting = Limits.setting(limit);
        assertThat(setting).matches("limit\\.[a-z]+(-[a-z]+)*");
        assertThat(Limits.standard().of(limit)).isEqualTo(limit.value());
        Limits changed = Limits.of(Map.of(setting, Integer.toString(limit.value() + 1)));
        for (Limit other : Limit.values()) {
            assertThat(changed.of(other)).isEqualTo(other == limit ? limit.value() + 1 : other.value());
        }
    }

    @Test
    void settingsOfOthersAreNotLookedAt() {
        assertThat(Limits.of(Map.of("hub.name", "limit.links", "limits", "x")).of(Limit.LINKS))
                .isEqualTo(Limit.LINKS.value());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "-1", "01", "1.5", "many", "1000000000", " 5", "5 "})
    void refusesWhatIsNoLimit(String value) {
        assertThatThrownBy(() -> Limits.of(Map.of("limit.links", value)))
                .isInstanceOfSatisfying(
                        Fault.class, f -> assertThat(f.category()).isEqualTo(Fault.Category.CONFIGURATION))
                .hasMessage("limit.links must be a whole number from 1 to 999999999, not '" + value + "'");
    }

    @Test
    void namesEverythingThatIsWrongAtOnce() {
        Map<String, String> settings = new HashMap<>();
        settings.put("limit.links", "none");
        settings.put("limit.LINKS", "5");
        settings.put("limit.linkz", "5");
        assertThatThrownBy(() -> Limits.of(settings))
                .hasMessageContainingAll(
                        "limit.links must be", "there is no limit 'limit.LINKS'", "there is no limit 'limit.linkz'");
    }

    @Test
    void aSecondMarkMustLieBehindTheFirst() {
        assertThatThrownBy(() -> Limits.of(Map.of("limit.inbox", "256")))
                .hasMessage("limit.inbox-overrun must be larger than limit.inbox, which is 256");
        assertThat(Limits.of(Map.of("limit.inbox", "256", "limit.inbox-overrun", "257"))
                        .of(Limit.INBOX))
                .isEqualTo(256);
    }

    /** If this fails, copy {@code platform/core/target/limits.md} over the document. */
    @Test
    void theDocumentIsMadeOfTheTable() throws IOException {
        String made = document();
        Files.writeString(Path.of("target", "limits.md"), made);
        assertThat(Files.readString(Document.path(DOCUMENT))).isEqualTo(made);
    }

    private static String document() {
        return """
                # Limits

                Every limit of the hub, in one table; `platform/core` has it as `Limit`, and a test holds this page to it. A setting
                changes each: put `limit.links = 500` into the configuration, or start with `--set limit.links=500`. All are whole
                numbers from 1 on.

                | setting | standard | of what | |
                |---|---|---|---|
                """
                + Arrays.stream(Limit.values())
                        .map(l -> String.format(
                                Locale.ROOT,
                                "| `%s` | %,d | %s | %s |\n",
                                Limits.setting(l),
                                l.value(),
                                l.unit(),
                                l.meaning()))
                        .collect(Collectors.joining());
    }
}
