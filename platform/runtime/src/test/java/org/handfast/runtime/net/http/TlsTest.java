package org.handfast.runtime.net.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLSocket;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import org.handfast.api.Bytes;
import org.handfast.api.Fault;
import org.handfast.api.Response;
import org.handfast.core.link.Dialler.Dialled;

@Timeout(120)
class TlsTest {

    private static final TestPair ONE = TestPair.make("one", "EC");
    private static final TestPair TWO = TestPair.make("two", "RSA");

    @TempDir
    Path folder;

    private Setup setup;

    @BeforeEach
    void open() throws Exception {
        ONE.write(folder);
        setup = new Setup(
                "http.tls-certificate", folder.resolve("chain.pem").toString(),
                "http.tls-key", folder.resolve("key.pem").toString());
        setup.log.answering((request, wire) -> wire.respond(new Response(200, "text/plain", Bytes.utf8("ok"))));
    }

    @AfterEach
    void close() {
        setup.close();
    }

    private static SSLSocket connect(int port) throws Exception {
        var socket = (SSLSocket) TestPair.trustingAll().getSocketFactory().createSocket("127.0.0.1", port);
        socket.setSoTimeout(20_000);
        socket.startHandshake();
        return socket;
    }

    private static String shownBy(int port) throws Exception {
        try (SSLSocket socket = connect(port)) {
            var shown = (X509Certificate) socket.getSession().getPeerCertificates()[0];
            return shown.getSubjectX500Principal().getName();
        }
    }

    @Test
    void speaksHttpAndWebSocketsOverTls() throws Exception {
        int port = setup.serve();
        try (var peer = new HttpPeer(connect(port))) {
            assertThat(peer.ask("GET", "/users/a").body()).isEqualTo("ok");
            assertThat(peer.ask("GET", "/hub", "Connection: close\r\n").status())
                    .isEqualTo(200);
            assertThat(peer.closed()).isTrue();
        }
        try (var socket = new SocketPeer(new HttpPeer(connect(port)), "/ws")) {
            for (String line = setup.log.next(); !line.startsWith("opened"); line = setup.log.next()) {
                assertThat(line).doesNotStartWith("received");
            }
            socket.say("hello");
            assertThat(setup.log.next()).isEqualTo("received hello");
            setup.log.wire();
            var wire = setup.log.wire();
            wire.send(Bytes.utf8("back"));
            wire.close();
            assertThat(socket.hear().text()).isEqualTo("back");
            assertThat(socket.hear().code()).isEqualTo(1000);
            assertThat(socket.hear()).isNull();
        }
    }

    @Test
    void closesAPeerThatSpeaksWithoutTls() {
        try (var peer = new HttpPeer(setup.serve())) {
            peer.raw("GET /hub HTTP/1.1\r\n" + HttpPeer.HOST + "\r\n");
            while (!peer.closed()) {
                // An alert may come before.
            }
        }
        assertThat(setup.log.quiet()).isTrue();
    }

    @Test
    void showsANewCertificateWithoutARestartAndKeepsTheOldOneWhileTheNewIsNotWhole() throws Exception {
        int port = setup.serve();
        assertThat(shownBy(port)).isEqualTo("CN=one");
        try (var open = new HttpPeer(connect(port))) {
            Files.writeString(folder.resolve("chain.pem"), TWO.chain());
            long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(3);
            while (System.nanoTime() < until) {
                assertThat(shownBy(port)).as("the key is still the old one's").isEqualTo("CN=one");
            }
            Files.writeString(folder.resolve("key.pem"), TWO.key());
            while (!shownBy(port).equals("CN=two")) {
                assertThat(setup.network.listening()).isNotEmpty();
            }
            assertThat(open.ask("GET", "/hub").status())
                    .as("what is open stays")
                    .isEqualTo(200);
        }
    }

    @Test
    void saysWhatIsWrongWithTheFiles() throws Exception {
        Files.writeString(folder.resolve("key.pem"), TWO.key());
        assertBad("certificate and its key");
        Files.writeString(
                folder.resolve("key.pem"), TestPair.make("other", "EC").key());
        assertBad("the key is not the certificate's");
        Files.writeString(
                folder.resolve("key.pem"), "-----BEGIN RSA PRIVATE KEY-----\nAA==\n-----END RSA PRIVATE KEY-----\n");
        assertBad("openssl pkcs8 -topk8 -nocrypt");
        Files.delete(folder.resolve("key.pem"));
        assertBad("key.pem");
        assertThat(setup.network.listening()).isEmpty();
    }

    private void assertBad(String detail) {
        assertThatThrownBy(setup::serve)
                .isInstanceOfSatisfying(Fault.class, f -> {
                    assertThat(f.category()).isEqualTo(Fault.Category.CONFIGURATION);
                    assertThat(f.code()).isEqualTo("bad-certificate");
                })
                .hasMessageContaining(detail);
    }

    @Test
    void dialsWhatThisMachineTrusts() throws Exception {
        ONE.trust(folder.resolve("trust.p12"));
        try {
            var near = new Log();
            var dialled = new CompletableFuture<Dialled>();
            setup.network.dial("wss://127.0.0.1:" + setup.serve() + "/ws", Setup.SOCKET, near, dialled::complete);
            var open = (Dialled.Open) dialled.get(20, TimeUnit.SECONDS);
            open.wire().send(Bytes.utf8("over TLS"));
            assertThat(setup.log.next()).startsWith("opened");
            assertThat(setup.log.next()).isEqualTo("received over TLS");
            setup.log.wire().close();
            assertThat(near.next()).isEqualTo("closed: the other end closed it");
        } finally {
            TestPair.trustAsBefore();
        }
    }

    @Test
    void doesNotDialWhatItDoesNotTrust() throws Exception {
        var dialled = new CompletableFuture<Dialled>();
        setup.network.dial("wss://127.0.0.1:" + setup.serve() + "/ws", Setup.SOCKET, new Log(), dialled::complete);
        assertThat(dialled.get(20, TimeUnit.SECONDS))
                .isInstanceOfSatisfying(
                        Dialled.Failed.class, f -> assertThat(f.reason()).startsWith("its certificate is not trusted"));
    }
}
