package org.handfast.core.settings;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OriginsTest {

    private static final String SITE = "https://app.example";

    @Test
    void permitsAllNoneOrSome() {
        assertThat(Origins.of("*").permit(SITE)).isTrue();
        assertThat(Origins.of("none").permit(SITE)).isFalse();
        assertThat(Origins.of("").permit(SITE)).isFalse();
        assertThat(Origins.of("http://other.example, " + SITE).permit(SITE)).isTrue();
        assertThat(Origins.of(SITE).permit(SITE + ".evil.example")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*",
                "none",
                "",
                "https://a.example",
                "http://localhost:3000,https://b.example",
                "http://[::1]:80"
            })
    void areAllRight(String setting) {
        assertThat(Origins.wrong(setting)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"*,https://a.example", "https://a.example/", "a.example", "null", "https://*.example"})
    void cannotBe(String setting) {
        assertThat(Origins.wrong(setting)).isPresent();
    }
}
