package org.handfast.core.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

import org.junit.jupiter.api.Test;

import org.handfast.core.fake.FakeWorkers;
import org.handfast.core.fake.Logged;
import org.handfast.core.limit.Limits;

class InboxTest {

    private static final Limits LIMITS =
            Limits.of(Map.of("limit.inbox", "4", "limit.inbox-bytes", "1000", "limit.inbox-overrun", "6"));

    private final FakeWorkers workers = new FakeWorkers();
    private final List<String> done = new CopyOnWriteArrayList<>();

    private Inbox inbox(Inbox.Pressure pressure) {
        return new Inbox(workers, LIMITS, pressure);
    }

    private Inbox inbox() {
        return inbox(new Noting());
    }

    private final class Noting implements Inbox.Pressure {
        @Override
        public void pause() {
            done.add("pause");
        }

        @Override
        public void resume() {
            done.add("resume");
        }
    }

    private Runnable note(String what) {
        return () -> done.add(what);
    }

    @Test
    void takesWhatItWasGivenInOrderWhoeverGaveIt() {
        Inbox inbox = inbox();
        inbox.tell(note("1"));
        inbox.offer(note("2"), 1);
        inbox.tell(note("3"));
        workers.workAll();
        assertThat(done).containsExactly("1", "2", "3");
    }

    @Test
    void hasOneConsumerAtATime() {
        Inbox inbox = inbox();
        inbox.tell(() -> {
            done.add("begins");
            inbox.tell(note("next"));
            workers.workAll();
            done.add("ends");
        });
        workers.workAll();
        assertThat(done).containsExactly("begins", "ends", "next");
    }

    @Test
    void letsOthersHaveTheThreadBetweenTurns() {
        Inbox inbox = inbox();
        for (int i = 0; i < 40; i++) {
            inbox.tell(note("own"));
        }
        workers.execute(note("other"));
        workers.workAll();
        assertThat(done.indexOf("other")).isEqualTo(32);
        assertThat(done).hasSize(41);
    }

    @Test
    void pausesAtTheFirstMarkAndResumesAtHalfOfIt() {
        Inbox inbox = inbox();
        for (int i = 1; i <= 4; i++) {
            assertThat(inbox.offer(note("m" + i), 1)).isTrue();
        }
        assertThat(done).containsExactly("pause");
        workers.workAll();
        assertThat(done).containsExactly("pause", "m1", "resume", "m2", "m3", "m4");
    }

    @Test
    void pausesForBytesAsWellAsForMessages() {
        Inbox inbox = inbox();
        inbox.offer(note("small"), 499);
        assertThat(done).isEmpty();
        inbox.offer(note("large"), 501);
        assertThat(done).containsExactly("pause");
        workers.workAll();
        assertThat(done).containsExactly("pause", "small", "resume", "large");
    }

    @Test
    void doesNotCountWhatTheHubHasToSay() {
        Inbox inbox = inbox();
        for (int i = 0; i < 100; i++) {
            assertThat(inbox.tell(note("own"))).isTrue();
        }
        assertThat(done).isEmpty();
    }

    @Test
    void refusesPastTheSecondMarkUntilThereIsRoom() {
        Inbox inbox = inbox();
        for (int i = 0; i < 6; i++) {
            assertThat(inbox.offer(note("m" + i), 1)).isTrue();
        }
        assertThat(inbox.offer(note("too many"), 1)).isFalse();
        assertThat(inbox.tell(note("own"))).isTrue();
        workers.workAll();
        assertThat(done).doesNotContain("too many").endsWith("own");
        assertThat(inbox.offer(note("again"), 1)).isTrue();
    }

    @Test
    void dropsWhatIsInItWhenItIsClosedAndTakesNothingMore() {
        Inbox inbox = inbox();
        inbox.tell(inbox::close);
        inbox.tell(note("after"));
        inbox.offer(note("after"), 1);
        workers.workAll();
        assertThat(inbox.tell(note("late"))).isFalse();
        inbox.offer(note("late"), 1);
        workers.workAll();
        assertThat(done).isEmpty();
    }

    @Test
    void goesOnAfterAnEventThatFails() {
        Inbox inbox = inbox();
        inbox.tell(() -> {
            throw new IllegalStateException("a bug");
        });
        inbox.tell(() -> {
            throw new AssertionError("another");
        });
        inbox.tell(note("next"));
        try (Logged logged = Logged.by(Inbox.class)) {
            workers.workAll();
            assertThat(logged.lines()).hasSize(2).allMatch(l -> l.startsWith("SEVERE An event failed"));
        }
        inbox.tell(note("later"));
        workers.workAll();
        assertThat(done).containsExactly("next", "later");
    }

    @Test
    void asksALinkThatComesWhileItIsFullToPauseToo() {
        Inbox inbox = inbox();
        inbox.admit(note("early pauses"), () -> {});
        for (int i = 0; i < 4; i++) {
            inbox.offer(() -> {}, 1);
        }
        inbox.admit(note("late pauses"), note("late resumes"));
        workers.workAll();
        inbox.admit(note("later pauses"), note("later resumes"));
        assertThat(done).containsExactly("pause", "late pauses", "resume", "later resumes");
    }

    /** A thread that fills the inbox is held up on its way to the links, while the consumer empties it. */
    @Test
    void neverLeavesLinksPausedWhenItIsEmpty() throws InterruptedException {
        var pausing = new CountDownLatch(1);
        var go = new CountDownLatch(1);
        Inbox inbox = inbox(new Inbox.Pressure() {
            @Override
            public void pause() {
                pausing.countDown();
                await(go);
                done.add("paused");
            }

            @Override
            public void resume() {
                done.add("resumed");
            }
        });
        List<Thread> threads = new ArrayList<>();
        threads.add(Thread.ofPlatform().start(() -> {
            for (int i = 0; i < 4; i++) {
                inbox.offer(() -> {}, 1);
            }
        }));
        pausing.await();
        Thread consumer = Thread.ofPlatform().start(workers::workAll);
        threads.add(consumer);
        while (consumer.isAlive() && consumer.getState() != Thread.State.BLOCKED) {
            Thread.onSpinWait();
        }
        go.countDown();
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(done).containsExactly("paused", "resumed");
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
