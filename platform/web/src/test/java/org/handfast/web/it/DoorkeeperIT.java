package org.handfast.web.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import org.assertj.core.api.Assertions;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.importer.ZipImporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.handfast.web.hub.HubLifecycle;

/** What strangers and other sites' pages try at the admin API, over the wire and spelled as they like. */
@ExtendWith(ArquillianExtension.class)
class DoorkeeperIT {

    private static final String PASSWORD = "a password of the test";
    private static final String JSON = "Content-Type: application/json";
    private static final Pattern COOKIE = Pattern.compile("Set-Cookie: (handfast-session=[0-9a-f]{64});");
    private static final Pattern CSRF = Pattern.compile("\"csrfToken\":\"([0-9a-f]{64})\"");

    @Inject
    private HubLifecycle lifecycle;

    @Inject
    private HttpServletRequest running;

    private String cookie = "";
    private String csrf = "";

    @Deployment
    static WebArchive war() throws URISyntaxException {
        return ShrinkWrap.create(ZipImporter.class, "handfast.war")
                .importFrom(Path.of(System.getProperty("handfast.war")).toFile())
                .as(WebArchive.class)
                .addAsLibraries(Path.of(Assertions.class
                                .getProtectionDomain()
                                .getCodeSource()
                                .getLocation()
                                .toURI())
                        .toFile());
    }

    /** An answer as it came. */
    private record Answer(String text) {

        int status() {
            return Integer.parseInt(text.split(" ", 3)[1]);
        }

        String found(Pattern pattern) {
            Matcher matcher = pattern.matcher(text);
            assertThat(matcher.find()).as(text).isTrue();
            return matcher.group(1);
        }
    }

    private Answer send(String method, String path, String body, String... headers) throws IOException {
        return sendTo("localhost", method, path, body, headers);
    }

    private Answer sendTo(String host, String method, String path, String body, String... headers) throws IOException {
        byte[] content = body.getBytes(StandardCharsets.UTF_8);
        var request = new StringBuilder(method + " " + running.getContextPath() + path + " HTTP/1.1\r\n");
        request.append("Host: ").append(host).append("\r\nConnection: close\r\n");
        request.append("Content-Length: ").append(content.length).append("\r\n");
        List.of(headers).forEach(h -> request.append(h).append("\r\n"));
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress("127.0.0.1", running.getLocalPort()), 10_000);
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.append("\r\n").toString().getBytes(StandardCharsets.UTF_8));
            socket.getOutputStream().write(content);
            return new Answer(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    @BeforeEach
    void signIn() throws IOException {
        String token = lifecycle.hub().access().makeLink("it").token();
        Answer answer =
                send("POST", "/api/v1/setup", "{\"token\":\"" + token + "\",\"password\":\"" + PASSWORD + "\"}", JSON);
        assertThat(answer.status()).isEqualTo(200);
        cookie = "Cookie: " + answer.found(COOKIE);
        csrf = "Handfast-CSRF: " + answer.found(CSRF);
    }

    private Answer givePhrase(String... headers) throws IOException {
        return send("POST", "/api/v1/protocols/direct-tcp/commands/phrase", "{\"arguments\":{}}", headers);
    }

    @Test
    void letsInWhoIsSignedInAndCarriesTheTokenOfTheSession() throws IOException {
        assertThat(givePhrase(JSON, cookie, csrf).status()).isEqualTo(200);
        assertThat(givePhrase(JSON, cookie, csrf, "Origin: http://localhost").status())
                .isEqualTo(200);
    }

    @Test
    void refusesAChangeWithoutTheTokenOfTheSession() throws IOException {
        assertThat(givePhrase(JSON, cookie).status()).isEqualTo(403);
        assertThat(givePhrase(JSON, cookie, "Handfast-CSRF: " + "00".repeat(32)).status())
                .isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://evil.example", "http://localhost:3000", "http://localhost.evil.example", "null"})
    void refusesAChangeThatAnotherSitesPageMakes(String origin) throws IOException {
        assertThat(givePhrase(JSON, cookie, csrf, "Origin: " + origin).status()).isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"evil.example", "localhost.evil.example", "127.0.0.1.evil.example:8080"})
    void refusesARequestThatIsAddressedElsewhere(String host) throws IOException {
        assertThat(sendTo(host, "GET", "/api/v1/session", "", cookie).status()).isEqualTo(421);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/devices",
                "//api/v1/devices",
                "/api/v1/%64evices",
                "/api/v1/session/../devices",
                "/api/v1/session;/../devices",
                "/api/v1/session/..;/devices",
                "/api/v1/devices/",
                "/api/v1/events"
            })
    void letsNoStrangerReadUnderAnySpelling(String path) throws IOException {
        assertThat(send("GET", path, "").status()).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/setup/link", "/api/v1/setup/link/", "/api/v1/setup/link;x=1"})
    void makesNoSetUpLinkForASessionUnderAnySpelling(String path) throws IOException {
        Answer answer = send("POST", path, "", cookie, csrf);
        assertThat(answer.status()).as(answer.text()).isEqualTo(403);
        assertThat(answer.text()).contains("\"local-only\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"password\":null}", "null", "[]", "{}", ""})
    void aStrangerCannotMakeTheHubFailWithWhatIsNoPassword(String body) throws IOException {
        assertThat(send("POST", "/api/v1/session", body, JSON).status()).isEqualTo(400);
    }

    @Test
    void aStrangerCannotMakeTheHubFailWithoutABody() throws IOException {
        assertThat(send("POST", "/api/v1/session", "").status()).isEqualTo(400);
        assertThat(send("POST", "/api/v1/setup", "").status()).isEqualTo(400);
        assertThat(send("POST", "/api/v1/session", "{\"password\":\"" + PASSWORD + "\"}")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void anArgumentThatIsNullIsRefused() throws IOException {
        String path = "/api/v1/protocols/direct-tcp/commands/phrase";
        assertThat(send("POST", path, "{\"arguments\":{\"a\":null}}", JSON, cookie, csrf)
                        .status())
                .isEqualTo(400);
        assertThat(send("POST", path, "{\"arguments\":null}", JSON, cookie, csrf)
                        .status())
                .isEqualTo(400);
    }
}
