package org.handfast.cli.device.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

import org.handfast.cli.CliException;

class RegisterCommandTest {

    private static final String OTHER_KEY = "22fc297792f0b6ffc0bfcfdb7edb0c0aa14e025a365ec0e342e86e3829cb74b6";

    @TempDir
    Path device;

    private FakeHub hub;
    private int exit;

    @BeforeEach
    void start() throws IOException {
        hub = new FakeHub().registers("E011T7D");
    }

    @AfterEach
    void stop() {
        hub.close();
    }

    private String relay(String... arguments) {
        var out = new StringWriter();
        String[] all = java.util.Arrays.copyOf(arguments, arguments.length + 1);
        all[arguments.length] = "--device=" + device;
        exit = new CommandLine(new RelayCommand())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(out))
                .setExecutionExceptionHandler((e, line, parsed) -> {
                    line.getOut().print(e.getMessage());
                    line.getOut().flush();
                    return e instanceof CliException known ? known.code().number() : 1;
                })
                .execute(all);
        return out.toString();
    }

    @Test
    void tellsTheCode() {
        assertThat(relay("register", hub.url()))
                .contains("E  0  1  1  T  7  D", "E zero one one T seven D", "relay pair E011T7D")
                .doesNotContain("\u001b", "█");
        assertThat(relay("register", hub.url(), "--qr")).contains("█").doesNotContain("\u001b");
        assertThat(relay("register", hub.url(), "--json"))
                .startsWith(
                        "{\"event\":\"registered\",\"code\":\"E011T7D\",\"hub\":\"" + hub.url() + "\",\"hub_id\":\"");
    }

    @Test
    void keepsItForItsOwnerAlone() throws IOException {
        relay("register", hub.url());
        Path kept = device.resolve("relay.json");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(kept)))
                .isEqualTo("rw-------");
        assertThat(Files.readString(kept)).contains("E011T7D", FakeHub.KEY, hub.url());
    }

    @Test
    void anotherKeyOfTheSameHubIsTrustedOnlyWhenSaidSo() {
        relay("register", hub.url());
        hub.key(OTHER_KEY);
        assertThat(relay("register", hub.url())).contains("another key", "--trust-new-hub");
        assertThat(exit).isEqualTo(4);
        assertThat(relay("pair", "BOBCODE")).contains("another key");
        assertThat(exit).isEqualTo(4);
        assertThat(relay("register", hub.url(), "--trust-new-hub")).contains("E  0  1");
        assertThat(exit).isZero();
        assertThat(relay("register", hub.url())).contains("E  0  1");
    }

    @Test
    void anotherHubHasItsOwnKey() throws IOException {
        relay("register", hub.url());
        try (FakeHub other = new FakeHub().key(OTHER_KEY).registers("BOBCODE")) {
            assertThat(relay("register", other.url())).contains("B  O  B");
        }
    }

    @Test
    void whoIsNotRegisteredIsToldHowTo() {
        for (String[] command : new String[][] {{"pair", "BOBCODE"}, {"send", "BOBCODE", "hello"}, {"listen"}}) {
            assertThat(relay(command)).contains("relay register URL");
            assertThat(exit).isEqualTo(2);
        }
        assertThat(relay("list")).contains("Paired with nobody yet");
        assertThat(relay("forget", "BOBCODE")).contains("does not know BOBCODE");
        assertThat(hub.asked()).isEmpty();
    }

    @Test
    void aCodeThatNobodyHasIsSaidToBeNobodys() {
        relay("register", hub.url());
        assertThat(relay("pair", "BOBCODE")).contains("nobody has the code BOBCODE");
        assertThat(exit).isEqualTo(2);
        assertThat(relay("pair", "e011t7d")).contains("own code");
    }

    @Test
    void aDamagedFileIsSaidToBe() throws IOException {
        Files.writeString(device.resolve("relay.json"), "{\"hub\":");
        assertThat(relay("listen")).contains("relay.json cannot be read");
    }
}
