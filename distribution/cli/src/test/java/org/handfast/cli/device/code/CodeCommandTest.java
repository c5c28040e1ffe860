package org.handfast.cli.device.code;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.ExecutionException;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.handfast.cli.device.CommandDevice;
import org.handfast.cli.device.Device;

/** Two devices on this machine, over sockets of its loopback interface alone. */
class CodeCommandTest {

    @TempDir
    private Path folder;

    private Path ann;
    private Path ben;

    @BeforeEach
    void name() {
        ann = folder.resolve("ann");
        ben = folder.resolve("ben");
    }

    private static String first(JsonNode event) {
        return event.path("addresses").path(0).asText();
    }

    private static String[] join(JsonNode code) {
        return ("join --address=" + first(code) + " --name=Ben "
                        + code.path("words").asText())
                .split(" ");
    }

    private void pair() throws ExecutionException, InterruptedException {
        var create = new TypedCommand(ann, "create", "--accept", "--name=Ann");
        var join = new TypedCommand(ben, join(create.next("code")));
        assertThat(create.next("asked").path("name").asText()).isEqualTo("Ben");
        assertThat(join.next("over").path("outcome").asText()).isEqualTo("CLOSED");
        assertThat(create.next("over").path("outcome").asText()).isEqualTo("CLOSED");
        assertThat(join.exit()).isZero();
        assertThat(create.exit()).isZero();
    }

    @Test
    void pairsByACodeAndShowsTheSameWordsAtBothEnds() throws ExecutionException, InterruptedException {
        var create = new TypedCommand(ann, "create", "--accept");
        JsonNode code = create.next("code");
        assertThat(code.path("words").asText().split(" ")).hasSize(12);
        assertThat(code.path("expires_at").asText()).endsWith("Z");
        var join = new TypedCommand(ben, join(code));
        JsonNode asked = create.next("asked");
        assertThat(asked.path("proven").asBoolean()).isTrue();
        assertThat(join.next("compare").path("check_words")).isNotEmpty().isEqualTo(asked.path("check_words"));
        assertThat(join.next("paired").path("peer").asText())
                .isEqualTo(first(code).substring(first(code).lastIndexOf('/') + 1));
        assertThat(join.exit()).isZero();
        assertThat(create.exit()).isZero();
    }

    @Test
    void saysSomethingToWhomItIsPairedWith() throws ExecutionException, InterruptedException {
        pair();
        var listen = new TypedCommand(ann, "listen", "--once");
        String at = first(listen.next("listening"));
        var send = new TypedCommand(ben, "send", "--address=" + at, "--protocol=greeting", "Ann", "Hello,", "Ann");
        JsonNode message = listen.next("message");
        assertThat(message.path("name").asText()).isEqualTo("Ben");
        assertThat(message.path("topic").asText()).isEqualTo("greeting");
        assertThat(message.path("text").asText()).isEqualTo("Hello, Ann");
        assertThat(send.exit()).isZero();
        assertThat(listen.exit()).isZero();
    }

    @Test
    void listsWhomItIsPairedWith() throws ExecutionException, InterruptedException {
        var device = new CommandDevice(ben, CodeCommand::new);
        assertThat(device.run("list")).isEqualTo("Paired with nobody yet: handfast device code create, or join\n");
        pair();
        assertThat(device.run("list")).startsWith("PEER").contains("Ann", "yes");
        assertThat(device.run("list", "--json")).contains("\"name\":\"Ann\"", "\"proven\":true");
    }

    @Test
    void namesAWrongWordAndItsNeighbours() {
        var device = new CommandDevice(ben, CodeCommand::new);
        assertThat(device.run("join", "--listen=127.0.0.1", "--no-mdns", "abandn", "math"))
                .contains("'abandn'", "abandon");
        assertThat(device.exit()).isEqualTo(2);
    }

    @Test
    void doesNotSendToAStranger() {
        var device = new CommandDevice(ben, CodeCommand::new);
        assertThat(device.run("send", "--listen=127.0.0.1", "--no-mdns", "Cleo", "Hello"))
                .isEqualTo("this device is not paired with 'Cleo'; see: handfast device code list");
        assertThat(device.exit()).isEqualTo(2);
    }

    @Test
    void refusesABootstrapPeerThatIsNoMultiaddr() {
        var device = new CommandDevice(ben, CodeCommand::new);
        assertThat(device.run("listen", "--listen=127.0.0.1", "--no-mdns", "--bootstrap=hub.example:4001"))
                .contains("libp2p.bootstrap", "hub.example:4001");
        assertThat(device.exit()).isEqualTo(2);
        assertThat(device.run("list")).as("the folder is free again").contains("nobody");
    }

    @Test
    void aDeviceOfAnotherProtocolListensNowhere() {
        try (Device device = Device.start(ann, "")) {
            assertThat(device.reaches()).isEmpty();
        }
    }
}
