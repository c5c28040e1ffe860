package org.handfast.cli.device.qr;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.handfast.api.Event.Answer;

class RegisterCommandTest {

    private static final String OTHER_KEY = "22fc297792f0b6ffc0bfcfdb7edb0c0aa14e025a365ec0e342e86e3829cb74b6";

    @TempDir
    Path folder;

    private HubOfAWorld hub;
    private TerminalDevice device;

    @BeforeEach
    void start() throws IOException {
        hub = new HubOfAWorld("approval");
        device = new TerminalDevice(folder);
    }

    @AfterEach
    void stop() {
        hub.close();
    }

    private String register(String... more) {
        String[] all = new String[2 + more.length];
        all[0] = "register";
        all[1] = "--hub=" + hub.url();
        System.arraycopy(more, 0, all, 2, more.length);
        return device.run(all);
    }

    @Test
    void tellsThatSomebodyHasToDecide() {
        assertThat(register("--no-wait", "--name=Ann"))
                .contains("has not let this device in yet")
                .doesNotContain("\u001b");
        assertThat(device.exit()).isZero();
        assertThat(device.run("status")).contains("'Ann' at " + hub.url() + ", waiting");
        assertThat(device.run("status")).contains(hub.fingerprints().getFirst());
        assertThat(device.run("sync")).contains("has not let this device in yet");
        assertThat(device.exit()).isEqualTo(2);
        hub.decide(Answer.YES);
        assertThat(device.run("sync")).contains("Nothing new.");
        assertThat(device.event("registered", "register", "--hub=" + hub.url())
                        .path("state")
                        .asText())
                .isEqualTo("active");
    }

    @Test
    void waitsUntilSomebodyDecides() throws InterruptedException {
        var operator = new Thread(() -> {
            while (hub.asked().stream().filter("POST /qr/accounts"::equals).count() < 2) {
                Thread.onSpinWait();
            }
            hub.decide(Answer.YES);
        });
        operator.start();
        assertThat(register("--name=Ann"))
                .contains(
                        "is to let this device in, and sees this key. Waiting",
                        "  Our key    ",
                        "Registered at A\ufffd[2Jhub, " + hub.url());
        assertThat(device.exit()).isZero();
        operator.join();
    }

    @Test
    void isRefused() {
        register("--no-wait");
        hub.decide(Answer.NO);
        assertThat(register()).contains("has refused this device");
        assertThat(device.exit()).isEqualTo(4);
        assertThat(device.run("sync")).contains("has refused this device");
    }

    @Test
    void keepsItsKeysForItsOwnerAloneAndSealed() throws IOException {
        String id = account();
        Path kept = folder.resolve("qr.json");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(kept)))
                .isEqualTo("rw-------");
        assertThat(Files.readString(kept)).contains(id, hub.url());
        assertThat(account()).as("the same device is the same account").isEqualTo(id);
    }

    private String account() {
        return device.event("registered", "register", "--hub=" + hub.url(), "--no-wait")
                .path("account_id")
                .asText();
    }

    @Test
    void anInviteThatIsNoneIsSaidToBe() {
        assertThat(register("--invite=nothing-of-the-kind")).contains("the hub refuses this: ");
        assertThat(device.exit()).isEqualTo(4);
    }

    @Test
    void anotherKeyOfTheSameHubIsTrustedOnlyWhenSaidSo() {
        String id = account();
        hub.key(OTHER_KEY);
        assertThat(register("--no-wait")).contains("another key", "--trust-new-hub");
        assertThat(device.exit()).isEqualTo(4);
        assertThat(device.run("sync")).contains("another key");
        assertThat(device.exit()).isEqualTo(4);
        assertThat(register("--no-wait", "--trust-new-hub"))
                .as("the hub signs for the id that it has, not the one that it says")
                .contains("the hub refuses this: ");
        assertThat(id).isNotEmpty();
    }

    @Test
    void whatIsNoHubIsSaidToBeNone() {
        assertThat(device.run("register", "--hub=hub.example")).contains("write it as http://");
        assertThat(device.exit()).isEqualTo(2);
        hub.instead("GET /hub", 404, "");
        assertThat(register()).contains("is no hub (404)");
        assertThat(device.exit()).isEqualTo(3);
        hub.instead("GET /hub", 200, " ".repeat(HubCalls.LONGEST + 1));
        assertThat(register()).contains("too long");
    }

    @Test
    void whatTheHubAnswersIsBelievedAsFarAsItsFormGoes() {
        for (String answer : new String[] {"", "[]", "{}", "{\"state\":\"active\",\"account_id\":\"x\"}"}) {
            hub.instead("POST /qr/accounts", 201, answer);
            register("--no-wait");
            assertThat(device.exit()).as(answer).isNotZero();
        }
    }

    @Test
    void whoIsNotRegisteredIsToldHowTo() {
        for (String[] command : new String[][] {
            {"show"}, {"scan"}, {"key"}, {"send", "bob", "hello"}, {"listen"}, {"sync"}, {"status"}, {"connections"}
        }) {
            assertThat(device.run(command)).contains("qr register --hub URL");
            assertThat(device.exit()).isEqualTo(2);
        }
        assertThat(hub.asked()).isEmpty();
    }

    @Test
    void aDamagedFileIsSaidToBe() throws IOException {
        account();
        Path kept = folder.resolve("qr.json");
        String whole = Files.readString(kept);
        for (String damaged :
                new String[] {"", "{", "{}", whole.replace("\"hubKey\"", "\"hubkey\""), whole.replace("waiting", "x")
                }) {
            Files.writeString(kept, damaged);
            assertThat(device.run("sync")).contains("qr.json cannot be read");
            assertThat(device.exit()).isEqualTo(1);
        }
    }
}
