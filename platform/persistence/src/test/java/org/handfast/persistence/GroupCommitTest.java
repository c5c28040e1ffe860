package org.handfast.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.handfast.api.Fault;
import org.handfast.core.store.Changes;
import org.handfast.core.store.Committed;
import org.handfast.core.store.StoredValue;
import org.handfast.core.store.Write;

@Timeout(60)
class GroupCommitTest {

    private static final Answer DONE = new Answer.Judged(new Committed.Done());

    @Test
    void runsOneThatComesAloneAlone() {
        List<Integer> sizes = new ArrayList<>();
        var group = new GroupCommit(batch -> {
            sizes.add(batch.size());
            return Collections.nCopies(batch.size(), DONE);
        });
        assertThat(group.commit(change(1))).isEqualTo(new Committed.Done());
        assertThat(group.commit(change(2))).isEqualTo(new Committed.Done());
        assertThat(sizes).containsExactly(1, 1);
    }

    @Test
    void runsTogetherWhatCameMeanwhileInOrderAndAnswersEachItsOwn() throws Exception {
        var gate = new Gate();
        try (ExecutorService callers = Executors.newCachedThreadPool()) {
            List<Future<Committed>> answers = queued(gate, callers, 100);
            gate.open();
            for (int n = 0; n < 100; n++) {
                assertThat(answers.get(n).get()).isEqualTo(new Committed.Stale("v" + n));
            }
        }
        assertThat(gate.batches).hasSize(3);
        assertThat(gate.batches.get(0)).containsExactly("v0");
        assertThat(gate.batches.get(1))
                .isEqualTo(IntStream.rangeClosed(1, 64).mapToObj(n -> "v" + n).toList());
        assertThat(gate.batches.get(2))
                .isEqualTo(IntStream.rangeClosed(65, 99).mapToObj(n -> "v" + n).toList());
    }

    @Test
    void waitsForNobodyWhoDoesNotComeBack() throws Exception {
        var gate = new Gate();
        try (ExecutorService callers = Executors.newCachedThreadPool()) {
            List<Future<Committed>> answers = queued(gate, callers, 10);
            gate.open();
            for (Future<Committed> answer : answers) {
                answer.get();
            }
        }
        assertThat(gate.group.commit(change(10))).isEqualTo(new Committed.Stale("v10"));
        assertThat(gate.batches.getLast()).containsExactly("v10");
    }

    @Test
    void leavesNobodyWaitingWhateverIsThrown() throws Exception {
        for (Throwable thrown : List.of(new IllegalStateException("a bug"), new StackOverflowError())) {
            var gate = new Gate();
            gate.thrown = thrown;
            try (ExecutorService callers = Executors.newCachedThreadPool()) {
                List<Future<Committed>> answers = queued(gate, callers, 5);
                gate.open();
                for (Future<Committed> answer : answers) {
                    assertThatExceptionOfType(ExecutionException.class)
                            .isThrownBy(answer::get)
                            .havingCause()
                            .isInstanceOfSatisfying(
                                    Fault.class, f -> assertThat(f.code()).isEqualTo("store-unavailable"))
                            .withRootCauseInstanceOf(thrown.getClass());
                }
            }
            gate.thrown = null;
            assertThat(gate.group.commit(change(7))).isEqualTo(new Committed.Stale("v7"));
        }
    }

    @Test
    void waitsForItsAnswerThoughInterrupted() throws Exception {
        var gate = new Gate();
        try (ExecutorService callers = Executors.newCachedThreadPool()) {
            Future<Committed> leader = callers.submit(() -> gate.group.commit(change(0)));
            await(gate.entered);
            var interrupted = new CountDownLatch(1);
            Future<Boolean> follower = callers.submit(() -> {
                Thread.currentThread().interrupt();
                interrupted.countDown();
                Committed answer = gate.group.commit(change(1));
                return Thread.interrupted() && answer.equals(new Committed.Stale("v1"));
            });
            await(interrupted);
            gate.open();
            assertThat(leader.get()).isEqualTo(new Committed.Stale("v0"));
            assertThat(follower.get()).isTrue();
        }
    }

    /** A transaction that holds the first to come until it is opened, and answers each change with its name. */
    private static final class Gate {
        final CountDownLatch entered = new CountDownLatch(1);
        final List<List<String>> batches = Collections.synchronizedList(new ArrayList<>());
        final GroupCommit group = new GroupCommit(this::commit);
        private final CompletableFuture<Void> opened = new CompletableFuture<>();
        volatile Throwable thrown;

        private List<Answer> commit(List<Changes> batch) {
            batches.add(batch.stream().map(GroupCommitTest::name).toList());
            entered.countDown();
            opened.join();
            switch (thrown) {
                case RuntimeException e -> throw e;
                case Error e -> throw e;
                case null, default -> {}
            }
            return batch.stream()
                    .<Answer>map(c -> new Answer.Judged(new Committed.Stale(name(c))))
                    .toList();
        }

        void open() {
            opened.complete(null);
        }
    }

    /** Lets callers come one after the other, the first of which is held at the gate. */
    private static List<Future<Committed>> queued(Gate gate, ExecutorService callers, int count) {
        List<Future<Committed>> answers = new ArrayList<>();
        for (int n = 0; n < count; n++) {
            Changes changes = change(n);
            answers.add(callers.submit(() -> gate.group.commit(changes)));
            if (n == 0) {
                await(gate.entered);
            }
            while (gate.group.waiting() < n) {
                Thread.onSpinWait();
            }
        }
        return answers;
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Changes change(int n) {
        return Changes.of(new Write.PutValue(new StoredValue("v" + n, "", 0)));
    }

    private static String name(Changes changes) {
        return ((Write.PutValue) changes.writes().getFirst()).value().name();
    }
}
