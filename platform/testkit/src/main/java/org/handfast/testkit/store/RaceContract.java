package org.handfast.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import org.handfast.api.Bytes;
import org.handfast.api.Device;
import org.handfast.api.Item;
import org.handfast.api.Key;
import org.handfast.core.item.ItemRecord;
import org.handfast.core.registry.DeviceRecord;
import org.handfast.core.store.Changes;
import org.handfast.core.store.Committed;
import org.handfast.core.store.Seen;
import org.handfast.core.store.StoredValue;
import org.handfast.core.store.Write;

/** Many at once: changes are as if made one after the other, and readers see them whole. */
public interface RaceContract extends StoreSubject {

    /** How many run against each other. */
    int THREADS = 8;

    @Test
    default void givesAClaimToOneOfMany() throws Exception {
        for (int round = 0; round < 10; round++) {
            var claim = Samples.claim("race", round);
            int base = round * 100;
            List<Committed> outcomes = race(n -> Changes.of(new Write.AddClaim(claim), audit(base + n)));
            assertThat(outcomes)
                    .containsOnlyOnce(new Committed.Done())
                    .filteredOn(o -> !o.equals(new Committed.Done()))
                    .hasSize(THREADS - 1)
                    .containsOnly(new Committed.Lost(claim));
        }
        assertThat(store().unsealedAudit(1_000)).hasSize(10);
    }

    @Test
    default void letsOneOfManyWriteAVersion() throws Exception {
        for (int round = 0; round < 10; round++) {
            var value = new StoredValue("raced", "round " + round, round);
            int base = round * 100;
            assertOneWins(race(n -> Changes.of(new Write.PutValue(value), audit(base + n))));
        }
        assertThat(store().value("raced")).contains(new StoredValue("raced", "round 9", 10));
        assertThat(store().unsealedAudit(1_000)).hasSize(10);
    }

    @Test
    default void givesAnAddressToOneOfManyDevices() throws Exception {
        for (int round = 0; round < 10; round++) {
            int base = round * 100;
            assertOneWins(race(n -> Changes.of(new Write.PutDevice(DeviceRecord.firstSeen(
                    Samples.id(base + n), "Device " + n, "phone", Samples.address(base), Samples.time(n))))));
        }
        assertThat(store().devices(Optional.empty(), Optional.empty(), 1_000)).hasSize(10);
    }

    @Test
    default void letsOneOfManyActOnWhatAllHaveSeen() throws Exception {
        for (int round = 0; round < 10; round++) {
            int base = round * 100;
            Key key = Samples.key(base);
            assertOneWins(race(n -> new Changes(
                    List.of(new Seen.NoHolder(key)),
                    List.of(new Write.PutDevice(
                            Samples.stranger(base + n).withKey(Samples.PROTOCOL, Optional.of(key)))))));
        }
    }

    @Test
    default void losesNoUpdate() throws Exception {
        inParallel(n -> () -> {
            for (int i = 0; i < 20; i++) {
                while (!(increment() instanceof Committed.Done)) {
                    Thread.onSpinWait();
                }
            }
            return null;
        });
        assertThat(store().value("counter")).contains(new StoredValue("counter", "160", 160));
    }

    @Test
    default void losesNoUpdateOfAnItem() throws Exception {
        inParallel(n -> () -> {
            for (int i = 0; i < 20; i++) {
                while (!(count() instanceof Committed.Done)) {
                    Thread.onSpinWait();
                }
            }
            return null;
        });
        assertThat(counted()).contains(Bytes.u64(160));
    }

    private Optional<Bytes> counted() {
        return store().item(Samples.item("counter", 1).ref()).map(i -> i.item().value());
    }

    private Committed count() {
        ItemRecord sample = Samples.item("counter", 1);
        Optional<Item> before = store().item(sample.ref()).map(ItemRecord::item);
        long next = before.map(i -> i.value().buffer().getLong()).orElse(0L) + 1;
        Item after = new Item(
                "counter", sample.item().key(), Bytes.u64(next), sample.item().until());
        return store().commit(new Changes(
                List.of(new Seen.OfItem(sample.ref(), before)),
                List.of(new Write.PutItem(new ItemRecord(sample.protocol(), after, sample.since())))));
    }

    private Committed increment() {
        StoredValue before = store().value("counter").orElse(new StoredValue("counter", "0", 0));
        String next = Integer.toString(Integer.parseInt(before.value()) + 1);
        return commit(new Write.PutValue(new StoredValue("counter", next, before.version())));
    }

    @Test
    default void makesManyUnrelatedChanges() throws Exception {
        inParallel(n -> () -> {
            for (int i = 0; i < 25; i++) {
                int id = 100 * n + i;
                assertThat(commit(
                                new Write.PutDevice(Samples.device(id)),
                                new Write.AddClaim(Samples.claim("all", id)),
                                new Write.PutFlight(Samples.ended(id)),
                                audit(id)))
                        .isEqualTo(new Committed.Done());
                assertThat(store().device(Samples.id(id)))
                        .contains(Samples.device(id).atVersion(1));
            }
            return null;
        });
        assertThat(store().unsealedAudit(1_000)).hasSize(THREADS * 25).doesNotHaveDuplicates();
        assertThat(store().flights(Optional.empty(), 1_000)).hasSize(THREADS * 25);
        assertThat(store().devices(Optional.empty(), Optional.empty(), 1_000)).hasSize(THREADS * 25);
    }

    @Test
    default void showsReadersADeviceWhole() throws Exception {
        commit(new Write.PutDevice(inStep(0)));
        var over = new AtomicBoolean();
        inParallel(n -> () -> {
            if (n == 0) {
                for (int step = 1; step <= 25; step++) {
                    commit(new Write.PutDevice(inStep(step)));
                }
                over.set(true);
            }
            while (!over.get()) {
                DeviceRecord read = store().device(Samples.id(1)).orElseThrow();
                assertThat(read).isEqualTo(inStep((int) read.version() - 1).atVersion(read.version()));
            }
            return null;
        });
        assertThat(store().device(Samples.id(1))).contains(inStep(25).atVersion(26));
    }

    /** A device whose every part tells the same number; to be written at that version. */
    private static DeviceRecord inStep(int step) {
        return Samples.stranger(1)
                .trusted(Device.Trust.KNOWN, "step " + step)
                .withKey(Samples.PROTOCOL, Optional.of(Samples.key(step)))
                .withFact(new DeviceRecord.Fact(Samples.PROTOCOL, "step", "step " + step))
                .atVersion(step);
    }

    private static Write audit(int n) {
        return new Write.AddAudit(Samples.audit(n));
    }

    private static void assertOneWins(List<Committed> outcomes) {
        assertThat(outcomes)
                .containsOnlyOnce(new Committed.Done())
                .filteredOn(o -> !o.equals(new Committed.Done()))
                .hasSize(THREADS - 1)
                .allSatisfy(o -> assertThat(o).isInstanceOf(Committed.Stale.class));
    }

    private List<Committed> race(IntFunction<Changes> changes) throws Exception {
        return inParallel(n -> {
            Changes own = changes.apply(n);
            return () -> store().commit(own);
        });
    }

    private static <T> List<T> inParallel(IntFunction<Callable<T>> tasks) throws Exception {
        var start = new CyclicBarrier(THREADS);
        try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
            List<Future<T>> running = IntStream.range(0, THREADS)
                    .mapToObj(n -> {
                        Callable<T> task = tasks.apply(n);
                        return threads.submit(() -> {
                            start.await(30, TimeUnit.SECONDS);
                            return task.call();
                        });
                    })
                    .toList();
            List<T> results = new ArrayList<>();
            for (Future<T> one : running) {
                results.add(one.get(60, TimeUnit.SECONDS));
            }
            return results;
        }
    }
}
