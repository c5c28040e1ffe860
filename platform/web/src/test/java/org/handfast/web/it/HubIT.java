package org.handfast.web.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import org.assertj.core.api.Assertions;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.importer.ZipImporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.handfast.api.Address;
import org.handfast.api.Bytes;
import org.handfast.api.DeviceId;
import org.handfast.core.audit.AuditRecord;
import org.handfast.core.message.Message;
import org.handfast.core.registry.ClaimRecord;
import org.handfast.core.registry.DeviceRecord;
import org.handfast.core.registry.ProtocolAddress;
import org.handfast.core.settings.LiveSettings;
import org.handfast.core.store.Changes;
import org.handfast.core.store.Committed;
import org.handfast.core.store.Store;
import org.handfast.core.store.StoredValue;
import org.handfast.core.store.Write;
import org.handfast.runtime.net.OpenListener;
import org.handfast.runtime.plugin.PluginStatus;
import org.handfast.web.hub.Hub;
import org.handfast.web.hub.HubLifecycle;

/** The hub within the container that it is made for: Payara Micro, its pool, its class loaders. */
@ExtendWith(ArquillianExtension.class)
class HubIT {

    private static final String CHALLENGE_RESPONSE = "handfast-challenge-response";
    private static final String CHAT = "handfast-chat-join";
    private static final String LIBP2P = "handfast-libp2p";
    private static final String PLUGIN = "handfast-direct-tcp";
    private static final String QR = "handfast-qr-connection";
    private static final String RELAY = "handfast-relay-key-exchange";

    @Inject
    private HubLifecycle lifecycle;

    @Inject
    private HttpServletRequest running;

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

    private Hub hub() {
        return lifecycle.hub();
    }

    @Test
    void runsWithThePluginsThatCameWithIt() {
        assertThat(lifecycle.running()).isTrue();
        assertThat(hub().plugins().list())
                .allSatisfy(p -> assertThat(p.state()).isEqualTo(PluginStatus.State.RUNNING))
                .extracting(PluginStatus::name)
                .containsExactlyInAnyOrder(CHALLENGE_RESPONSE, CHAT, PLUGIN, LIBP2P, QR, RELAY);
    }

    @Test
    void listensForDevices() throws IOException {
        int port = port("direct-tcp");
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress("127.0.0.1", port), 10_000);
            socket.setSoTimeout(10_000);
            // Hello of the document's revision, not paired.
            socket.getOutputStream()
                    .write(Bytes.hex("17cc00cc00cf0011223344554677cf8899aabbccddeeffc2")
                            .toArray());
            byte[] answer = socket.getInputStream().readNBytes(24);
            assertThat(Bytes.wrap(answer).hex()).startsWith("17cc00cc00cf").endsWith("c2");
        }
    }

    @Test
    void answersDevicesByHttp() throws Exception {
        try (var client = HttpClient.newHttpClient()) {
            HttpResponse<String> hub = client.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port("relay-key-exchange") + "/hub"))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(hub.statusCode()).isEqualTo(200);
            assertThat(hub.body()).contains(hub().node().ports().toolkit().hub().id());
        }
    }

    @Test
    void showsWhoIsInARoom() throws Exception {
        String identity = "a".repeat(52);
        // Not closed but shut down: closing waits for the socket.
        HttpClient client = HttpClient.newHttpClient();
        try {
            var admitted = new CompletableFuture<String>();
            WebSocket socket = client.newWebSocketBuilder()
                    .buildAsync(
                            URI.create("ws://127.0.0.1:" + port("relay-key-exchange") + "/chat/it"),
                            new WebSocket.Listener() {
                                @Override
                                public @Nullable CompletionStage<?> onText(
                                        WebSocket s, CharSequence text, boolean last) {
                                    admitted.complete(text.toString());
                                    return null;
                                }
                            })
                    .get(10, TimeUnit.SECONDS);
            socket.sendText("{\"type\":\"identity\",\"identity\":\"" + identity + "\"}", true)
                    .get(10, TimeUnit.SECONDS);
            assertThat(admitted.get(10, TimeUnit.SECONDS)).contains("\"ack\"");
            String rooms = asked(client, "/api/v1/rooms");
            assertThat(rooms).contains("\"name\":\"it\"", "\"members\":1", "\"present\":1");
            String id = hub().node().engine().inProgress().stream()
                    .filter(f -> f.key().equals("room/it"))
                    .findFirst()
                    .orElseThrow()
                    .id()
                    .toString();
            assertThat(asked(client, "/api/v1/rooms/" + id))
                    .contains("\"address\":\"" + identity + "\"", "\"identity\":\"claimed\"");
        } finally {
            client.shutdownNow();
        }
    }

    @Test
    void tellsWhatApplicationsSaidUntilItIsCleared() throws Exception {
        var address = new ProtocolAddress("it", new Address("messenger"));
        Instant now = hub().node().ports().timers().now();
        DeviceRecord device =
                DeviceRecord.firstSeen(new DeviceId(UUID.randomUUID()), "Messenger", "device", address, now);
        var said = new Message(false, "greeting", Bytes.utf8("Grüße"), now)
                .item(Message.scope(address.protocol(), address.address()), UUID.randomUUID(), Duration.ofDays(1));
        hub().node().ports().store().commit(Changes.of(new Write.PutDevice(device), new Write.PutItem(said)));
        String path = "/api/v1/devices/" + device.id() + "/messages";
        HttpClient client = HttpClient.newHttpClient();
        try {
            assertThat(asked(client, path))
                    .contains("\"topic\":\"greeting\"", "\"text\":\"Grüße\"", "\"size\":7", "\"sent\":false");
            assertThat(send(client, "DELETE", path).statusCode()).isEqualTo(204);
            assertThat(asked(client, path)).isEqualTo("{\"items\":[]}");
            assertThat(asked(client, "/api/v1/audit")).contains("messages-cleared");
        } finally {
            client.shutdownNow();
        }
    }

    @Test
    void reportsOfTheTransportsThatRun() throws Exception {
        HttpClient client = HttpClient.newHttpClient();
        try {
            String list = asked(client, "/api/v1/transports");
            for (String id : hub().network().transports().ids()) {
                assertThat(list).contains("\"id\":\"" + id + "\"");
                assertThat(asked(client, "/api/v1/transports/" + id)).contains("\"section\"");
            }
            HttpResponse<String> none = send(client, "GET", "/api/v1/transports/none");
            assertThat(none.statusCode()).isEqualTo(404);
            assertThat(none.body()).contains("no-such-transport");
        } finally {
            client.shutdownNow();
        }
    }

    /** What the hub's own user gets of the admin API. */
    private String asked(HttpClient client, String path) throws Exception {
        HttpResponse<String> answer = send(client, "GET", path);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer.body();
    }

    private HttpResponse<String> send(HttpClient client, String method, String path) throws Exception {
        String token = Files.readString(Path.of(System.getProperty("handfast.data"), "run", "admin.token"));
        return client.send(
                HttpRequest.newBuilder(URI.create(
                                "http://localhost:" + running.getLocalPort() + running.getContextPath() + path))
                        .header("Authorization", "Bearer " + token)
                        .method(method, HttpRequest.BodyPublishers.noBody())
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private int port(String protocol) {
        return listeners(protocol).getFirst().port();
    }

    private List<OpenListener> listeners(String protocol) {
        return hub().network().listening().stream()
                .filter(l -> l.protocol().equals(protocol))
                .toList();
    }

    @Test
    void commitsThroughTheContainersPoolAllOrNothing() {
        Store store = hub().node().ports().store();
        var claim = new ClaimRecord("it", "scope", Bytes.utf8("once"), Instant.parse("2100-01-01T00:00:00Z"));
        var first = new StoredValue("it.first", "1", 0);
        var second = new StoredValue("it.second", "2", 0);
        assertThat(store.commit(Changes.of(new Write.AddClaim(claim), new Write.PutValue(first))))
                .isEqualTo(new Committed.Done());
        assertThat(store.commit(Changes.of(new Write.PutValue(second), new Write.AddClaim(claim))))
                .isInstanceOf(Committed.Lost.class);
        assertThat(store.value("it.first")).map(StoredValue::value).contains("1");
        assertThat(store.value("it.second")).isEmpty();
        assertThat(store.commit(Changes.of(new Write.PutValue(first)))).isInstanceOf(Committed.Stale.class);
    }

    @Test
    void itsThreadsHaveTheApplicationsClassLoader() throws Exception {
        var seen = new CompletableFuture<ClassLoader>();
        hub().workers().execute(() -> seen.complete(Thread.currentThread().getContextClassLoader()));
        assertThat(seen.get(10, TimeUnit.SECONDS)).isSameAs(Hub.class.getClassLoader());
    }

    @Test
    void sealsTheAuditLogBehind() throws Exception {
        var sealed = new CompletableFuture<Boolean>();
        UUID id = UUID.randomUUID();
        try (var listening = hub().node().feed().listen(news -> sealed.complete(true))) {
            hub().node()
                    .ports()
                    .store()
                    .commit(Changes.of(new Write.AddAudit(
                            new AuditRecord(id, Instant.parse("2026-03-01T12:00:00Z"), "it", "it-ran", "hub", ""))));
            assertThat(sealed.get(30, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(hub().node().audit().verify().intact()).isTrue();
    }

    @Test
    void stopsAndStartsAPluginWhileItRuns() {
        assertThat(hub().plugins().stop(PLUGIN, "it").state()).isEqualTo(PluginStatus.State.STOPPED);
        assertThat(listeners("direct-tcp")).isEmpty();
        assertThat(hub().plugins().start(PLUGIN, "it").state()).isEqualTo(PluginStatus.State.RUNNING);
        assertThat(listeners("direct-tcp")).hasSize(1);
    }

    @Test
    void keepsWhatAnOperatorSetsWhenThePluginIsStartedAgain() {
        var engine = hub().node().engine();
        engine.changeSettings("qr-connection", Map.of("accounts", "invite"), "it");
        hub().plugins().stop(QR, "it");
        hub().plugins().start(QR, "it");
        assertThat(engine.settings("qr-connection"))
                .filteredOn(s -> s.source() == LiveSettings.Source.OPERATOR)
                .extracting(LiveSettings.Value::value)
                .containsExactly("invite");
        engine.changeSettings("qr-connection", Map.of(), "it");
        assertThat(engine.settings("qr-connection")).allMatch(s -> s.source() == LiveSettings.Source.STANDARD);
    }

    @Test
    void usesItsOwnDatabaseDriverAndNotTheServers() throws Exception {
        var version = Class.forName("org.h2.engine.Constants", true, Hub.class.getClassLoader());
        assertThat(version.getField("VERSION").get(null)).isEqualTo("2.4.240");
    }

    @Test
    void refusesWhatItDoesNotKnowToBeSetUp() {
        assertThat(hub().access().setUp()).isFalse();
        assertThat(hub().sessions().use("00".repeat(32))).isEqualTo(Optional.empty());
    }
}
