package org.handfast.core.flight;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.handfast.api.Address;
import org.handfast.api.ConversationKey;
import org.handfast.api.State;
import org.handfast.api.Step;
import org.handfast.core.fake.FakeTimers;
import org.handfast.core.flight.FlightRecord.Kind;
import org.handfast.core.limit.Limits;

class RecorderTest {

    private static final Instant NOW = FakeTimers.BEGINNING;
    private static final Progress PROGRESS = new Progress(State.Phase.NEGOTIATING, "Talking");

    private static Recorder recorder(int capacity) {
        return new Recorder(
                new UUID(0, 1),
                "p",
                new ConversationKey("talk", "1"),
                NOW,
                Limits.of(Map.of("limit.flight-entries", Integer.toString(capacity), "limit.flight-detail", "20")));
    }

    private static void note(Recorder recorder, int from, int to) {
        for (int i = from; i <= to; i++) {
            recorder.add(NOW.plusSeconds(i), Kind.NOTE, "n" + i, "");
        }
    }

    private static List<String> codes(FlightRecord record) {
        return record.entries().stream().map(FlightRecord.Entry::code).toList();
    }

    @Test
    void keepsAllOfAShortConversation() {
        Recorder recorder = recorder(10);
        note(recorder, 1, 10);
        FlightRecord record = recorder.soFar(PROGRESS);
        assertThat(codes(record))
                .isEqualTo(IntStream.rangeClosed(1, 10).mapToObj(i -> "n" + i).toList());
        assertThat(record.startedAt()).isEqualTo(NOW);
        assertThat(record.key()).isEqualTo("talk/1");
        assertThat(record.phase()).isEqualTo(State.Phase.NEGOTIATING);
        assertThat(record.label()).isEqualTo("Talking");
        assertThat(record.outcome()).isEmpty();
        assertThat(record.endedAt()).isEmpty();
    }

    @Test
    void keepsTheBeginningAndTheEndOfALongOneAndCountsTheRest() {
        Recorder recorder = recorder(10);
        note(recorder, 1, 1_000);
        FlightRecord record = recorder.soFar(PROGRESS);
        assertThat(codes(record))
                .containsExactly("n1", "n2", "n3", "n4", "n5", "left-out", "n996", "n997", "n998", "n999", "n1000");
        FlightRecord.Entry gap = record.entries().get(5);
        assertThat(gap.detail()).isEqualTo("990 entries are not kept");
        assertThat(record.entries()).isSortedAccordingTo(java.util.Comparator.comparing(FlightRecord.Entry::at));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 200})
    void keepsNoMoreThanItMay(int capacity) {
        Recorder recorder = recorder(capacity);
        note(recorder, 1, 500);
        FlightRecord record = recorder.soFar(PROGRESS);
        assertThat(record.entries()).hasSize(capacity + 1);
        assertThat(codes(record)).endsWith("n500").contains("left-out");
    }

    @Test
    void addsNothingOfAPreview() {
        Recorder recorder = recorder(10);
        note(recorder, 1, 1);
        FlightRecord preview = recorder.soFar(
                new Progress(State.Phase.CONFIRMING, "Next"), List.of(recorder.line(NOW, Kind.EFFECT, "claim", "x")));
        assertThat(codes(preview)).containsExactly("n1", "claim");
        assertThat(preview.label()).isEqualTo("Next");
        assertThat(codes(recorder.soFar(PROGRESS))).containsExactly("n1");
        FlightRecord end = recorder.ended(
                PROGRESS, Step.Outcome.CLOSED, "done", NOW, List.of(recorder.line(NOW, Kind.EFFECT, "claim", "x")));
        assertThat(codes(end)).containsExactly("n1", "claim");
        assertThat(codes(recorder.soFar(PROGRESS))).containsExactly("n1");
    }

    @Test
    void cutsAndCleansWhatPeersAndPluginsChose() {
        Recorder recorder = new Recorder(
                new UUID(0, 1),
                "p",
                new ConversationKey("talk", "k\n".repeat(500)),
                NOW,
                Limits.of(Map.of("limit.flight-detail", "20")));
        recorder.remote("r\u0000".repeat(500));
        recorder.add(NOW, Kind.NOTE, "c\n".repeat(500), "d\u202e".repeat(500));
        FlightRecord record = recorder.ended(
                new Progress(State.Phase.OPENED, "l\n".repeat(500)), Step.Outcome.FAILED, "w\n".repeat(500), NOW);
        assertThat(record.key()).hasSizeLessThanOrEqualTo(300);
        assertThat(record.remote().orElseThrow()).hasSizeLessThanOrEqualTo(300);
        assertThat(record.label()).hasSizeLessThanOrEqualTo(100);
        assertThat(record.reason()).hasSizeLessThanOrEqualTo(20);
        assertThat(record.entries().getFirst().code()).hasSizeLessThanOrEqualTo(100);
        assertThat(record.entries().getFirst().detail()).hasSizeLessThanOrEqualTo(20);
        assertThat(record.toString()).doesNotContain("\n", "\u0000", "\u202e");
    }

    @Test
    void countsMessagesAndKeepsNoneOfThem() {
        Recorder recorder = recorder(10);
        recorder.received();
        recorder.received();
        recorder.sent();
        FlightRecord record = recorder.soFar(PROGRESS);
        assertThat(record.messagesIn()).isEqualTo(2);
        assertThat(record.messagesOut()).isEqualTo(1);
        assertThat(record.entries()).isEmpty();
    }

    @Test
    void isAboutWhoeverItTurnedOutToBeAbout() {
        Recorder recorder = recorder(10);
        assertThat(recorder.soFar(PROGRESS).address()).isEmpty();
        recorder.about(new Address("ada"));
        recorder.remote("198.51.100.1:4000");
        assertThat(recorder.soFar(PROGRESS).address()).contains(new Address("ada"));
        assertThat(recorder.soFar(PROGRESS).remote()).contains("198.51.100.1:4000");
        assertThat(recorder.remote()).contains("198.51.100.1:4000");
    }

    @Test
    void endsWithAnOutcomeAReasonAndATime() {
        FlightRecord record = recorder(10).ended(PROGRESS, Step.Outcome.REJECTED, "no", NOW.plusSeconds(9));
        assertThat(record.outcome()).contains(Step.Outcome.REJECTED);
        assertThat(record.reason()).isEqualTo("no");
        assertThat(record.endedAt()).contains(NOW.plusSeconds(9));
        assertThat(recorder(10)
                        .soFar(PROGRESS)
                        .ended(Step.Outcome.FAILED, "cut", NOW)
                        .outcome())
                .contains(Step.Outcome.FAILED);
    }
}
