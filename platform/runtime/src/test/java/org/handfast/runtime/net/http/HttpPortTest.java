package org.handfast.runtime.net.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.handfast.api.Bytes;
import org.handfast.api.Fault;
import org.handfast.api.Link;
import org.handfast.api.Listener;
import org.handfast.api.Request;
import org.handfast.api.Response;
import org.handfast.core.link.Wire;
import org.handfast.runtime.net.OpenListener;
import org.handfast.runtime.net.http.HttpPeer.Reply;

@Timeout(60)
class HttpPortTest {

    private final Setup setup = new Setup();
    private final Log log = setup.log;

    @AfterEach
    void close() {
        setup.close();
    }

    private static Response text(int status, String body) {
        return new Response(status, "text/plain", Bytes.utf8(body));
    }

    @Test
    void handsInARequestAndAnswersIt() throws Exception {
        try (var peer = new HttpPeer(setup.serve())) {
            log.answering((request, wire) -> wire.respond(text(201, "made")));
            Reply reply = peer.send("POST", "/users?a=1&b=x+y%21&a=2&c", "{\"name\":1}");
            assertThat(reply.status()).isEqualTo(201);
            assertThat(reply.body()).isEqualTo("made");
            assertThat(reply.header("content-type")).isEqualTo("text/plain");
            assertThat(reply.header("cache-control")).isEqualTo("no-store");
            assertThat(log.request())
                    .isEqualTo(new Request(
                            "POST",
                            "/users",
                            "/users?a=1&b=x+y%21&a=2&c",
                            Optional.empty(),
                            Map.of(),
                            Map.of("a", "1", "b", "x y!", "c", ""),
                            Optional.empty(),
                            Bytes.utf8("{\"name\":1}")));
            assertThat(log.next()).isEqualTo("requested sample users POST /users");
            assertThat(log.next()).isEqualTo("closed: it was answered");
        }
    }

    @Test
    void handsInTheOneSignatureOfARequestAndWhatItIsOver() throws Exception {
        try (var peer = new HttpPeer(setup.serve())) {
            log.answering((request, wire) -> wire.respond(text(200, "")));
            peer.ask("GET", "/users/a%2Fb?x=%41&auth=no", "handfast-SIGNATURE:  one, two \r\n");
            Request signed = log.request();
            assertThat(signed.target()).isEqualTo("/users/a%2Fb?x=%41&auth=no");
            assertThat(signed.signature()).contains("one, two");
            peer.ask("GET", "/users/a", "Handfast-Signature: one\r\n", "Handfast-Signature: one\r\n");
            assertThat(log.request().signature()).as("two are none").isEmpty();
            peer.ask("GET", "http://hub/users/a?x");
            assertThat(log.request().target()).isEqualTo("/users/a?x");
        }
    }

    @Test
    void sendsTheHeadersOfAProtocol() {
        try (var peer = new HttpPeer(setup.serve())) {
            log.answering((request, wire) -> wire.respond(text(429, "later")
                    .with("Retry-After", "7")
                    .with("Content-Security-Policy", "default-src 'self'")
                    .with("Cache-Control", "max-age=60")));
            Reply reply = peer.ask("GET", "/users/a");
            assertThat(reply.status()).isEqualTo(429);
            assertThat(reply.header("retry-after")).isEqualTo("7");
            assertThat(reply.header("content-security-policy")).isEqualTo("default-src 'self'");
            assertThat(reply.header("cache-control")).isEqualTo("max-age=60");
            assertThat(reply.header("x-content-type-options")).isEqualTo("nosniff");
            assertThat(reply.body()).isEqualTo("later");
        }
    }

    /** The engine does not let these come so far. */
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {"bad name; x", "bad:name; x", "x-bad; 'a\r\nx-evil: b'", "x-bad; 'a\u0000b'"})
    void doesNotSendAHeaderThatCannotBe(String name, String value) {
        try (var peer = new HttpPeer(setup.serve())) {
            String sent = value.translateEscapes();
            log.answering((request, wire) -> wire.respond(text(200, "body").with(name, sent)));
            Reply reply = peer.ask("GET", "/users/a");
            assertThat(reply.status()).isEqualTo(500);
            assertThat(reply.headers()).doesNotContainKeys("x-bad", "x-evil");
            assertThat(peer.ask("GET", "/hub").status()).as("goes on").isEqualTo(200);
        }
    }

    @Test
    void letsNoHeaderOfAProtocolSayHowLongAMessageIs() {
        try (var peer = new HttpPeer(setup.serve())) {
            log.answering((request, wire) ->
                    wire.respond(text(200, "body").with("Content-Length", "2").with("Content-Type", "text/html")));
            Reply reply = peer.ask("GET", "/users/a");
            assertThat(reply.body()).isEqualTo("body");
            assertThat(reply.header("content-type")).isEqualTo("text/plain");
            assertThat(peer.ask("GET", "/hub").status()).isEqualTo(200);
        }
    }

    @Test
    void givesEachExchangeALinkOfItsOwnOnOneConnection() throws Exception {
        try (var peer = new HttpPeer(setup.serve())) {
            log.answering((request, wire) ->
                    wire.respond(text(200, request.parameters().get("code"))));
            assertThat(peer.ask("GET", "/users/A%2Fb%C3%A9").body()).isEqualTo("A/bé");
            assertThat(peer.ask("GET", "/users/two").body()).isEqualTo("two");
            Link one = log.link();
            assertThat(log.link()).isNotEqualTo(one);
            assertThat(one.remote()).isEqualTo("127.0.0.1:" + peer.socket().getLocalPort());
            assertThat(setup.network.links()).isEqualTo(1);
        }
    }

    @Test
    void saysWhoTheHubIs() {
        try (var peer = new HttpPeer(setup.serve())) {
            Reply reply = peer.ask("GET", "/hub");
            assertThat(reply.status()).isEqualTo(200);
            assertThat(reply.header("content-type")).isEqualTo("application/json");
            assertThat(reply.body())
                    .contains("\"hub_id\":\"" + "ab".repeat(32) + "\"")
                    .contains("\"ed25519_public_key\":\"" + "11".repeat(32) + "\"")
                    .contains("\"x25519_public_key\":\"" + "22".repeat(32) + "\"")
                    .contains("\"name\":\"Test hub\"")
                    .containsPattern("\"version\":\"[0-9]+\\.");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /, 404, ''",
        "GET, /nothing, 404, ''",
        "GET, /users/, 404, ''",
        "GET, /users/a/b, 404, ''",
        "GET, //users, 404, ''",
        "GET, /users, 405, 'OPTIONS, POST'",
        "DELETE, /users/a, 405, 'GET, HEAD, OPTIONS, PATCH'",
        "POST, /hub, 405, 'GET, HEAD, OPTIONS'",
        "TRACE, /hub, 405, 'GET, HEAD, OPTIONS'",
        "POST, /ws, 405, 'GET, OPTIONS'",
        "OPTIONS, /users/a, 204, 'GET, HEAD, OPTIONS, PATCH'",
        "OPTIONS, *, 204, ''",
        "OPTIONS, /nothing, 404, ''",
        "GET, /ws, 426, ''",
        "HEAD, /ws, 426, ''",
        "GET, /users/%, 400, ''",
        "GET, /users/%zz, 400, ''",
        "GET, /users/%C3, 400, ''",
        "GET, /users/%ED%A0%80, 400, ''",
        "GET, /users/a?x=%f, 400, ''",
        "GET, /users/a#b, 400, ''",
        "GET, users, 400, ''",
    })
    void answersWhatItCannotServe(String method, String target, int status, String allow) {
        try (var peer = new HttpPeer(setup.serve())) {
            Reply reply = peer.ask(method, target);
            assertThat(reply.status()).isEqualTo(status);
            assertThat(reply.header("allow")).isEqualTo(allow);
            if (status >= 400 && !method.equals("HEAD")) {
                assertThat(reply.body()).startsWith("{\"message\":\"").endsWith(".\"}");
            }
            assertThat(peer.ask("GET", "/hub").status()).as("goes on").isEqualTo(200);
            assertThat(log.quiet()).isTrue();
        }
    }

    @Test
    void takesATargetWithSchemeAndHost() {
        try (var peer = new HttpPeer(setup.serve())) {
            assertThat(peer.ask("GET", "http://hub/hub").status()).isEqualTo(200);
        }
    }

    @Test
    void answersHeadWithoutABody() throws Exception {
        try (var peer = new HttpPeer(setup.serve())) {
            log.answering((request, wire) -> wire.respond(text(200, "body")));
            Reply reply = peer.ask("HEAD", "/users/a");
            assertThat(reply.status()).isEqualTo(200);
            assertThat(reply.header("content-length")).isEqualTo("4");
            assertThat(log.request().method()).isEqualTo("GET");
            assertThat(peer.ask("GET", "/hub").status()).isEqualTo(200);
        }
    }

    @Test
    void answersForAProtocolThatDoesNot() throws Exception {
        try (var peer = new HttpPeer(setup.serve())) {
            log.answering((request, wire) -> wire.close());
            Reply reply = peer.ask("GET", "/users/a");
            assertThat(reply.status()).isEqualTo(500);
            assertThat(reply.body()).isEqualTo("{\"message\":\"The request was not answered.\"}");
            log.next();
            assertThat(log.next()).startsWith("closed");
        }
    }

    @Test
    void takesOneAnswerAndNoSecond() throws Exception {
        try (var peer = new HttpPeer(setup.serve())) {
            log.answering((request, wire) -> {
                wire.send(Bytes.utf8("no message"));
                wire.respond(text(200, "first"));
                wire.respond(text(200, "second"));
                wire.close();
            });
            assertThat(peer.ask("GET", "/users/a").body()).isEqualTo("first");
            Wire over = log.wire();
            over.respond(text(200, "late"));
            assertThat(peer.ask("GET", "/users/b").body()).isEqualTo("first");
        }
    }

    @Test
    void doesNotLetAnAnswerForgeHeaders() {
        try (var peer = new HttpPeer(setup.serve())) {
            log.answering(
                    (request, wire) -> wire.respond(new Response(200, "text/plain\r\nset-cookie: a=b", Bytes.EMPTY)));
            Reply reply = peer.ask("GET", "/users/a");
            assertThat(reply.status()).isEqualTo(500);
            assertThat(reply.header("set-cookie")).isEmpty();
        }
    }

    @Test
    void tellsOfAPeerThatIsGone() throws Exception {
        int port = setup.serve();
        try (var peer = new HttpPeer(port)) {
            peer.raw("GET /users/a HTTP/1.1\r\n" + HttpPeer.HOST + "\r\n");
            assertThat(log.next()).startsWith("requested");
        }
        assertThat(log.next()).isEqualTo("closed: the other end closed it");
    }

    @Test
    void servesOldHttpAndClosesAfterIt() {
        try (var peer = new HttpPeer(setup.serve())) {
            peer.raw("GET /hub HTTP/1.0\r\n\r\n");
            assertThat(peer.reply().status()).isEqualTo(200);
            assertThat(peer.closed()).isTrue();
        }
    }

    @Test
    void closesWhenItIsAskedTo() {
        try (var peer = new HttpPeer(setup.serve())) {
            assertThat(peer.ask("GET", "/hub", "Connection: close\r\n").header("connection"))
                    .isEqualTo("close");
            assertThat(peer.closed()).isTrue();
        }
    }

    @Test
    void runsWhatWaitsForTheAnswerToBeSent() throws Exception {
        try (var peer = new HttpPeer(setup.serve())) {
            var sent = new CompletableFuture<Void>();
            log.answering((request, wire) -> {
                wire.respond(text(200, "ok"));
                wire.whenSent(() -> sent.complete(null));
            });
            assertThat(peer.ask("GET", "/users/a").status()).isEqualTo(200);
            sent.get(15, TimeUnit.SECONDS);
        }
    }

    @Test
    void isOnePortForAllAndClosesWithTheLast() {
        OpenListener http = setup.network.listen("one", Setup.HTTP, setup.settings, log);
        OpenListener sockets = setup.network.listen("two", Setup.SOCKET, setup.settings, log);
        assertThat(http.port()).isEqualTo(sockets.port());
        assertThat(setup.network.listening()).containsExactlyInAnyOrder(http, sockets);
        setup.network.stop(http);
        try (var peer = new HttpPeer(sockets.port())) {
            assertThat(peer.ask("GET", "/users/a").status()).isEqualTo(404);
            setup.network.stop(sockets);
            assertThat(peer.closed())
                    .as("an idle connection ends with the port")
                    .isTrue();
        }
        assertThat(setup.network.listening()).isEmpty();
        assertThatThrownBy(() -> new HttpPeer(sockets.port())).hasMessageContaining("refused");
        int again = setup.network.listen("one", Setup.HTTP, setup.settings, log).port();
        try (var peer = new HttpPeer(again)) {
            assertThat(peer.ask("GET", "/hub").status()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /users/{other}",
                "GET /users/me",
                "GET /{any}/{path}",
                "GET /ws",
                "GET /hub",
                "GET /{a:[a-z]+}"
            })
    void refusesAPathThatIsAnothers(String wanted) {
        setup.serve();
        String path = wanted.substring(4);
        var listener = new Listener.Http(
                "http", List.of(new Listener.Route("GET", "/free"), new Listener.Route("GET", path)), 10);
        assertThatThrownBy(() -> setup.network.listen("other", listener, setup.settings, log))
                .isInstanceOfSatisfying(Fault.class, f -> {
                    assertThat(f.category()).isEqualTo(Fault.Category.CONFIGURATION);
                    assertThat(f.code()).isEqualTo("path-taken");
                })
                .hasMessageContaining("'other' wants " + wanted)
                .hasMessageContaining(
                        path.equals("/hub") || path.equals("/{a:[a-z]+}")
                                ? "the hub has GET /hub"
                                : "'sample' has GET /");
        assertThat(setup.network.listening()).hasSize(2);
        try (var peer = new HttpPeer(setup.network.listening().getFirst().port())) {
            assertThat(peer.ask("GET", "/free").status()).isEqualTo(404);
        }
    }

    @Test
    void refusesAWebSocketWhereThereIsOne() {
        setup.serve();
        var listener = new Listener.WebSocket("ws", List.of("/ws"), List.of(), 10);
        assertThatThrownBy(() -> setup.network.listen("other", listener, setup.settings, log))
                .hasMessageContaining("'other' wants GET /ws, and 'sample' has GET /ws");
    }

    @Test
    void sharesAPathByMethod() {
        setup.serve();
        var listener = new Listener.Http("http", List.of(new Listener.Route("DELETE", "/users/{code}")), 10);
        setup.network.listen("other", listener, setup.settings, log);
        try (var peer = new HttpPeer(setup.network.listening().getFirst().port())) {
            log.answering((request, wire) -> wire.respond(text(200, request.method())));
            assertThat(peer.ask("DELETE", "/users/a").body()).isEqualTo("DELETE");
            assertThat(peer.ask("PATCH", "/users/a").body()).isEqualTo("PATCH");
        }
    }

    @Test
    void saysHowToGoOnWhenThePortIsTaken() {
        int taken = setup.serve();
        try (var second = new Setup("http.port", Integer.toString(taken))) {
            assertThatThrownBy(second::serve)
                    .isInstanceOfSatisfying(
                            Fault.class, f -> assertThat(f.code()).isEqualTo("port-taken"))
                    .hasMessageContaining("Port " + taken)
                    .hasMessageContaining("--set http.port=PORT");
            assertThat(second.network.listening()).isEmpty();
        }
    }

    @Test
    void countsConnectionsLikeLinks() {
        try (var few = new Setup("limit.links-per-address", "1")) {
            int port = few.serve();
            try (var one = new HttpPeer(port)) {
                assertThat(one.ask("GET", "/hub").status()).isEqualTo(200);
                try (var two = new HttpPeer(port)) {
                    assertThat(two.closed()).isTrue();
                }
            }
        }
    }
}
