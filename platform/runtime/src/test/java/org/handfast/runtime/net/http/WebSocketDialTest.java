package org.handfast.runtime.net.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.handfast.api.Bytes;
import org.handfast.api.Listener;
import org.handfast.core.link.Dialler.Dialled;

@Timeout(60)
class WebSocketDialTest {

    private final Setup setup = new Setup();
    private final Log near = new Log();

    @AfterEach
    void close() {
        setup.close();
    }

    private Dialled dial(String endpoint) throws Exception {
        var dialled = new CompletableFuture<Dialled>();
        setup.network.dial(endpoint, Setup.SOCKET, near, dialled::complete);
        return dialled.get(20, TimeUnit.SECONDS);
    }

    private String failure(String endpoint) throws Exception {
        return ((Dialled.Failed) dial(endpoint)).reason();
    }

    @Test
    void dialsAndSpeaksBothWays() throws Exception {
        int port = setup.serve();
        var open = (Dialled.Open) dial("ws://127.0.0.1:" + port + "/ws?hello=1");
        assertThat(open.link().dialled()).isTrue();
        assertThat(open.link().listener()).isEqualTo("ws");
        assertThat(setup.log.next()).startsWith("opened");
        assertThat(setup.log.request().query()).containsEntry("hello", "1");
        for (int size : new int[] {0, 5, 200, 40_000}) {
            String text = "é".repeat(size);
            open.wire().send(Bytes.utf8(text));
            assertThat(setup.log.next().getBytes(StandardCharsets.UTF_8)).hasSize("received ".length() + 2 * size);
        }
        setup.log.wire().send(Bytes.utf8("pong"));
        assertThat(near.next()).isEqualTo("received pong");
        open.wire().close();
        assertThat(near.next()).isEqualTo("closed: closed at this end");
        assertThat(setup.log.next()).isEqualTo("closed: the other end closed it");
    }

    @Test
    void offersTheSubprotocolThatItLikesBest() throws Exception {
        dial("ws://127.0.0.1:" + setup.serve() + "/ws");
        assertThat(setup.log.request().subprotocol()).contains("best.1");
    }

    @Test
    void hearsWhenTheHubCloses() throws Exception {
        dial("ws://127.0.0.1:" + setup.serve() + "/ws");
        setup.log.wire().close();
        assertThat(near.next()).isEqualTo("closed: the other end closed it");
        assertThat(setup.log.next()).startsWith("opened");
        assertThat(setup.log.next()).isEqualTo("closed: closed at this end");
    }

    @Test
    void hearsNothingBeforeItIsToldThatTheLinkIsOpen() throws Exception {
        try (var server = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            var order = new StringBuffer();
            var done = new CompletableFuture<Void>();
            Thread.ofVirtual().start(() -> answer(server, "\u0081\u0005early", ""));
            var first = new Log();
            setup.network.dial("ws://127.0.0.1:" + server.getLocalPort() + "/ws", Setup.SOCKET, first, dialled -> {
                order.append(first.quiet()).append(dialled instanceof Dialled.Open);
                done.complete(null);
            });
            done.get(15, TimeUnit.SECONDS);
            assertThat(order.toString()).isEqualTo("truetrue");
            assertThat(first.next()).isEqualTo("received early");
        }
    }

    @Test
    void saysThatNobodyListens() throws Exception {
        int port = setup.serve();
        setup.network.listening().forEach(setup.network::stop);
        assertThat(failure("ws://127.0.0.1:" + port + "/ws")).isEqualTo("connection refused: nothing listens there");
    }

    @ParameterizedTest
    @CsvSource({
        "/nothing, there is nothing at /nothing (404)",
        "/hub, it answers 200 instead of opening a WebSocket",
        "/users, it answers 405 instead of opening a WebSocket",
    })
    void saysThatThereIsNoWebSocket(String path, String reason) throws Exception {
        assertThat(failure("ws://127.0.0.1:" + setup.serve() + path)).isEqualTo(reason);
    }

    @Test
    void saysThatWhatListensSpeaksSomethingElse() throws Exception {
        try (var server = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            Thread.ofVirtual().start(() -> speak(server, "220 mail.example ESMTP\r\n\r\n"));
            assertThat(failure("ws://127.0.0.1:" + server.getLocalPort() + "/ws"))
                    .isEqualTo("what listens there does not speak HTTP");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Sec-WebSocket-Extensions: permessage-deflate\r\n", "Sec-WebSocket-Protocol: other\r\n"})
    void takesNothingThatItDidNotOffer(String header) throws Exception {
        try (var server = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            Thread.ofVirtual().start(() -> answer(server, "", header));
            assertThat(dial("ws://127.0.0.1:" + server.getLocalPort() + "/ws")).isInstanceOf(Dialled.Failed.class);
        }
    }

    @Test
    void doesNotTakeAnAnswerThatProvesNothing() throws Exception {
        try (var server = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            Thread.ofVirtual()
                    .start(() -> speak(
                            server,
                            "HTTP/1.1 101 OK\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                                    + "Sec-WebSocket-Accept: AAAAAAAAAAAAAAAAAAAAAAAAAAA=\r\n\r\n"));
            assertThat(failure("ws://127.0.0.1:" + server.getLocalPort() + "/ws"))
                    .isEqualTo("what listens there is no WebSocket");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ws://",
                "http://127.0.0.1/ws",
                "ws:127.0.0.1",
                "ws://a b/",
                "ws://user@host/",
                "ws://host:0/",
                "ws://host:65536/",
                "ws://host/#x",
                "127.0.0.1:9081"
            })
    void saysWhatIsWrongWithAnEndpoint(String endpoint) throws Exception {
        assertThat(failure(endpoint)).contains("is not the address of a WebSocket");
    }

    @Test
    void holdsTheServerToTheLimitToo() throws Exception {
        var small = new Listener.WebSocket("ws", List.of("/ws"), List.of(), 10);
        var dialled = new CompletableFuture<Dialled>();
        setup.network.dial("ws://127.0.0.1:" + setup.serve() + "/ws", small, near, dialled::complete);
        dialled.get(20, TimeUnit.SECONDS);
        setup.log.wire().send(Bytes.utf8("eleven bytes"));
        assertThat(near.next()).isEqualTo("closed: A message may have 10 bytes.");
        assertThat(setup.log.next()).startsWith("opened");
        assertThat(setup.log.next()).startsWith("closed: the other end closed it (1009 ");
    }

    private static void speak(ServerSocket server, String text) {
        try (Socket socket = server.accept()) {
            request(socket);
            socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
            socket.getInputStream().read();
        } catch (IOException closed) {
            // That is how it ends.
        }
    }

    private static void answer(ServerSocket server, String behind, String header) {
        try (Socket socket = server.accept()) {
            String request = request(socket);
            String key = request.replaceAll("(?si).*sec-websocket-key: ([^\\r]+).*", "$1");
            socket.getOutputStream()
                    .write(("HTTP/1.1 101 Switching Protocols\r\nupgrade: websocket\r\nconnection: upgrade\r\n" + header
                                    + "sec-websocket-accept: " + Accept.of(key) + "\r\n\r\n" + behind)
                            .getBytes(StandardCharsets.ISO_8859_1));
            socket.getInputStream().read();
        } catch (IOException closed) {
            // That is how it ends.
        }
    }

    private static String request(Socket socket) throws IOException {
        var request = new StringBuilder();
        while (request.indexOf("\r\n\r\n") < 0) {
            request.append((char) socket.getInputStream().read());
        }
        return request.toString();
    }
}
