package org.handfast.runtime.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import org.handfast.api.Bytes;
import org.handfast.runtime.RealHub;
import org.handfast.runtime.net.OpenListener;
import org.handfast.runtime.plugin.PluginStatus.State;

/** Plugins on the port that all protocols share, asked by the JDK's own client. */
@Timeout(120)
class SharedPortTest {

    private static final String WEB = "org.handfast.websample";
    private static final String RIVAL = "org.handfast.rival";

    @TempDir
    Path folder;

    private final RealHub hub = new RealHub(Map.of("device.host", "127.0.0.1", "http.port", "0"));
    private final HttpClient client = HttpClient.newHttpClient();
    private PluginHost host;

    @BeforeEach
    void open() {
        host = hub.plugins(folder);
    }

    @AfterEach
    void close() {
        client.shutdownNow();
        host.close();
        hub.close();
    }

    private static Bytes bundle(String name) {
        return SampleBundles.bundle(
                name, "1.0.0", Map.of("Private-Package", name.replace("org.handfast.", "org.handfast.runtime.")));
    }

    private int port() {
        return hub.network().listening().getFirst().port();
    }

    private HttpResponse<String> ask(String path) throws Exception {
        return client.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void servesRequestsAndWebSocketsOfAPlugin() throws Exception {
        host.install(bundle(WEB), "test");
        assertThat(hub.network().listening()).extracting(OpenListener::name).containsExactlyInAnyOrder("http", "ws");
        assertThat(ask("/echo/hello").body()).isEqualTo("hello");
        assertThat(ask("/echo/nothing").statusCode()).isEqualTo(500);
        assertThat(ask("/hub").body())
                .contains(hub.node().ports().toolkit().hub().id());

        var heard = new CompletableFuture<String>();
        WebSocket socket = client.newWebSocketBuilder()
                .buildAsync(URI.create("ws://127.0.0.1:" + port() + "/echo"), new WebSocket.Listener() {
                    @Override
                    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
                        heard.complete(data.toString());
                        return CompletableFuture.completedStage(null);
                    }
                })
                .get(15, TimeUnit.SECONDS);
        socket.sendText("over ", false).get(15, TimeUnit.SECONDS);
        socket.sendText("here", true).get(15, TimeUnit.SECONDS);
        assertThat(heard.get(15, TimeUnit.SECONDS)).isEqualTo("over here");
        socket.abort();
    }

    @Test
    void closesThePortWithThePluginAndItsWebSocketsToo() throws Exception {
        host.install(bundle(WEB), "test");
        var closed = new CompletableFuture<Integer>();
        client.newWebSocketBuilder()
                .buildAsync(URI.create("ws://127.0.0.1:" + port() + "/echo"), new WebSocket.Listener() {
                    @Override
                    public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
                        closed.complete(code);
                        return CompletableFuture.completedStage(null);
                    }
                })
                .get(15, TimeUnit.SECONDS);
        host.stop(WEB, "test");
        assertThat(closed.get(15, TimeUnit.SECONDS)).isEqualTo(1000);
        assertThat(hub.network().listening()).isEmpty();
        host.start(WEB, "test");
        assertThat(ask("/echo/again").body()).isEqualTo("again");
    }

    @Test
    void refusesAPluginThatWantsThePathOfAnother() throws Exception {
        host.install(bundle(WEB), "test");
        assertThatThrownBy(() -> host.install(bundle(RIVAL), "test"))
                .hasMessageContaining("'rival' wants GET /echo/{word}, and 'web-sample' has GET /echo/{text}");
        assertThat(ask("/echo/still").body()).isEqualTo("still");
        host.stop(WEB, "test");
        assertThat(host.install(bundle(RIVAL), "test").state()).isEqualTo(State.RUNNING);
        assertThatThrownBy(() -> host.start(WEB, "test")).hasMessageContaining("'web-sample' wants GET /echo/{text}");
    }
}
