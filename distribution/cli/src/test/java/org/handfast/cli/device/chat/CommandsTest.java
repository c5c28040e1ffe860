package org.handfast.cli.device.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.handfast.api.Bytes;
import org.handfast.api.Hub;
import org.handfast.api.Key;
import org.handfast.cli.CliException;
import org.handfast.cli.ExitCode;
import org.handfast.cli.device.CommandDevice;
import org.handfast.cli.device.DeviceFolder;
import org.handfast.cli.device.Picture;
import org.handfast.cli.device.hub.HubUrl;
import org.handfast.core.crypto.Sha256;

class CommandsTest {

    private static final HubUrl HERE = HubUrl.parse("http://127.0.0.1:9081");

    @TempDir
    Path folder;

    private CommandDevice ann;
    private CommandDevice bob;

    @BeforeEach
    void start() {
        ann = device("ann");
        bob = device("bob");
    }

    private CommandDevice device(String name) {
        var device = new CommandDevice(folder.resolve(name), ChatCommand::new);
        device.event("identity", "identity", "--name=" + name);
        return device;
    }

    private static String line(CommandDevice device) {
        return device.event("identity", "identity").path("line").asText();
    }

    @Test
    void showsWhoItIsForOthersToTrust() {
        JsonNode identity = ann.event("identity", "identity");
        assertThat(identity.path("own_fingerprint")).hasSize(12);
        assertThat(ann.run("identity"))
                .contains(identity.path("line").asText() + "\n", "  Our key    ")
                .startsWith("chat:" + identity.path("identity").asText());
        assertThat(line(ann)).endsWith(":ann");
    }

    @Test
    void drawsItsLine() {
        Path picture = folder.resolve("ann.png");
        assertThat(ann.run("identity", "--qr", "--png=" + picture)).contains("█▀▀▀▀▀█");
        assertThat(Picture.read(picture)).isEqualTo(line(ann));
        assertThat(bob.run("trust", "add", "--read-png=" + picture)).contains("You trust ann from now on");
        assertThat(bob.run("trust", "add")).contains("give their identity line");
    }

    @Test
    void keepsItsKeyForItsOwnerAloneAndSealed() throws IOException {
        Path kept = ann.folder().resolve("chat.json");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(kept)))
                .isEqualTo("rw-------");
        ann.run("trust", "add", line(bob));
        assertThat(Files.readString(kept)).contains(line(bob), "\"key\":");
        assertThat(line(ann)).as("it is the same from then on").isEqualTo(line(ann));
    }

    @Test
    void trustsByALineAndForgets() {
        assertThat(ann.run("trust", "list")).contains("You trust nobody yet");
        assertThat(ann.run("trust", "add", line(bob))).contains("You trust bob from now on");
        assertThat(ann.run("trust", "list")).contains("bob", "identity");
        String identity = bob.event("identity", "identity").path("identity").asText();
        assertThat(ann.event("trusted", "trust", "add", line(bob), "--name=Robert")
                        .path("name")
                        .asText())
                .isEqualTo("Robert");
        assertThat(ann.event("contact", "trust", "list").path("identity").asText())
                .isEqualTo(identity);
        assertThat(ann.run("trust", "remove", "bob")).contains("trust nobody of that name");
        assertThat(ann.exit()).isEqualTo(2);
        assertThat(ann.run("trust", "remove", identity.substring(0, 8))).contains("do not trust Robert any more");
        assertThat(ann.events("trust", "list")).isEmpty();
    }

    @Test
    void aLineThatIsNoneIsSaidToBe() {
        for (String wrong : new String[] {"", "bob", "chat:x", line(bob).replace("chat:", "chat:a")}) {
            assertThat(ann.run("trust", "add", wrong)).contains("is no identity line");
            assertThat(ann.exit()).isEqualTo(2);
        }
        assertThat(ann.run("trust", "add", line(ann))).contains("this device's own");
    }

    @Test
    void twoCannotGoByOneName() {
        ann.run("trust", "add", line(bob));
        CommandDevice other = device("eve");
        assertThat(ann.run("trust", "add", line(other), "--name=bob")).contains("another 'bob' already");
        assertThat(ann.exit()).isEqualTo(2);
        assertThat(ann.run("trust", "add", line(other), "--name=You")).contains("cannot be called");
    }

    @Test
    void whatOnlyReadsNeedsNoFolderOfItsOwn() {
        String before = line(ann);
        try (DeviceFolder taken = DeviceFolder.take(ann.folder())) {
            assertThat(taken.path()).isEqualTo(ann.folder());
            assertThat(line(ann)).isEqualTo(before);
            assertThat(ann.run("trust", "list")).contains("nobody yet");
        }
    }

    @Test
    void aDamagedFileIsSaidToBe() throws IOException {
        Path kept = ann.folder().resolve("chat.json");
        String whole = Files.readString(kept);
        for (String damaged : new String[] {
            "", "{", "{}", whole.replace("\"contacts\"", "\"friends\""), whole.replace("[]", "[1]"), "[\"x\"]"
        }) {
            Files.writeString(kept, damaged);
            assertThat(ann.run("identity")).as(damaged).contains("chat.json cannot be read");
            assertThat(ann.exit()).isEqualTo(1);
        }
    }

    @Test
    void joiningNeedsARoomAndAHub() {
        assertThat(ann.run("join", "Lobby!")).contains("a room's name has");
        assertThat(ann.exit()).isEqualTo(2);
        assertThat(ann.run("join", "lobby")).contains("say where the hub is, the first time");
        assertThat(ann.exit()).isEqualTo(2);
        assertThat(ann.run("join", "lobby", "--hub=http://127.0.0.1:1")).contains("no hub answers at");
        assertThat(ann.exit()).isEqualTo(3);
        assertThat(ann.run("join", "lobby", "--hub=" + HERE, "--lines=nowhere")).contains("not where lines go to");
        assertThat(ann.exit()).isEqualTo(2);
    }

    @Test
    void anotherHubIsTakenOnlyWhenSaidSo() {
        ChatFolder kept = ChatFolder.open(ann.folder());
        Hub hub = hub(1);
        kept.change(p -> p.at(HERE, hub, false));
        kept.change(p -> p.at(HubUrl.parse("https://hub.example"), hub, false));
        assertThat(kept.profile().hub()).contains(new PinnedHub(HubUrl.parse("https://hub.example"), hub));
        Hub otherKey = new Hub(hub.id(), hub.name(), hub.signing(), key(Key.Algorithm.X25519, 7));
        for (Hub other : new Hub[] {hub(2), otherKey}) {
            assertThatThrownBy(() -> kept.profile().at(HERE, other, false))
                    .isInstanceOfSatisfying(
                            CliException.class, e -> assertThat(e.code()).isEqualTo(ExitCode.REFUSED))
                    .hasMessageContaining("--trust-new-hub");
        }
        assertThat(kept.profile().at(HERE, hub(2), true).hub().orElseThrow().hub())
                .isEqualTo(hub(2));
    }

    private static Hub hub(int seed) {
        Key signing = key(Key.Algorithm.ED25519, seed);
        return new Hub(Sha256.of(signing.bytes()).hex(), "hub", signing, key(Key.Algorithm.X25519, seed));
    }

    private static Key key(Key.Algorithm algorithm, int seed) {
        var bytes = new byte[32];
        bytes[0] = (byte) seed;
        return new Key(algorithm, Bytes.wrap(bytes));
    }
}
