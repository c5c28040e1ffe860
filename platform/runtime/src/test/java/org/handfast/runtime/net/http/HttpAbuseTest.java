package org.handfast.runtime.net.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.handfast.api.Bytes;
import org.handfast.api.Response;
import org.handfast.core.link.Wire;
import org.handfast.runtime.net.http.HttpPeer.Reply;

/** Requests as no client of good will makes them, over a plain socket. */
@Timeout(60)
class HttpAbuseTest {

    private static final Response OK = new Response(200, "text/plain", Bytes.utf8("ok"));

    private Setup setup = new Setup();

    private void limited(String... settings) {
        setup.close();
        setup = new Setup(settings);
    }

    @AfterEach
    void close() {
        setup.close();
    }

    private HttpPeer peer() {
        setup.log.answering((request, wire) -> wire.respond(OK));
        return new HttpPeer(setup.serve());
    }

    private static String head(String method, String... headers) {
        return method + " /users HTTP/1.1\r\n" + HttpPeer.HOST + String.join("\r\n", headers) + "\r\n\r\n";
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 5\r\nTransfer-Encoding: chunked",
                "Transfer-Encoding: chunked\r\nContent-Length: 5",
                "Content-Length: 5\r\nContent-Length: 6",
                "Content-Length: 5\r\nContent-Length: 5",
                "Content-Length: 5, 5",
                "Content-Length: +5",
                "Content-Length: -5",
                "Content-Length: 5x",
                "Content-Length: 0x5",
                "Content-Length: 99999999999999999999",
                "Content-Length : 5",
                "Transfer-Encoding : chunked",
                "Host: another",
                "Bad Name: x",
                "Name: a\u0000b",
                "Name: a\rb",
            })
    void refusesWhatTwoReadersCouldReadDifferently(String headers) {
        try (var peer = peer()) {
            peer.raw(head("POST", headers) + "0\r\n\r\nGET /hub HTTP/1.1\r\n" + HttpPeer.HOST + "\r\n");
            assertThat(peer.reply().status()).isEqualTo(400);
            assertThat(peer.closed()).as("nothing behind it is answered").isTrue();
            assertThat(setup.log.quiet()).isTrue();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'Transfer-Encoding: gzip, chunked', 501",
        "'Transfer-Encoding: xchunked', 501",
        "'Transfer-Encoding: chunked, chunked', 501",
        "'Transfer-Encoding: identity', 501",
        "'Content-Length: 2\nExpect: a miracle', 417",
    })
    void refusesWhatItDoesNotKnow(String headers, int status) {
        try (var peer = peer()) {
            peer.raw(head("POST", headers.replace("\\n", "\r\n")) + "0\r\n\r\n");
            assertThat(peer.reply().status()).isIn(status, 400);
            assertThat(peer.closed()).isTrue();
            assertThat(setup.log.quiet()).isTrue();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'GET /hub HTTP/1.1\r\n\r\n', 400",
        "'GET /hub HTTP/2.0\r\nHost: hub\r\n\r\n', 505",
        "'PRI * HTTP/2.0\r\n\r\n', 505",
        "'GET /hub\r\n\r\n', 400",
        "'\u0016\u0003\u0001\u0002\r\n\r\n', 400",
        "'POST /users HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n', 400",
    })
    void refusesWhatIsNoRequest(String bytes, int status) {
        try (var peer = peer()) {
            peer.raw(bytes.translateEscapes());
            assertThat(peer.reply().status()).isIn(status, 400);
            assertThat(setup.log.quiet()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"x\r\n", "-1\r\n", "5;a\nhello\r\n", "fffffffffffffffff\r\n", "2\r\nabc\r\n0\r\n\r\n"})
    void refusesChunksThatAreNone(String chunks) {
        try (var peer = peer()) {
            peer.raw(head("POST", "Transfer-Encoding: chunked") + chunks);
            assertThat(peer.reply().status()).isIn(400, 413);
            assertThat(setup.log.quiet()).isTrue();
        }
    }

    @Test
    void takesABodyOfTheLimitInPiecesAndInChunks() throws Exception {
        try (var peer = peer()) {
            peer.raw(head("POST", "Content-Length: 1000"));
            for (int i = 0; i < 10; i++) {
                peer.raw("x".repeat(100));
            }
            assertThat(peer.reply().status()).isEqualTo(200);
            peer.raw(head("POST", "Transfer-Encoding: chunked") + "1f4\r\n" + "y".repeat(500) + "\r\n1F4\r\n"
                    + "z".repeat(500) + "\r\n0\r\n\r\n");
            assertThat(peer.reply().status()).isEqualTo(200);
            assertThat(setup.log.request().body().size()).isEqualTo(1_000);
            assertThat(setup.log.request().body()).isEqualTo(Bytes.utf8("y".repeat(500) + "z".repeat(500)));
        }
    }

    @Test
    void refusesABodyThatIsAnnouncedTooLargeBeforeItComes() {
        try (var peer = peer()) {
            peer.raw(head("POST", "Content-Length: 1001"));
            assertThat(peer.reply().status()).isEqualTo(413);
            assertThat(peer.closed()).isTrue();
        }
        try (var peer = new HttpPeer(setup.network.listening().getFirst().port())) {
            peer.raw(head("POST", "Content-Length: 999999999999", "Expect: 100-continue"));
            assertThat(peer.reply().status()).as("and nothing is to be sent").isEqualTo(413);
        }
        assertThat(setup.log.quiet()).isTrue();
    }

    @Test
    void refusesChunksOnceTheyAreTooMany() {
        try (var peer = peer()) {
            peer.raw(head("POST", "Transfer-Encoding: chunked") + "3e8\r\n" + "x".repeat(1_000) + "\r\n1\r\ny");
            assertThat(peer.reply().status()).isEqualTo(413);
            assertThat(setup.log.quiet()).isTrue();
        }
    }

    @Test
    void refusesABodyWhereNoneIsTaken() {
        try (var peer = peer()) {
            assertThat(peer.send("GET", "/hub", "body").status()).isEqualTo(413);
        }
    }

    @Test
    void letsABodyComeThatIsAskedFor() {
        try (var peer = peer()) {
            peer.raw(head("POST", "Content-Length: 2", "Expect: 100-continue"));
            assertThat(peer.reply().status()).isEqualTo(100);
            peer.raw("ok");
            assertThat(peer.reply().status()).isEqualTo(200);
        }
    }

    @Test
    void bearsALongTargetAndLongHeadersUpToTheirLimits() {
        limited("limit.url-bytes", "200", "limit.header-bytes", "300");
        try (var peer = peer()) {
            assertThat(peer.ask("GET", "/users/" + "x".repeat(150)).status()).isEqualTo(200);
            assertThat(peer.ask("GET", "/hub", "A: " + "x".repeat(200) + "\r\n").status())
                    .isEqualTo(200);
            assertThat(peer.ask("GET", "/users/" + "x".repeat(200)).status()).isEqualTo(414);
            assertThat(peer.closed()).isTrue();
        }
        try (var peer = new HttpPeer(setup.network.listening().getFirst().port())) {
            peer.raw("GET /hub HTTP/1.1\r\n" + "A: b\r\n".repeat(100));
            assertThat(peer.reply().status()).isEqualTo(431);
            assertThat(peer.closed()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"G", "GET /hub HTTP/1.1\r\nHost", "POST /users HTTP/1.1\r\nHost: h\r\nContent-Length: 9\r\n\r\nx"
            })
    void givesARequestSoLongToCome(String beginning) {
        limited("limit.frame-seconds", "1");
        try (var peer = peer()) {
            peer.raw(beginning);
            Reply reply = peer.reply();
            assertThat(reply.status()).isEqualTo(408);
            assertThat(reply.header("connection")).isEqualTo("close");
            assertThat(peer.closed()).isTrue();
        }
    }

    @Test
    void closesAConnectionThatSaysNothing() {
        limited("limit.unrouted-seconds", "1");
        try (var peer = peer()) {
            assertThat(peer.closed()).isTrue();
        }
    }

    @Test
    void answersForAProtocolThatTakesTooLong() throws Exception {
        limited("limit.exchange-seconds", "1");
        try (var peer = new HttpPeer(setup.serve())) {
            assertThat(peer.ask("GET", "/users/a").status()).isEqualTo(503);
            assertThat(setup.log.next()).startsWith("requested");
            assertThat(setup.log.next()).isEqualTo("closed: it was not answered in time");
            setup.log.wire().respond(OK);
            assertThat(peer.closed()).isTrue();
            assertThat(setup.log.quiet()).isTrue();
        }
    }

    @Test
    void answersOnlySoManyRequestsAMinute() {
        limited("limit.requests-per-address", "3");
        try (var peer = peer()) {
            assertThat(peer.ask("GET", "/hub").status()).isEqualTo(200);
            assertThat(peer.ask("GET", "/nothing").status()).isEqualTo(404);
            assertThat(peer.ask("GET", "/users/a").status()).isEqualTo(200);
            Reply reply = peer.ask("GET", "/users/b");
            assertThat(reply.status()).isEqualTo(429);
            assertThat(reply.header("retry-after")).isEqualTo("60");
            assertThat(peer.ask("GET", "/ws", SocketPeer.UPGRADE).status()).isEqualTo(429);
            setup.clock.advance(Duration.ofMinutes(1), () -> {});
            assertThat(peer.ask("GET", "/users/b").status()).isEqualTo(200);
        }
    }

    @Test
    void answersRequestsThatWereSentAtOnceOneByOne() throws Exception {
        try (var peer = new HttpPeer(setup.serve())) {
            peer.raw(("GET /users/1 HTTP/1.1\r\n" + HttpPeer.HOST + "\r\nPOST /users HTTP/1.1\r\n" + HttpPeer.HOST
                    + "Content-Length: 3\r\n\r\nabcGET /users/3 HTTP/1.1\r\n" + HttpPeer.HOST + "\r\n"));
            assertThat(setup.log.next()).endsWith("GET /users/1");
            Wire first = setup.log.wire();
            assertThat(setup.log.quiet()).as("the second waits for the first").isTrue();
            first.respond(OK);
            assertThat(setup.log.next()).startsWith("closed");
            assertThat(setup.log.next()).endsWith("POST /users");
            setup.log.wire().respond(OK);
            assertThat(setup.log.next()).startsWith("closed");
            assertThat(setup.log.next()).endsWith("GET /users/3");
            setup.log.wire().respond(OK);
            for (int i = 0; i < 3; i++) {
                assertThat(peer.reply().status()).isEqualTo(200);
            }
        }
    }

    /** The socket's buffers take some megabytes, the hub some kilobytes, and then the peer can send no more. */
    @Test
    void readsNoMoreOfAFloodOfRequestsThanItAnswers() throws Exception {
        try (var peer = new HttpPeer(setup.serve())) {
            byte[] many = ("GET /users/1 HTTP/1.1\r\n" + HttpPeer.HOST + "\r\n")
                    .repeat(10_000)
                    .getBytes();
            var sent = new AtomicInteger();
            Thread flood = Thread.ofVirtual().start(() -> {
                try {
                    for (int i = 0; i < 1_000; i++) {
                        peer.socket().getOutputStream().write(many);
                        sent.incrementAndGet();
                    }
                } catch (IOException closed) {
                    // That is how it ends.
                }
            });
            assertThat(setup.log.next()).startsWith("requested");
            Wire first = setup.log.wire();
            for (int i = 0; i < 200; i++) {
                first.respond(OK);
                assertThat(setup.log.next()).startsWith("closed");
                assertThat(setup.log.next()).startsWith("requested");
                first = setup.log.wire();
            }
            assertThat(sent.get()).isLessThan(1_000);
            peer.close();
            flood.join();
        }
    }

    @Test
    void givesUpAPeerThatDoesNotReadItsAnswer() throws Exception {
        limited("limit.frame-seconds", "1");
        try (var peer = new HttpPeer(setup.serve())) {
            peer.raw("GET /users/a HTTP/1.1\r\n" + HttpPeer.HOST + "\r\n");
            assertThat(setup.log.next()).startsWith("requested");
            setup.log.wire().respond(new Response(200, "text/plain", Bytes.wrap(new byte[64 * 1024 * 1024])));
            assertThat(setup.log.next()).isEqualTo("closed: it does not read what is sent to it");
        }
    }

    @Test
    void answersABodyThatIsLargerThanWhatMayWait() {
        limited("limit.unsent-bytes", "1000");
        try (var peer = new HttpPeer(setup.serve())) {
            setup.log.answering((request, wire) ->
                    wire.respond(new Response(200, "text/plain", Bytes.utf8("x".repeat(1_000_000)))));
            assertThat(peer.ask("GET", "/users/a").body()).hasSize(1_000_000);
        }
    }
}
