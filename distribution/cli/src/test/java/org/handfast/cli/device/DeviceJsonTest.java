package org.handfast.cli.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;

import org.handfast.api.Bytes;
import org.handfast.api.Fingerprints;
import org.handfast.api.Introduction;
import org.handfast.api.Key;
import org.handfast.api.PairingId;
import org.handfast.cli.CliException;
import org.handfast.cli.Json;
import org.handfast.core.registry.PairingRecord;
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
    void keepsTheSealedSecretsOfAPairing() {
        PairingRecord paired = pairing(Map.of("send", Bytes.hex("00ff")));
        MemoryStore.Contents read = DeviceJson.read(DeviceJson.write(knows(paired)));
        assertThat(read.pairings()).containsExactly(paired);
    }

    @Test
    void aPairingThatAnEarlierVersionWroteHasNoSecretsBesides() throws IOException {
        var file = (ObjectNode) Json.MAPPER.readTree(DeviceJson.write(knows(pairing(Map.of()))));
        ((ObjectNode) file.path("pairings").path(0)).remove("sealedSecrets");
        assertThat(DeviceJson.read(Json.MAPPER.writeValueAsBytes(file)).pairings())
                .containsExactly(pairing(Map.of()));
    }

    private static PairingRecord pairing(Map<String, Bytes> secrets) {
        var key = new Key(Key.Algorithm.ED25519, Bytes.hex("01".repeat(32)));
        return new PairingRecord(
                new PairingRecord.Ref("some", new PairingId("a", "b"), PairingRecord.Standing.ESTABLISHED),
                new Introduction("Ada", "laptop"),
                key,
                Bytes.hex("02"),
                secrets,
                key,
                new Fingerprints(List.of("absorb"), List.of("acid")),
                Optional.empty(),
                Instant.EPOCH,
                1);
    }

    private static MemoryStore.Contents knows(PairingRecord pairing) {
        return new MemoryStore.Contents(
                List.of(), List.of(pairing), List.of(), List.of(), List.of(), List.of(), List.of(), List.of());
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
