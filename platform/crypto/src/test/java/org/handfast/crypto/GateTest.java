package org.handfast.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.handfast.api.Fault.Category.LIMIT_REACHED;
import static org.handfast.crypto.Faults.assertFault;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class GateTest {

    /** Each call waits inside for another, so that all are through only if two can be inside. */
    @Test
    void letsAsManyInAsItIsForAndNoMore() throws InterruptedException, ExecutionException {
        var gate = new Gate(2, 8);
        var pair = new CyclicBarrier(2);
        var inside = new AtomicInteger();
        var most = new AtomicInteger();
        List<Future<Boolean>> calls = new ArrayList<>();
        try (var threads = Executors.newFixedThreadPool(10)) {
            for (int i = 0; i < 10; i++) {
                calls.add(threads.submit(() -> gate.pass(() -> {
                    most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                    await(pair);
                    inside.decrementAndGet();
                    return true;
                })));
            }
            for (Future<Boolean> call : calls) {
                assertThat(call.get()).isTrue();
            }
        }
        assertThat(most).hasValue(2);
    }

    private static void await(CyclicBarrier barrier) {
        try {
            barrier.await();
        } catch (InterruptedException | BrokenBarrierException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void turnsAwayWhoWouldWaitTooLong() {
        var gate = new Gate(1, 0);
        gate.pass(() -> assertFault(LIMIT_REACHED, "too-many-passwords", () -> gate.pass(() -> "second")));
        assertThat(gate.<String>pass(() -> "third")).isEqualTo("third");
    }

    @Test
    void letsOthersInAfterACallThatFailed() {
        var gate = new Gate(1, 0);
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> gate.pass(() -> {
                        throw new IllegalStateException("failed");
                    }))
                    .hasMessage("failed");
        }
        assertThat(gate.<String>pass(() -> "next")).isEqualTo("next");
    }
}
