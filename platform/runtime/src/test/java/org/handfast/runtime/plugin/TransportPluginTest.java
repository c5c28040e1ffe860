package org.handfast.runtime.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import org.handfast.api.Bytes;
import org.handfast.runtime.RealHub;
import org.handfast.runtime.TcpPeer;
import org.handfast.runtime.net.OpenListener;
import org.handfast.runtime.plugin.PluginStatus.State;

/** Plugins that are transports. */
@Timeout(120)
class TransportPluginTest {

    @TempDir
    Path folder;

    private final RealHub hub = new RealHub(Map.of("device.host", "127.0.0.1"));
    private PluginHost host;

    @BeforeEach
    void open() {
        host = hub.plugins(folder);
    }

    @AfterEach
    void close() {
        host.close();
        hub.close();
    }

    private static final String CARRIER = "org.handfast.carrier";

    private static Bytes carrier(String version, Map<String, String> headers) {
        var all = new HashMap<>(Map.of("Private-Package", "org.handfast.runtime.carrier"));
        all.putAll(headers);
        return SampleBundles.bundle(CARRIER, version, all);
    }

    private int port(String owner) {
        return hub.network().listening().stream()
                .filter(l -> l.protocol().equals(owner))
                .mapToInt(OpenListener::port)
                .findFirst()
                .orElseThrow();
    }

    /** Over a stream to the sample protocol. */
    private void streams(String text) {
        try (var peer = new TcpPeer(port("carrier"))) {
            peer.sayLine("open /sample/1.0.0 " + "5e".repeat(32));
            assertThat(peer.hearLine()).startsWith("yes ");
            assertThat(peer.sayLine(text).hearLine()).isEqualTo(text);
        }
    }

    @Test
    void runsATransportForTheProtocolsOfOthersWhicheverComesFirst() {
        PluginStatus status = host.install(carrier("1.0.0", Map.of()), "test");
        assertThat(status.state()).isEqualTo(State.RUNNING);
        assertThat(status.protocols()).isEmpty();
        assertThat(status.transports()).extracting(t -> t.id()).containsExactly("carrier");
        host.install(SampleBundles.plugin("1.0.0"), "test");
        streams("hello");
        host.stop(CARRIER, "test");
        assertThat(hub.network().transports().ids()).isEmpty();
        try (var peer = new TcpPeer(port("sample"))) {
            assertThat(peer.say("by TCP still").hear()).isEqualTo("by TCP still");
        }
        host.start(CARRIER, "test");
        streams("again");
    }

    @Test
    void replacesATransportWhileItRuns() {
        host.install(SampleBundles.plugin("1.0.0"), "test");
        host.install(carrier("1.0.0", Map.of()), "test");
        try (var peer = new TcpPeer(port("carrier"))) {
            peer.sayLine("open /sample/1.0.0 " + "5e".repeat(32));
            assertThat(peer.hearLine()).startsWith("yes ");
            host.install(carrier("2.0.0", Map.of()), "test");
            assertThat(peer.hearLine()).isNull();
        }
        streams("two");
    }

    @Test
    void aTransportThatIsMisconfiguredFailsWithItsSentenceAndTheOthersStart() {
        try (var other = new RealHub(Map.of("device.host", "127.0.0.1", "carrier.mood", "misconfigured"))) {
            PluginHost there = other.plugins(folder.resolve("other"));
            assertThatThrownBy(() -> there.install(carrier("1.0.0", Map.of()), "test"))
                    .hasMessageContaining("carrier.mood must be another.");
            assertThat(there.list()).isEmpty();
            assertThat(there.install(SampleBundles.plugin("1.0.0"), "test").state())
                    .isEqualTo(State.RUNNING);
            there.close();
        }
    }

    @Test
    void aSettingThatATransportCannotHaveIsSaidBeforeItIsStarted() {
        try (var other = new RealHub(Map.of("device.host", "127.0.0.1", "carrier.port", "many"))) {
            PluginHost there = other.plugins(folder.resolve("other"));
            assertThatThrownBy(() -> there.install(carrier("1.0.0", Map.of()), "test"))
                    .hasMessageContaining("carrier.port must be a port");
            there.close();
        }
    }

    @Test
    void twoPluginsCannotBeOneTransport() {
        host.install(carrier("1.0.0", Map.of()), "test");
        assertThatThrownBy(() -> host.install(
                        SampleBundles.bundle(
                                "org.handfast.other",
                                "1.0.0",
                                Map.of("Private-Package", "org.handfast.runtime.carrier")),
                        "test"))
                .hasMessageContaining("Another plugin already is the transport 'carrier'");
        assertThat(host.list()).extracting(PluginStatus::name).containsExactly(CARRIER);
        assertThat(port("carrier")).isPositive();
    }

    @Test
    void looksThroughATransportAsThroughAnyPlugin() {
        assertThatThrownBy(() -> host.install(carrier("1.0.0", Map.of("Test-With-Sleeper", "yes")), "test"))
                .hasMessageContaining("java.lang.System.currentTimeMillis in org.handfast.runtime.sample.Sleeper");
        assertThat(host.list()).isEmpty();
    }
}
