package org.handfast.web.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.util.Map;

import jakarta.servlet.http.HttpServletRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OriginsTest {

    private final Origins origins = new Origins("hub.example, Console.Example ,");

    private static HttpServletRequest request(String remote, Map<String, String> headers) {
        return (HttpServletRequest) Proxy.newProxyInstance(
                OriginsTest.class.getClassLoader(),
                new Class<?>[] {HttpServletRequest.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "getHeader" -> headers.get((String) arguments[0]);
                    case "getRemoteAddr" -> remote;
                    case "getLocalAddr" -> "192.0.2.7";
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }

    private static HttpServletRequest addressedTo(String host) {
        return request("127.0.0.1", Map.of("Host", host));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost",
                "localhost:8080",
                "LOCALHOST:8080",
                "127.0.0.1:8080",
                "[::1]:8080",
                "[::1]",
                "hub.example",
                "hub.example:443",
                "console.example",
                "192.0.2.7:8080"
            })
    void knowsTheNamesItGoesBy(String host) {
        assertThat(origins.addressedHere(addressedTo(host))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "evil.example",
                "localhost.evil.example",
                "127.0.0.1.evil.example:8080",
                "evil.example:8080",
                "192.0.2.8",
                "[::2]",
                "hub.example.",
                "localhost:8080:1"
            })
    void refusesAnotherName(String host) {
        assertThat(origins.addressedHere(addressedTo(host))).isFalse();
    }

    @Test
    void refusesARequestWithoutAName() {
        assertThat(origins.addressedHere(request("127.0.0.1", Map.of()))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, localhost:8080, true",
        "127.9.9.9, 127.0.0.1:8080, true",
        "0:0:0:0:0:0:0:1, [::1]:8080, true",
        "192.0.2.1, localhost:8080, false",
        "127.0.0.1, hub.example, false"
    })
    void knowsWhatComesFromThisMachine(String remote, String host, boolean here) {
        assertThat(origins.fromHere(request(remote, Map.of("Host", host)))).isEqualTo(here);
    }

    @ParameterizedTest
    @CsvSource({
        "http://localhost:8080, localhost:8080, true",
        "HTTP://LOCALHOST:8080, localhost:8080, true",
        "http://localhost:8081, localhost:8080, false",
        "http://evil.example, localhost:8080, false",
        "null, localhost:8080, false",
        "not a uri, localhost:8080, false",
        "http://localhost:8080@evil.example, localhost:8080, false"
    })
    void knowsItsOwnPagesFromOthers(String origin, String host, boolean same) {
        assertThat(origins.sameOrigin(request("127.0.0.1", Map.of("Origin", origin, "Host", host))))
                .isEqualTo(same);
    }

    @Test
    void takesARequestThatNoPageMade() {
        assertThat(origins.sameOrigin(addressedTo("localhost"))).isTrue();
    }
}
