package org.handfast.runtime.net.http;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.handfast.api.Bytes;
import org.handfast.api.Hub;
import org.handfast.api.Key;
import org.handfast.api.Listener;
import org.handfast.core.limit.Limits;
import org.handfast.core.limit.LinkGuard;
import org.handfast.core.settings.HubSettings;
import org.handfast.runtime.net.Network;
import org.handfast.testkit.TestClock;
import org.handfast.testkit.World;

/** A network with a shared port, and what the tests serve on it. */
final class Setup implements AutoCloseable {

    static final Listener.Http HTTP = new Listener.Http(
            "users",
            List.of(
                    new Listener.Route("POST", "/users"),
                    new Listener.Route("GET", "/users/{code}"),
                    new Listener.Route("PATCH", "/users/{code}")),
            1_000);
    static final Listener.WebSocket SOCKET =
            new Listener.WebSocket("ws", List.of("/ws", "/ws-chat"), List.of("best.1", "good.1"), 100_000);
    static final Hub HUB = new Hub(
            "ab".repeat(32),
            "Test hub",
            new Key(Key.Algorithm.ED25519, Bytes.hex("11".repeat(32))),
            new Key(Key.Algorithm.X25519, Bytes.hex("22".repeat(32))));

    final Log log = new Log();
    final TestClock clock = new TestClock(World.BEGINNING);
    final Network network;
    final HttpSettings settings;

    /** One with settings and limits; {@code more} are names and values in turn. */
    Setup(String... more) {
        Map<String, String> all = new HashMap<>(Map.of("device.host", "127.0.0.1", "http.port", "0"));
        for (int i = 0; i < more.length; i += 2) {
            all.put(more[i], more[i + 1]);
        }
        Limits limits = Limits.of(all);
        network = new Network(limits, new LinkGuard(clock, limits));
        settings = HttpSettings.of(new HubSettings(all), HUB);
    }

    /** Serves both listeners; says where. */
    int serve() {
        network.listen("sample", SOCKET, settings, log);
        return network.listen("sample", HTTP, settings, log).port();
    }

    @Override
    public void close() {
        network.close();
    }
}
