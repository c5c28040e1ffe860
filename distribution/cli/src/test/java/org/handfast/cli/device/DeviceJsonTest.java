package org.handfast.cli.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Map;

import org.junit.jupiter.api.Test;

import org.handfast.cli.CliException;
import org.handfast.core.store.MemoryStore;
import org.handfast.plugin.directtcp.DirectTcp;
import org.handfast.testkit.TestNode;
import org.handfast.testkit.World;

class DeviceJsonTest {

    @Test
    void readsAllThatAPairedDeviceKnows() {
        var world = new World(1);
        Map<String, String> accept = Map.of("approval.default", "accept");
        world.node("hub", accept, new DirectTcp());
        TestNode device = world.node("laptop", accept, new DirectTcp());
        device.command(DirectTcp.ID, "pair", Map.of("endpoint", "hub"));
        MemoryStore.Contents contents = device.contents();
        assertThat(contents.pairings()).hasSize(1);
        assertThat(contents.claims()).isNotEmpty();
        assertThat(DeviceJson.read(DeviceJson.write(contents))).isEqualTo(contents);
    }

    @Test
    void aListThatAnEarlierVersionDidNotWriteIsEmpty() {
        byte[] file = "{\"devices\": [], \"pairings\": [], \"offers\": [], \"values\": [], \"claims\": []}"
                .getBytes(StandardCharsets.UTF_8);
        assertThat(DeviceJson.read(file)).isEqualTo(MemoryStore.Contents.EMPTY);
        assertThat(new MemoryStore(DeviceJson.read("{}".getBytes(StandardCharsets.UTF_8))).contents())
                .isEqualTo(MemoryStore.Contents.EMPTY);
    }

    @Test
    void saysWhatToDoAboutAFileThatIsDamaged() {
        assertThatThrownBy(() -> DeviceJson.read("{\"devices\": [".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(CliException.class)
                .hasMessageContaining("device.json");
    }
}
