package org.handfast.server;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import org.handfast.api.Bytes;
import org.handfast.api.Descriptor;
import org.handfast.api.Framing;
import org.handfast.api.Listener;
import org.handfast.core.settings.Declared;
import org.handfast.core.settings.HubSettings;

class DevicePortsTest {

    private static final class NoFraming implements Framing {
        @Override
        public Extent measure(Bytes head) {
            return Extent.MORE;
        }

        @Override
        public Bytes prefix(int size) {
            return Bytes.EMPTY;
        }
    }

    private static Declared protocol(String id) {
        return Declared.of(new Descriptor<>(
                id, id, List.of(), List.of(new Listener.Tcp("tcp", 1, new NoFraming(), 10)), List.of(), List.of()));
    }

    private static void require(String port) {
        var settings = new HubSettings(
                Map.of("device.host", "127.0.0.1", "one.port", port, "two.port", port, "other.port", "0"));
        DevicePorts.requireFree(settings, List.of(protocol("one"), protocol("two"), protocol("other")));
    }

    @Test
    void takesAnyFreePort() {
        assertThatCode(() -> require("0")).doesNotThrowAnyException();
    }

    @Test
    void namesEveryPortThatIsTakenAndItsSetting() throws IOException {
        try (var taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            String port = Integer.toString(taken.getLocalPort());
            assertThatThrownBy(() -> require(port))
                    .isInstanceOf(Exit.class)
                    .hasMessageContaining("devices cannot connect on port " + port)
                    .hasMessageContaining("--set one.port=PORT")
                    .hasMessageContaining("--set two.port=PORT");
        }
    }

    @Test
    void looksOnceForThePortThatProtocolsShare() throws IOException {
        var protocol = Declared.of(new Descriptor<>(
                "web",
                "web",
                List.of(),
                List.of(
                        new Listener.WebSocket("ws", List.of("/ws"), List.of(), 10),
                        new Listener.Http("http", List.of(new Listener.Route("GET", "/users")), 10)),
                List.of(),
                List.of()));
        try (var taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            var settings = new HubSettings(
                    Map.of("device.host", "127.0.0.1", "http.port", Integer.toString(taken.getLocalPort())));
            assertThatThrownBy(() -> DevicePorts.requireFree(settings, List.of(protocol)))
                    .isInstanceOf(Exit.class)
                    .hasMessageContaining("--set http.port=PORT")
                    .message()
                    .hasLineCount(1);
        }
    }
}
