package org.handfast.bench.qr;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** Workers, each on a thread of its own. */
final class Crew implements AutoCloseable {

    private final ExecutorService threads;
    private final List<Worker> workers;

    private Crew(ExecutorService threads, List<Worker> workers) {
        this.threads = threads;
        this.workers = workers;
    }

    /** So many, all of a kind. */
    static Crew of(int size, Callable<? extends Worker> hire) throws InterruptedException, ExecutionException {
        ExecutorService threads = Executors.newFixedThreadPool(size);
        List<Callable<Worker>> hiring = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            hiring.add(hire::call);
        }
        return new Crew(threads, all(threads.invokeAll(hiring)));
    }

    private static <T> List<T> all(List<Future<T>> futures) throws InterruptedException, ExecutionException {
        List<T> all = new ArrayList<>();
        for (Future<T> future : futures) {
            all.add(future.get());
        }
        return all;
    }

    /** Each goes again as soon as it is answered; gives how often they did. */
    int asFastAsTheyCan(int seconds) throws InterruptedException, ExecutionException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        var unheard = new Latencies();
        return together(worker -> {
            int done = 0;
            while (System.nanoTime() < end) {
                worker.prepare();
                worker.go(System.nanoTime(), unheard);
                done++;
            }
            return done;
        });
    }

    /**
     * All together go at a rate, whether or not the hub keeps up. What waits because others are slow is counted as slow: from
     * when it was due.
     */
    Latencies atRate(int perSecond, int seconds) throws InterruptedException, ExecutionException {
        long interval = TimeUnit.SECONDS.toNanos(1) / perSecond;
        long begin = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(100);
        long times = (long) perSecond * seconds;
        var next = new AtomicLong();
        var latencies = new Latencies();
        together(worker -> {
            int done = 0;
            worker.prepare();
            for (long time = next.getAndIncrement(); time < times; time = next.getAndIncrement()) {
                long due = begin + time * interval;
                waitUntil(due);
                worker.go(due, latencies);
                worker.prepare();
                done++;
            }
            return done;
        });
        return latencies;
    }

    private static void waitUntil(long due) {
        for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    /** What one worker does. */
    private interface Shift {
        int work(Worker worker) throws IOException;
    }

    private int together(Shift shift) throws InterruptedException, ExecutionException {
        List<Callable<Integer>> shifts = new ArrayList<>();
        for (Worker worker : workers) {
            shifts.add(() -> shift.work(worker));
        }
        return all(threads.invokeAll(shifts)).stream().mapToInt(i -> i).sum();
    }

    @Override
    public void close() throws IOException {
        threads.shutdown();
        for (Worker worker : workers) {
            worker.close();
        }
    }
}
