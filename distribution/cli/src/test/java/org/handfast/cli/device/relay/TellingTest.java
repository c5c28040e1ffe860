package org.handfast.cli.device.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;

import org.junit.jupiter.api.Test;

import org.handfast.api.Bytes;
import org.handfast.api.Key;
import org.handfast.api.Step.Outcome;
import org.handfast.cli.device.hub.HubUrl;

class TellingTest {

    private static final String HOSTILE = "hi\u001b[2J\u009b1m\u202e\r\nPaired with MALLORY.\u0007";

    private final StringWriter written = new StringWriter();
    private final RelayTeller sentences = new Sentences(
            new PrintWriter(written),
            new Registration(
                    HubUrl.parse("http://hub:9081"),
                    new Key(Key.Algorithm.ED25519, Bytes.hex(FakeHub.KEY)),
                    new Code("E011T7D")));
    private final RelayTeller lines = new JsonLines(new PrintWriter(written));

    @Test
    void aMessageDoesNothingToTheTerminal() {
        sentences.told(new Told("message", List.of("BOBCODE", HOSTILE)));
        assertThat(written).hasToString("BOBCODE: hi\ufffd[2J\ufffd1m\ufffd\n         Paired with MALLORY.\ufffd\n");
    }

    @Test
    void norDoesAnythingElseThatOthersSay() {
        sentences.told(new Told("revoked", List.of("BOBCODE", HOSTILE)));
        sentences.told(new Told("failed", List.of("BOBCODE", "message", "refused", HOSTILE)));
        sentences.told(new Told("something-new", List.of(HOSTILE)));
        sentences.over(Outcome.FAILED, HOSTILE);
        assertThat(written.toString().lines()).hasSize(4);
        assertThat(written.toString()).doesNotContain("\u001b", "\u009b", "\u202e", "\r");
    }

    @Test
    void aMessageAsJsonIsAsciiOnOneLine() {
        lines.told(new Told("message", List.of("BOBCODE", HOSTILE + "ä")));
        assertThat(written.toString())
                .startsWith("{\"event\":\"message\",\"peer\":\"BOBCODE\",\"text\":\"hi\\u001B[2J\\u009B1m\\u202E\\r\\n")
                .matches("\\p{ASCII}*")
                .hasLineCount(1);
    }

    @Test
    void aHubThatIsAwayForLongIsSaidToBeSoOnce() {
        for (String where : List.of(
                "Dialling", "Greeting", "Connecting", "Online", "Online", "Resting", "Dialling", "Resting", "Online")) {
            sentences.line(where);
        }
        assertThat(written.toString().lines())
                .containsExactly(
                        "Connected to http://hub:9081 as E011T7D.",
                        "The hub is not to be reached. Trying again, and again…",
                        "Connected again.");
    }
}
