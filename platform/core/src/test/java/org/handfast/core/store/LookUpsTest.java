package org.handfast.core.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

class LookUpsTest {

    private final LookUps<String, Integer> lookUps = new LookUps<>(3);
    private int asked;
    private Optional<Integer> truth = Optional.of(1);

    private Optional<Integer> get(String key) {
        return lookUps.get(key, k -> {
            asked++;
            return truth;
        });
    }

    @Test
    void looksUpOnce() {
        assertThat(get("a")).contains(1);
        assertThat(get("a")).contains(1);
        assertThat(asked).isEqualTo(1);
    }

    @Test
    void remembersThatThereIsNothing() {
        truth = Optional.empty();
        assertThat(get("a")).isEmpty();
        assertThat(get("a")).isEmpty();
        assertThat(asked).isEqualTo(1);
    }

    @Test
    void looksUpAnewWhatWasChanged() {
        get("a");
        get("b");
        lookUps.begin(List.of("a"));
        truth = Optional.of(2);
        assertThat(get("a")).contains(2);
        assertThat(get("b")).contains(1);
        lookUps.end(List.of("a"));
        assertThat(get("a")).contains(2);
    }

    @Test
    void keepsNothingThatWasLookedUpDuringAChange() {
        lookUps.begin(List.of("a"));
        lookUps.begin(List.of("a"));
        get("a");
        lookUps.end(List.of("a"));
        truth = Optional.of(2);
        assertThat(get("a")).contains(2);
        lookUps.end(List.of("a"));
        truth = Optional.of(3);
        assertThat(get("a")).contains(3);
        assertThat(get("a")).contains(3);
        assertThat(asked).isEqualTo(3);
    }

    @Test
    void keepsNothingThatWasLookedUpBeforeAChangeThatCameBetween() {
        Optional<Integer> old = lookUps.get("a", k -> {
            lookUps.begin(List.of("a"));
            lookUps.end(List.of("a"));
            return Optional.of(1);
        });
        assertThat(old).contains(1);
        truth = Optional.of(2);
        assertThat(get("a")).contains(2);
    }

    @Test
    void keepsNothingOfALookUpThatFailed() {
        assertThatThrownBy(() -> lookUps.get("a", k -> {
                    throw new IllegalStateException("away");
                }))
                .hasMessage("away");
        assertThat(get("a")).contains(1);
    }

    @Test
    void forgetsWhatWasUnusedLongest() {
        List.of("a", "b", "c", "a", "d").forEach(this::get);
        assertThat(lookUps.size()).isEqualTo(3);
        assertThat(asked).isEqualTo(4);
        get("a");
        assertThat(asked).isEqualTo(4);
        get("b");
        assertThat(asked).isEqualTo(5);
    }

    @Test
    void neverKeepsAnOldValueHoweverReadersAndAWriterMeet() throws Exception {
        var value = new AtomicInteger();
        try (ExecutorService threads = Executors.newCachedThreadPool()) {
            List<Future<?>> readers = IntStream.range(0, 3)
                    .<Future<?>>mapToObj(i -> threads.submit(() -> {
                        int last = 0;
                        while (last < 20_000) {
                            int now = lookUps.get("a", k -> Optional.of(value.get()))
                                    .orElseThrow();
                            assertThat(now).isGreaterThanOrEqualTo(last);
                            last = now;
                        }
                    }))
                    .toList();
            for (int i = 1; i <= 20_000; i++) {
                lookUps.begin(List.of("a"));
                value.set(i);
                lookUps.end(List.of("a"));
                assertThat(lookUps.get("a", k -> Optional.of(value.get()))).contains(i);
            }
            for (Future<?> reader : readers) {
                reader.get();
            }
        }
    }
}
