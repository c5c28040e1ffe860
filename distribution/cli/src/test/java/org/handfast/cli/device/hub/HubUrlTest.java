package org.handfast.cli.device.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.handfast.cli.CliException;

class HubUrlTest {

    @Test
    void isTheSamePlaceForWebSockets() {
        assertThat(HubUrl.parse("http://192.168.1.20:9081").socket()).isEqualTo("ws://192.168.1.20:9081");
        assertThat(HubUrl.parse("HTTPS://hub.example/").socket()).isEqualTo("wss://hub.example");
        assertThat(HubUrl.parse("http://[::1]:9081/").resolve("/hub")).hasToString("http://[::1]:9081/hub");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "hub",
                "127.0.0.1:9081",
                "ws://hub:9081",
                "http://",
                "http://hub:0",
                "http://hub:70000",
                "http://me@hub",
                "http://hub/users",
                "http://hub?a",
                "http://hub#a",
                "http://a b"
            })
    void whatNamesNoHubIsRefused(String text) {
        assertThatThrownBy(() -> HubUrl.parse(text))
                .isInstanceOf(CliException.class)
                .hasMessageContaining("http://192.168.1.20:9081");
    }
}
