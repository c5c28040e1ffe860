package org.handfast.plugin.relay.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;

import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class ReceivedTest {

    /** Against a model that remembers everything. */
    @RepeatedTest(50)
    void takesEveryNumberOnceInWhateverOrder(RepetitionInfo repetition) {
        var random = new Random(repetition.getCurrentRepetition());
        Set<Long> model = new HashSet<>();
        Received received = Received.NOTHING;
        long highest = 0;
        for (int i = 0; i < 500; i++) {
            long seq = Math.max(1, highest + 20 - random.nextInt(60));
            assertThat(received.has(seq)).isEqualTo(model.contains(seq));
            if (!received.has(seq)) {
                received = received.with(seq);
                model.add(seq);
            }
            highest = Math.max(highest, seq);
            assertThat(Received.of(received.toString())).isEqualTo(received);
        }
    }

    @Test
    void whatIsTooFarBehindCountsAsReceived() {
        Received received = Received.NOTHING.with(1L << 30);
        assertThat(received.has((1L << 30) - Received.REACH)).isFalse();
        assertThat(received.has((1L << 30) - Received.REACH - 1)).isTrue();
        assertThat(received.missing()).hasSize(Received.REACH);
        assertThat(received.toString().length()).isLessThan(4_096);
    }
}
