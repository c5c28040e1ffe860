package org.handfast.runtime.work;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class PlatformWorkersTest {

    private final PlatformWorkers workers = new PlatformWorkers(2, getClass().getClassLoader());

    @AfterEach
    void close() {
        workers.close();
    }

    @Test
    void aThreadThatIsStuckIsReplacedAndEndsOnceItIsFree() throws Exception {
        var stuck = new AtomicReference<Thread>();
        var begun = new CountDownLatch(1);
        var release = new CountDownLatch(1);
        workers.execute(() -> {
            stuck.set(Thread.currentThread());
            begun.countDown();
            await(release);
        });
        begun.await();
        workers.replace(stuck.get());
        workers.replace(stuck.get());
        assertThat(workers.size()).isEqualTo(3);
        assertThat(workers.stuck()).isEqualTo(1);
        var bothFree = new CountDownLatch(2);
        for (int i = 0; i < 2; i++) {
            workers.execute(() -> {
                bothFree.countDown();
                await(bothFree);
            });
        }
        assertThat(bothFree.await(10, TimeUnit.SECONDS)).isTrue();
        release.countDown();
        stuck.get().join();
        assertThat(workers.size()).isEqualTo(2);
        assertThat(workers.stuck()).isZero();
    }

    @Test
    void goesOnAfterATaskThatFails() throws Exception {
        var after = new CountDownLatch(4);
        for (int i = 0; i < 4; i++) {
            workers.execute(() -> {
                after.countDown();
                throw new IllegalStateException("expected by a test");
            });
        }
        assertThat(after.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(workers.size()).isEqualTo(2);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
