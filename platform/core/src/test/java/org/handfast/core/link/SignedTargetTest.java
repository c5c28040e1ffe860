package org.handfast.core.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SignedTargetTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "/live?auth=a%22b%3D%2C%20c; /live; a\"b=, c",
                "/live?auth=; /live; ''",
                "/live?room=x&auth=s; /live?room=x; s",
                "/live?room=x&room=y&auth=s; /live?room=x&room=y; s",
                "/live?auth=one&auth=two; /live?auth=one; two",
                "/live?&auth=s; /live?; s",
                "/live?room=%26auth%3Dno&auth=yes; /live?room=%26auth%3Dno; yes",
                "/live?auth=a+b; /live; a b",
                "/live?auth=is=more; /live; is=more",
                "/li&ve?auth=s; /li&ve; s",
            })
    void theLastOfAWebSocketsQueryMayBeItsSignature(String sent, String signed, String signature) {
        assertThat(SignedTarget.ofWebSocket(sent, List.of()))
                .isEqualTo(new SignedTarget(signed, Optional.of(signature)));
        assertThat(SignedTarget.of(sent, List.of())).isEqualTo(new SignedTarget(sent, Optional.empty()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/live",
                "/live?",
                "/live?auth",
                "/live?room=x",
                "/live?auth=s&room=x",
                "/live?xauth=s",
                "/live?room=x?auth=s",
                "/live?Auth=s",
                "/live?%61uth=s",
                "/auth=s",
                "/a&auth=s",
            })
    void anythingElseIsPartOfTheTarget(String sent) {
        assertThat(SignedTarget.ofWebSocket(sent, List.of())).isEqualTo(new SignedTarget(sent, Optional.empty()));
    }

    @Test
    void aHeaderComesFirstAndThenNothingIsTakenAway() {
        assertThat(SignedTarget.ofWebSocket("/live?auth=query", List.of("header")))
                .isEqualTo(new SignedTarget("/live?auth=query", Optional.of("header")));
        assertThat(SignedTarget.of("/sync?a=1", List.of("header")))
                .isEqualTo(new SignedTarget("/sync?a=1", Optional.of("header")));
    }

    @Test
    void twoHeadersAreNone() {
        assertThat(SignedTarget.of("/sync", List.of("one", "one")))
                .isEqualTo(new SignedTarget("/sync", Optional.empty()));
        assertThat(SignedTarget.ofWebSocket("/live?auth=query", List.of("one", "two")))
                .isEqualTo(new SignedTarget("/live?auth=query", Optional.empty()));
    }
}
