package org.handfast.core.mailbox;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

import org.handfast.core.time.Timers;

/**
 * The one that speaks to the store: one call at a time, and all that is to be written by then in one transaction. What the
 * store fails at stays, and is tried again a little later. Thread-safe; what is queued begins with {@link #wake}, which the
 * caller makes when it holds no lock.
 */
final class Storing {

    private static final System.Logger LOG = System.getLogger(Storing.class.getName());
    private static final Duration REST = Duration.ofSeconds(1);

    /** Looks between two transactions, if both wait. */
    private static final int LOOKS = 64;

    private final ParcelStore store;
    private final Timers timers;
    private final Executor thread;
    private final Deque<Change> changes = new ArrayDeque<>();
    private final Deque<Look> looks = new ArrayDeque<>();
    private final CompletableFuture<Void> finished = new CompletableFuture<>();
    private long queued;
    private long made;
    private boolean running;
    private boolean resting;
    private boolean failing;
    private boolean finishing;

    private sealed interface Change {}

    /** Parcels that are kept and others that go, together; {@code then} runs once that is made. */
    private record Write(List<StoredParcel> kept, List<Long> gone, Runnable then) implements Change {}

    /** Something else; gives what is to be done with the answer. */
    private record Call(Function<ParcelStore, Runnable> call) implements Change {
        static <T> Call of(Function<ParcelStore, T> call, Consumer<T> then) {
            return new Call(store -> {
                T answer = call.apply(store);
                return () -> then.accept(answer);
            });
        }
    }

    /** A look, and the place of the last change that it is to see. */
    private record Look(Call call, long after) {}

    Storing(ParcelStore store, Timers timers, Executor thread) {
        this.store = store;
        this.timers = timers;
        this.thread = thread;
    }

    /**
     * Queues parcels that are kept and others that go, in one transaction.
     *
     * @param then run once it is made
     * @return its place among all changes
     */
    synchronized long write(List<StoredParcel> kept, List<Long> gone, Runnable then) {
        changes.addLast(new Write(kept, gone, then));
        return ++queued;
    }

    /** Queues a change of another kind. */
    synchronized <T> void change(Function<ParcelStore, T> change, Consumer<T> then) {
        changes.addLast(Call.of(change, then));
        queued++;
    }

    /** Queues a look, which sees the changes queued before; no change is made between it and {@code then}. */
    synchronized <T> void look(Function<ParcelStore, T> look, Consumer<T> then) {
        looks.addLast(new Look(Call.of(look, then), queued));
    }

    /** True if a change, and all before it, is made. */
    synchronized boolean isMade(long place) {
        return place <= made;
    }

    /** Begins with what is queued, if nobody has. */
    void wake() {
        if (begins()) {
            thread.execute(this::run);
        }
    }

    private synchronized boolean begins() {
        if (running || resting || finished.isDone() || isIdle() && !finishing) {
            return false;
        }
        running = true;
        return true;
    }

    private boolean isIdle() {
        return changes.isEmpty() && looks.isEmpty();
    }

    /** Does what is queued, as far as the store takes it now; done when that is over. */
    CompletableFuture<Void> finish() {
        synchronized (this) {
            finishing = true;
            resting = false;
        }
        wake();
        return finished;
    }

    private void run() {
        try {
            do {
                look();
                change();
            } while (goesOn());
        } catch (RuntimeException | Error failure) {
            rest(failure);
        }
        if (isFinished()) {
            finished.complete(null);
        }
    }

    private synchronized boolean goesOn() {
        running = !isIdle();
        return running;
    }

    private synchronized boolean isFinished() {
        return finishing && !running;
    }

    private void rest(Throwable failure) {
        boolean first;
        synchronized (this) {
            first = !failing;
            failing = true;
            running = false;
            resting = true;
        }
        if (first) {
            LOG.log(
                    Level.WARNING,
                    "Parcels are not stored; it will be tried until they are: {0}",
                    failure.getMessage());
        }
        timers.after(REST, this::rested);
    }

    private void rested() {
        synchronized (this) {
            resting = false;
        }
        wake();
    }

    private void look() {
        for (int i = 0; i < LOOKS; i++) {
            Optional<Look> next = nextLook();
            if (next.isEmpty()) {
                return;
            }
            Look look = next.get();
            attempt(() -> look.call().call().apply(store), () -> looks.addFirst(look))
                    .run();
        }
    }

    private synchronized Optional<Look> nextLook() {
        Look first = looks.peekFirst();
        return first == null || !isMade(first.after()) ? Optional.empty() : Optional.of(looks.removeFirst());
    }

    private void change() {
        List<Change> together = nextChanges();
        Runnable then = attempt(() -> make(together), () -> together.reversed().forEach(changes::addFirst));
        count(together.size());
        then.run();
    }

    private synchronized void count(int changes) {
        made += changes;
        failing = failing && changes == 0;
    }

    /** Those that go into one transaction: writes, up to a change of another kind, which is alone. */
    private synchronized List<Change> nextChanges() {
        List<Change> next = new ArrayList<>();
        while (changes.peekFirst() instanceof Write) {
            next.add(changes.removeFirst());
        }
        if (next.isEmpty() && !changes.isEmpty()) {
            next.add(changes.removeFirst());
        }
        return next;
    }

    private Runnable attempt(Supplier<Runnable> work, Runnable putBack) {
        try {
            return work.get();
        } catch (RuntimeException | Error e) {
            synchronized (this) {
                putBack.run();
            }
            throw e;
        }
    }

    private Runnable make(List<Change> together) {
        Map<Long, StoredParcel> kept = new LinkedHashMap<>();
        List<Long> gone = new ArrayList<>();
        List<Runnable> then = new ArrayList<>();
        for (Change change : together) {
            switch (change) {
                case Call other -> then.add(other.call().apply(store));
                case Write write -> {
                    write.kept().forEach(p -> kept.put(p.number(), p));
                    // One that is not to be kept any more may be there: an earlier try that failed can have come
                    // through.
                    write.gone().forEach(kept::remove);
                    gone.addAll(write.gone());
                    then.add(write.then());
                }
            }
        }
        if (!kept.isEmpty() || !gone.isEmpty()) {
            store.write(List.copyOf(kept.values()), gone);
        }
        return () -> then.forEach(Runnable::run);
    }
}
