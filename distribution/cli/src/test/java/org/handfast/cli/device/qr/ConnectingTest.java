package org.handfast.cli.device.qr;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two devices and the hub's side of the protocol: each step is another process's. */
class ConnectingTest {

    private static final String HOSTILE = "hi\u001b[2J\u202e\nConnected with Mallory.";

    @TempDir
    Path folder;

    private HubOfAWorld hub;
    private TerminalDevice ann;
    private TerminalDevice bob;

    @BeforeEach
    void start() throws IOException {
        hub = new HubOfAWorld("open");
        ann = registered("ann");
        bob = registered("bob");
    }

    @AfterEach
    void stop() {
        hub.close();
    }

    private TerminalDevice registered(String name) {
        var device = new TerminalDevice(folder.resolve(name));
        device.event("registered", "register", "--hub=" + hub.url(), "--name=" + name);
        return device;
    }

    private String initiated() {
        String first = ann.line("key", "--as=bob");
        String answer = bob.line("answer", "--as=ann", first);
        return ann.line("initiate", answer);
    }

    private void connect() {
        bob.event("done", "confirm", "--accept", initiated());
        ann.event("connected", "sync");
    }

    @Test
    void showsBothTheSameWords() {
        String first = ann.line("key", "--as=bob");
        assertThat(ann.line("key", "--as=bob")).as("as often as one likes").isEqualTo(first);
        String answer = bob.line("answer", "--as=ann", first);
        JsonNode words = ann.event("compare", "initiate", answer);
        String second = ann.line("initiate");
        JsonNode there = bob.event("compare", "confirm", "--accept", second);
        assertThat(there.path("check_words"))
                .isEqualTo(words.path("check_words"))
                .hasSize(4);
        assertThat(there.path("check_symbols"))
                .isEqualTo(words.path("check_symbols"))
                .hasSize(6);

        JsonNode connected = ann.event("connected", "sync");
        JsonNode listed = bob.event("connection", "connections");
        assertThat(listed.path("connection_id")).isEqualTo(connected.path("connection_id"));
        assertThat(listed.path("compared").asBoolean()).isTrue();
        assertThat(ann.event("connection", "connections").path("compared").asBoolean())
                .isFalse();
        ann.event("compared", "compare", "bob", "--accept");
        assertThat(ann.event("connection", "connections").path("compared").asBoolean())
                .isTrue();
        assertThat(ann.run("connections")).contains("bob", "open", "yes");
    }

    @Test
    void readsCodesFromPictures() {
        Path first = folder.resolve("first.png");
        Path answer = folder.resolve("answer.png");
        Path second = folder.resolve("second.png");
        ann.line("key", "--as=bob", "--png=" + first);
        bob.line("answer", "--as=ann", "--read-png=" + first, "--png=" + answer);
        ann.line("initiate", "--read-png=" + answer, "--png=" + second);
        bob.event("done", "confirm", "--accept", "--read-png=" + second);
        ann.event("connected", "sync");
    }

    @Test
    void drawsCodesForPeople() {
        assertThat(ann.run("key", "--as=bob", "--qr")).contains("Show this code to bob", "HANDFAST:1:K:", "█▀▀▀▀▀█");
        assertThat(ann.run("key", "--as=bob")).doesNotContain("█", "\u001b");
    }

    @Test
    void carriesTextsAndPlaces() {
        connect();
        ann.event("sent", "send", "bob", "two", "words");
        ann.event("sent", "locate", "bob", "52.52,13.405", "--accuracy=20");
        assertThat(bob.run("sync")).contains("ann: two words", "ann is at 52.52,13.405, to 20 m.");
        bob.event("sent", "locate", "ann", "--", "-33.9,18.4");
        JsonNode place = ann.event("location", "sync");
        assertThat(place.path("lat").asDouble()).isEqualTo(-33.9);
        assertThat(bob.run("sync")).contains("Nothing new.");
    }

    @Test
    void whatOthersSayDoesNothingToTheTerminal() {
        connect();
        ann.event("sent", "send", "bob", HOSTILE);
        assertThat(bob.run("sync"))
                .contains("ann: hi\ufffd[2J\ufffd\n     Connected with Mallory.")
                .doesNotContain("\u001b");
        ann.event("sent", "send", "bob", HOSTILE);
        assertThat(bob.run("sync", "--json")).matches("[\\p{ASCII}]*").contains("\\u001B");
    }

    @Test
    void whatIsNoPlaceIsSaidToBeNone() {
        connect();
        for (String place : new String[] {"", "here", "91,0", "0,181", "1,2,3", "1e1,5", "NaN,0"}) {
            assertThat(ann.run("locate", "bob", place)).contains("is no place");
            assertThat(ann.exit()).isEqualTo(2);
        }
    }

    @Test
    void aTextThatTheHubDidNotGetIsKept() {
        connect();
        hub.instead("POST /qr/sync", 503, "");
        assertThat(ann.run("send", "bob", "later")).contains("the hub refuses this (503)", "is kept for the next sync");
        assertThat(ann.exit()).isEqualTo(1);
        hub.asItIs();
        ann.event("synced", "sync");
        assertThat(bob.run("sync")).contains("ann: later");
    }

    @Test
    void pausesAndResumes() {
        connect();
        ann.event("paused", "pause", "bob");
        assertThat(ann.run("connections")).contains("paused");
        assertThat(bob.run("send", "ann", "hello?")).contains("The hub does not carry it to ann: ", "paused");
        assertThat(bob.exit()).isEqualTo(4);
        bob.event("resumed", "resume", "ann");
        assertThat(bob.run("send", "ann", "now?"))
                .as("who paused it resumes it")
                .contains("paused");
        ann.event("resumed", "resume", "bob");
        bob.event("sent", "send", "ann", "hello!");
        assertThat(ann.run("sync")).contains("bob: hello!").doesNotContain("hello?");
    }

    @Test
    void endsForBoth() {
        connect();
        ann.event("ended", "break", "bob");
        assertThat(ann.run("connections")).contains("Connected with nobody");
        assertThat(bob.run("sync")).contains("The connection with ann is over.");
        assertThat(bob.run("send", "ann", "x")).contains("is over: connect anew");
        assertThat(bob.run("connections")).contains("over");
        bob.event("ended", "break", "ann");
        assertThat(bob.run("connections")).contains("Connected with nobody");
        assertThat(bob.run("break", "ann")).contains("There is no connection with 'ann'");
        assertThat(bob.exit()).isEqualTo(2);
    }

    @Test
    void whoGivesUpIsNotConnected() {
        String second = initiated();
        ann.event("ended", "break", "bob");
        bob.event("done", "confirm", "--accept", second);
        assertThat(ann.run("sync")).contains("Nothing new.");
        assertThat(ann.run("connections")).contains("Connected with nobody");
        assertThat(bob.run("sync")).contains("The connection with ann is over.");
    }

    @Test
    void aConfirmWhoseAnswerWasLostIsAConnection() throws IOException {
        String second = initiated();
        Path kept = bob.folder().resolve("qr.json");
        byte[] before = Files.readAllBytes(kept);
        String id = bob.event("done", "confirm", "--accept", second)
                .path("connection_id")
                .asText();
        Files.write(kept, before);
        assertThat(bob.event("done", "confirm", "--accept", second)
                        .path("connection_id")
                        .asText())
                .isEqualTo(id);
    }

    @Test
    void whatWasBegunIsListed() {
        String second = initiated();
        assertThat(ann.run("status")).contains("Begun with bob: it is to confirm, within ");
        assertThat(bob.run("status"))
                .contains("Begun with ann: it is to show its second code; go on with: scan --as ann");
        assertThat(bob.event("status", "status")
                        .path("pairings")
                        .get(0)
                        .path("step")
                        .asText())
                .isEqualTo("answering");
        bob.event("done", "confirm", "--accept", second);
        assertThat(bob.event("status", "status").has("pairings")).isFalse();
    }

    @Test
    void codesThatDoNotBelongThereAreSaidSo() {
        String first = ann.line("key", "--as=bob");
        assertThat(ann.run("answer", first)).contains("this device's own code");
        String answer = bob.line("answer", "--as=ann", first);
        assertThat(bob.run("answer", answer)).contains("own code");
        assertThat(ann.run("initiate", first)).contains("own code");
        assertThat(bob.run("confirm", first)).contains("This is a first code");
        String second = ann.line("initiate", answer);
        assertThat(bob.run("answer", second)).contains("This is the second code");
        bob.event("done", "confirm", "--accept", second);
    }

    @Test
    void damagedAndForeignCodesAreSaidToBe() {
        String first = ann.line("key", "--as=bob");
        for (String[] bad : new String[][] {
            {first.substring(0, 60), "copy all of it once more"},
            {first.replace("K:A", "K:B"), "copy all of it once more"},
            {"https://hub.example/", "no code of Handfast"},
            {"HANDFAST:2:K:A:B", "newer Handfast"},
            {"x".repeat(600), "600 characters"}
        }) {
            assertThat(bob.run("answer", bad[0])).contains(bad[1]);
            assertThat(bob.exit()).isEqualTo(2);
        }
        assertThat(bob.run("answer")).contains("--read-png");
        assertThat(bob.run("answer", "--as=ann", first.replaceAll("(.{30})", "$1 ")))
                .contains("HANDFAST:1:K:");
    }

    @Test
    void theStepIsSaidThatIsMissing() {
        assertThat(ann.run("initiate")).contains("nothing has an answer yet");
        assertThat(ann.run("confirm")).contains("nothing has a second code yet");
        String first = ann.line("key", "--as=bob");
        bob.line("answer", "--as=ann", first);
        bob.line("answer", "--as=ann2", first);
        assertThat(bob.run("confirm", initiatedBy(bob.line("answer", "--as=ann3", first))))
                .contains("several wait for this; say which with --as: ann, ann2, ann3");
        assertThat(bob.exit()).isEqualTo(2);
        assertThat(ann.run("key", "--as=bob")).contains("what another connection is called");
    }

    private String initiatedBy(String answer) {
        return ann.line("initiate", answer);
    }

    @Test
    void threeCodesOfAnotherPairAreOneTooMany() {
        bob.line("answer", "--as=ann", ann.line("key", "--as=bob"));
        TerminalDevice eve = registered("eve");
        String foreign = eve.line("initiate", ann.line("answer", "--as=eve", eve.line("key", "--as=ann")));
        assertThat(bob.run("confirm", "--accept", foreign)).contains("for another pair of devices");
        assertThat(bob.exit()).isEqualTo(2);
        bob.run("confirm", "--accept", foreign);
        assertThat(bob.run("confirm", "--accept", foreign)).contains("third such code");
        assertThat(bob.exit()).isEqualTo(4);
        assertThat(bob.event("status", "status").has("pairings")).isFalse();
    }

    @Test
    void anotherHubsCodeIsPointedOut() throws IOException {
        try (HubOfAWorld other = new HubOfAWorld("open")) {
            var carl = new TerminalDevice(folder.resolve("carl"));
            carl.event("registered", "register", "--hub=" + other.url(), "--name=carl");
            assertThat(bob.run("answer", carl.line("key"))).contains("They can connect only if that is the same hub");
        }
    }
}
