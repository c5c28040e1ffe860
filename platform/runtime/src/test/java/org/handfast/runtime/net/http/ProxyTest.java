package org.handfast.runtime.net.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.handfast.api.Bytes;
import org.handfast.api.Response;

@Timeout(60)
class ProxyTest {

    private static final String ASK = "GET /users/a HTTP/1.1\r\n" + HttpPeer.HOST + "\r\n";

    private Setup setup = new Setup();

    private HttpPeer peer(String... settings) {
        setup.close();
        setup = new Setup(settings);
        setup.log.answering((request, wire) -> wire.respond(new Response(200, "", Bytes.EMPTY)));
        return new HttpPeer(setup.serve());
    }

    @AfterEach
    void close() {
        setup.close();
    }

    @ParameterizedTest
    @CsvSource({
        "X-Forwarded-For: 203.0.113.7, 203.0.113.7:0",
        "'X-Forwarded-For: 6.6.6.6, 203.0.113.7', 203.0.113.7:0",
        "'X-Forwarded-For: 6.6.6.6, 203.0.113.7, 10.0.0.9', 203.0.113.7:0",
        "'X-Forwarded-For: 10.0.0.8, 10.0.0.9', 10.0.0.8:0",
        "X-Forwarded-For: 203.0.113.7:4711, 203.0.113.7:4711",
        "'X-Forwarded-For: 2001:db8::1', [2001:db8:0:0:0:0:0:1]:0",
        "'X-Forwarded-For: [2001:db8::1]:80', [2001:db8:0:0:0:0:0:1]:80",
        "Forwarded: for=203.0.113.7;proto=https, 203.0.113.7:0",
        "'Forwarded: for=6.6.6.6, For=\"[2001:db8::1]:80\";by=_x', [2001:db8:0:0:0:0:0:1]:80",
        "'Forwarded: for=\"unclosed, for=203.0.113.7', 203.0.113.7:0",
    })
    void believesATrustedProxyWhoAsks(String header, String remote) throws Exception {
        try (var peer = peer("http.trusted-proxies", "127.0.0.0/8, 10.0.0.0/8")) {
            assertThat(peer.ask("GET", "/users/a", header + "\r\n").status()).isEqualTo(200);
            assertThat(setup.log.link().remote()).isEqualTo(remote);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "X-Forwarded-For: unknown",
        "X-Forwarded-For: proxy.example",
        "'X-Forwarded-For: 203.0.113.7, nonsense'",
        "Forwarded: for=_hidden",
        "Forwarded: by=203.0.113.7",
        "Accept: nothing",
    })
    void staysWithTheProxyIfThatDoesNotSay(String header) throws Exception {
        try (var peer = peer("http.trusted-proxies", "127.0.0.1")) {
            peer.ask("GET", "/users/a", header + "\r\n");
            assertThat(setup.log.link().remote()).startsWith("127.0.0.1:");
        }
    }

    /** The proxy writes one of the two headers and passes on the other as the client wrote it. */
    @Test
    void believesNeitherOfTwoHeadersThatDisagree() throws Exception {
        try (var peer = peer("http.trusted-proxies", "127.0.0.1")) {
            peer.ask("GET", "/users/a", "Forwarded: for=6.6.6.6\r\nX-Forwarded-For: 203.0.113.7\r\n");
            assertThat(setup.log.link().remote()).startsWith("127.0.0.1:");
            peer.ask("GET", "/users/a", "Forwarded: for=203.0.113.7\r\nX-Forwarded-For: 203.0.113.7\r\n");
            assertThat(setup.log.link().remote()).isEqualTo("203.0.113.7:0");
        }
    }

    @Test
    void doesNotBelieveAnybodyElse() throws Exception {
        try (var peer = peer("http.trusted-proxies", "10.0.0.0/8")) {
            peer.ask("GET", "/users/a", "X-Forwarded-For: 203.0.113.7\r\nForwarded: for=203.0.113.7\r\n");
            assertThat(setup.log.link().remote()).startsWith("127.0.0.1:");
        }
    }

    @Test
    void countsRequestsByWhomTheyAreFrom() {
        try (var peer = peer("http.trusted-proxies", "127.0.0.1", "limit.requests-per-address", "1")) {
            assertThat(peer.ask("GET", "/hub", "X-Forwarded-For: 2001:db8::1\r\n")
                            .status())
                    .isEqualTo(200);
            assertThat(peer.ask("GET", "/hub", "X-Forwarded-For: 2001:db8::2\r\n")
                            .status())
                    .as("the same /64")
                    .isEqualTo(429);
            assertThat(peer.ask("GET", "/hub", "X-Forwarded-For: 2001:db8:0:1::1\r\n")
                            .status())
                    .isEqualTo(200);
        }
    }

    @Test
    void countsWebSocketsByWhomTheyAreFrom() {
        try (var first = peer("http.trusted-proxies", "127.0.0.1", "limit.links-per-address", "1");
                var second = new HttpPeer(setup.network.listening().getFirst().port());
                var third = new HttpPeer(setup.network.listening().getFirst().port())) {
            String from = "X-Forwarded-For: 203.0.113.7\r\n";
            assertThat(first.ask("GET", "/ws", SocketPeer.UPGRADE, from).status())
                    .isEqualTo(101);
            assertThat(second.ask("GET", "/ws", SocketPeer.UPGRADE, from).status())
                    .isEqualTo(503);
            assertThat(third.ask("GET", "/ws", SocketPeer.UPGRADE, "X-Forwarded-For: 203.0.113.8\r\n")
                            .status())
                    .isEqualTo(101);
            assertThat(setup.network.links()).isEqualTo(2);
        }
    }

    @Test
    void readsTheProxyProtocolOfTheFirstVersion() throws Exception {
        try (var peer = peer("http.trusted-proxies", "127.0.0.1", "http.proxy-protocol", "true")) {
            peer.raw("PROXY TCP4 203.0.113.7 127.0.0.1 4711 9081\r\n" + ASK);
            assertThat(peer.reply().status()).isEqualTo(200);
            assertThat(setup.log.link().remote()).isEqualTo("203.0.113.7:4711");
            assertThat(setup.network.links()).isEqualTo(1);
        }
    }

    @Test
    void readsTheProxyProtocolOfTheSecondVersionHoweverItComes() throws Exception {
        try (var peer = peer("http.trusted-proxies", "127.0.0.1", "http.proxy-protocol", "true")) {
            var header = new ByteArrayOutputStream();
            header.writeBytes(HexFormat.of().parseHex("0d0a0d0a000d0a515549540a2121" + "0024"));
            header.writeBytes(HexFormat.of().parseHex("20010db8000000000000000000000001".repeat(2) + "12672379"));
            header.writeBytes(ASK.getBytes(StandardCharsets.US_ASCII));
            for (byte b : header.toByteArray()) {
                peer.raw(new byte[] {b});
            }
            assertThat(peer.reply().status()).isEqualTo(200);
            assertThat(setup.log.link().remote()).isEqualTo("[2001:db8:0:0:0:0:0:1]:4711");
        }
    }

    @Test
    void takesAProxysOwnLookForWhatItIs() throws Exception {
        try (var peer = peer("http.trusted-proxies", "127.0.0.1", "http.proxy-protocol", "true")) {
            peer.raw(HexFormat.of().parseHex("0d0a0d0a000d0a515549540a20000000"));
            peer.raw(ASK);
            assertThat(peer.reply().status()).isEqualTo(200);
            assertThat(setup.log.link().remote()).startsWith("127.0.0.1:");
        }
    }

    @Test
    void servesNoTrustedProxyWithoutItsHeader() {
        try (var peer = peer("http.trusted-proxies", "127.0.0.1", "http.proxy-protocol", "true")) {
            peer.raw(ASK);
            assertThat(peer.closed()).isTrue();
        }
    }

    @Test
    void givesAProxySoLongForItsHeader() {
        try (var peer =
                peer("http.trusted-proxies", "127.0.0.1", "http.proxy-protocol", "true", "limit.frame-seconds", "1")) {
            peer.raw("PROXY");
            assertThat(peer.closed()).isTrue();
        }
    }

    @Test
    void takesNoHeaderOfThatProtocolFromAnybodyElse() throws Exception {
        try (var peer = peer("http.trusted-proxies", "10.0.0.0/8", "http.proxy-protocol", "true")) {
            peer.raw("PROXY TCP4 203.0.113.7 127.0.0.1 4711 9081\r\n" + ASK);
            assertThat(peer.reply().status()).isIn(400, 505);
            assertThat(setup.log.quiet()).isTrue();
        }
    }

    @Test
    void letsInNobodyWhoHasTooManyLinksThroughAProxy() {
        try (var one = peer(
                        "http.trusted-proxies", "127.0.0.1",
                        "http.proxy-protocol", "true",
                        "limit.links-per-address", "1");
                var two = new HttpPeer(setup.network.listening().getFirst().port())) {
            String header = "PROXY TCP4 203.0.113.7 127.0.0.1 4711 9081\r\n";
            one.raw(header + ASK);
            assertThat(one.reply().status()).isEqualTo(200);
            two.raw(header + ASK);
            assertThat(two.closed()).isTrue();
        }
    }
}
