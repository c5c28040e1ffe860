package org.handfast.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;

import org.junit.jupiter.api.Test;

class ResponseTest {

    private static String text(Response response) {
        return new String(response.body().toArray(), StandardCharsets.UTF_8);
    }

    @Test
    void aProblemHasTheMembersOfItsRfcAndACode() {
        Response problem = Response.problem(409, "Conflict", "used", "This was used.");
        assertThat(problem.status()).isEqualTo(409);
        assertThat(problem.contentType()).isEqualTo("application/problem+json");
        assertThat(text(problem))
                .isEqualTo("{\"code\":\"used\",\"detail\":\"This was used.\",\"status\":409,\"title\":\"Conflict\","
                        + "\"type\":\"about:blank\"}");
        assertThat(problem.headers()).isEmpty();
    }

    @Test
    void aProblemMayHaveMembersOfItsOwn() {
        Response problem = Response.problem(409, Json.of("code", "used", "connectionId", "c"));
        assertThat(problem.contentType()).isEqualTo("application/problem+json");
        assertThat(text(problem)).isEqualTo("{\"code\":\"used\",\"connectionId\":\"c\"}");
    }

    @Test
    void takesHeadersOneByOne() {
        Response plain = new Response(429, "text/plain", Bytes.utf8("later"));
        Response response = plain.with("Retry-After", "1").with("X-Why", "rain").with("Retry-After", "2");
        assertThat(response.headers()).isEqualTo(Map.of("Retry-After", "2", "X-Why", "rain"));
        assertThat(plain.headers()).isEmpty();
        assertThat(response.body()).isEqualTo(plain.body());
        assertThat(response.contentType()).isEqualTo("text/plain");
    }
}
