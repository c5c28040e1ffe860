package org.handfast.runtime.net.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.handfast.runtime.net.http.HttpPeer.Reply;

@Timeout(60)
class CorsTest {

    private static final String SITE = "https://app.example";
    private static final String ORIGIN = "Origin: " + SITE + "\r\n";
    private static final String ASKS =
            ORIGIN + "Access-Control-Request-Method: POST\r\nAccess-Control-Request-Headers: content-type,x-a\r\n";

    private static Reply ask(String cors, String method, String target, String... headers) {
        try (var setup = new Setup("http.cors", cors);
                var peer = new HttpPeer(setup.serve())) {
            return peer.ask(method, target, headers);
        }
    }

    @Test
    void letsAllPagesReadAnswersUnlessItIsToldOtherwise() {
        assertThat(ask("*", "GET", "/hub", ORIGIN).header("access-control-allow-origin"))
                .isEqualTo("*");
        assertThat(ask("*", "GET", "/nothing", ORIGIN).header("access-control-allow-origin"))
                .isEqualTo("*");
    }

    @Test
    void letsThePagesOfSomeSitesReadAnswers() {
        Reply theirs = ask("https://a.example," + SITE, "GET", "/hub", ORIGIN);
        assertThat(theirs.header("access-control-allow-origin")).isEqualTo(SITE);
        assertThat(theirs.header("vary")).isEqualTo("Origin");
        Reply others = ask("https://a.example", "GET", "/hub", ORIGIN);
        assertThat(others.status()).isEqualTo(200);
        assertThat(others.headers()).doesNotContainKey("access-control-allow-origin");
        assertThat(ask("none", "GET", "/hub", ORIGIN).headers()).doesNotContainKey("access-control-allow-origin");
    }

    @Test
    void answersABrowserThatAsksBeforehand() {
        Reply reply = ask("*", "OPTIONS", "/users", ASKS);
        assertThat(reply.status()).isEqualTo(204);
        assertThat(reply.header("access-control-allow-origin")).isEqualTo("*");
        assertThat(reply.header("access-control-allow-methods")).contains("POST");
        assertThat(reply.header("access-control-allow-headers")).isEqualTo("content-type,x-a");
        assertThat(reply.headers()).doesNotContainKey("access-control-allow-credentials");
        Reply refused = ask("none", "OPTIONS", "/users", ASKS);
        assertThat(refused.status()).isEqualTo(204);
        assertThat(refused.headers()).doesNotContainKeys("access-control-allow-origin", "access-control-allow-methods");
        assertThat(ask("*", "OPTIONS", "/nothing", ASKS).status()).isEqualTo(404);
    }

    @Test
    void letsAPageSignItsRequestsAndReadWhenToTryAgain() {
        String asks = ORIGIN + "Access-Control-Request-Method: POST\r\n"
                + "Access-Control-Request-Headers: content-type,handfast-signature\r\n";
        assertThat(ask("*", "OPTIONS", "/users", asks).header("access-control-allow-headers"))
                .isEqualTo("content-type,handfast-signature");
        assertThat(ask("*", "GET", "/hub", ORIGIN).header("access-control-expose-headers"))
                .isEqualTo("retry-after");
        assertThat(ask(SITE, "GET", "/hub", ORIGIN).header("access-control-expose-headers"))
                .isEqualTo("retry-after");
        assertThat(ask("none", "GET", "/hub", ORIGIN).headers()).doesNotContainKey("access-control-expose-headers");
    }

    @Test
    void opensWebSocketsForTheSamePagesAlone() {
        assertThat(ask("*", "GET", "/ws", SocketPeer.UPGRADE, ORIGIN).status()).isEqualTo(101);
        assertThat(ask(SITE, "GET", "/ws", SocketPeer.UPGRADE, ORIGIN).status()).isEqualTo(101);
        assertThat(ask("none", "GET", "/ws", SocketPeer.UPGRADE, ORIGIN).status())
                .isEqualTo(403);
        assertThat(ask("none", "GET", "/ws", SocketPeer.UPGRADE).status())
                .as("no page of a browser")
                .isEqualTo(101);
        assertThat(ask("none", "GET", "/ws", SocketPeer.UPGRADE, "Origin: http://hub\r\n")
                        .status())
                .as("a page of this very host")
                .isEqualTo(101);
    }
}
