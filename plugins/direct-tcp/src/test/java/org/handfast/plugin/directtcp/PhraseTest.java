package org.handfast.plugin.directtcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import org.handfast.api.Device.Trust;
import org.handfast.api.Event.Answer;
import org.handfast.api.Question.Stage;
import org.handfast.core.registry.DeviceRecord;
import org.handfast.testkit.TestNode;
import org.handfast.testkit.World;
import org.handfast.testkit.WorldTest;

@WorldTest
class PhraseTest {

    private static TestNode hub(World world) {
        return world.node("hub", Map.of(), new DirectTcp());
    }

    private static TestNode device(World world) {
        return world.node("laptop", Map.of(), new DirectTcp());
    }

    private static List<String> phrase(TestNode hub) {
        var seen = hub.command(DirectTcp.ID, "phrase", Map.of());
        assertThat(seen.end().orElseThrow()).startsWith("CLOSED");
        return seen.shown().getFirst().values();
    }

    private static TestNode.Seen pair(TestNode device, String phrase) {
        Map<String, String> arguments = new HashMap<>(Map.of("endpoint", "hub", "name", "Ada's laptop"));
        if (!phrase.isEmpty()) {
            arguments.put("phrase", phrase);
        }
        return device.command(DirectTcp.ID, "pair", arguments);
    }

    @Test
    void aPhraseThatBothEndsKnowAnswersTheQuestionOfWords(World world) {
        TestNode hub = hub(world);
        TestNode device = device(world);
        List<String> words = phrase(hub);
        assertThat(words).hasSize(8);
        var seen = pair(device, "  " + String.join("   ", words).toUpperCase(java.util.Locale.ROOT) + " ");
        hub.answer(Stage.CONTACT, Answer.YES);
        assertThat(hub.node().desk().pending()).isEmpty();
        assertThat(seen.labels()).endsWith("Connected");
        DeviceRecord paired = hub.contents().devices().getFirst();
        assertThat(paired.trust()).isEqualTo(Trust.TRUSTED);
        assertThat(paired.approval()).map(DeviceRecord.Approved::by).contains("test by a one-time phrase");
        assertThat(hub.contents().offers()).isEmpty();
        assertThat(device.contents().offers()).isEmpty();
    }

    @Test
    void aPhraseIsGoodForOnePairing(World world) {
        TestNode hub = hub(world);
        TestNode device = device(world);
        String phrase = String.join(" ", phrase(hub));
        pair(device, phrase);
        hub.answer(Stage.CONTACT, Answer.YES);
        TestNode second = world.node("phone", Map.of(), new DirectTcp());
        var seen = pair(second, phrase);
        hub.answer(Stage.CONTACT, Answer.YES);
        assertThat(seen.end().orElseThrow()).contains("phrase");
        assertThat(hub.contents().devices()).hasSize(1);
    }

    @Test
    void whoeverDoesNotKnowThePhraseIsTurnedAwayAndThreeOfThemEndIt(World world) {
        TestNode hub = hub(world);
        TestNode device = device(world);
        phrase(hub);
        for (int i = 0; i < 3; i++) {
            pair(device, "");
            hub.answer(Stage.CONTACT, Answer.YES);
            assertThat(hub.contents().devices()).isEmpty();
        }
        pair(device, "");
        hub.answer(Stage.CONTACT, Answer.YES);
        hub.answer(Stage.WORDS, Answer.YES);
        device.answer(Stage.WORDS, Answer.YES);
        assertThat(hub.contents().devices()).hasSize(1);
    }

    @Test
    void aDeviceWithAPhraseRefusesAHubThatDoesNotKnowIt(World world) {
        TestNode other = world.node("other", Map.of(), new DirectTcp());
        String foreign = String.join(" ", phrase(other));
        TestNode hub = hub(world);
        TestNode device = device(world);
        var seen = pair(device, foreign);
        hub.answer(Stage.CONTACT, Answer.YES);
        assertThat(seen.end().orElseThrow()).startsWith("REJECTED").contains("phrase");
        assertThat(hub.contents().devices()).isEmpty();
        assertThat(device.contents().devices()).isEmpty();
    }

    @Test
    void aPhraseExpiresAfterTenMinutes(World world) {
        TestNode hub = hub(world);
        TestNode device = device(world);
        phrase(hub);
        world.pass(Duration.ofMinutes(10));
        pair(device, "");
        hub.answer(Stage.CONTACT, Answer.YES);
        assertThat(hub.question().stage()).isEqualTo(Stage.WORDS);
        hub.answer(Stage.WORDS, Answer.YES);
        device.answer(Stage.WORDS, Answer.YES);
    }

    @Test
    void aMistypedPhraseIsToldBeforeAnythingIsDialled(World world) {
        TestNode hub = hub(world);
        TestNode device = device(world);
        List<String> words = new ArrayList<>(phrase(hub));
        for (String wrong : List.of("zzz", "abandon", "zoo")) {
            List<String> typed = new ArrayList<>(words);
            typed.set(3, wrong);
            if (!typed.equals(words)) {
                var seen = pair(device, String.join(" ", typed));
                assertThat(seen.end().orElseThrow()).contains("mistyped");
            }
        }
        assertThat(hub.node().desk().pending()).isEmpty();
    }

    @Test
    void aPhraseIsInNoFlightRecordAndNoAuditRow(World world) {
        TestNode hub = hub(world);
        TestNode device = device(world);
        List<String> words = phrase(hub);
        pair(device, String.join(" ", words));
        hub.answer(Stage.CONTACT, Answer.YES);
        hub.node().audit().seal();
        String everything = hub.flights() + " " + device.flights() + " "
                + hub.node().ports().store().sealedAudit(0, 100);
        assertThat(everything)
                .doesNotContain(String.join(" ", words))
                .doesNotContain(words.get(0) + ", " + words.get(1));
    }
}
