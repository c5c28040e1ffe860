package org.handfast.runtime.work;

import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;

import org.handfast.core.conversation.Workers;

/**
 * A fixed number of threads that take turns. One that a plugin does not come back from is replaced, and ends when the plugin
 * does. Thread-safe.
 */
public final class PlatformWorkers implements Workers, AutoCloseable {

    private static final System.Logger LOG = System.getLogger(PlatformWorkers.class.getName());

    private final BlockingQueue<Runnable> tasks = new LinkedBlockingQueue<>();
    private final Set<Thread> threads = ConcurrentHashMap.newKeySet();
    private final Set<Thread> retired = ConcurrentHashMap.newKeySet();
    private final AtomicInteger started = new AtomicInteger();
    private final ClassLoader loader;
    private volatile boolean closed;

    /** {@code count} threads whose context class loader is {@code loader}. */
    public PlatformWorkers(int count, ClassLoader loader) {
        this.loader = loader;
        for (int i = 0; i < count; i++) {
            start();
        }
    }

    private void start() {
        Thread thread = Thread.ofPlatform()
                .name("handfast-worker-" + started.incrementAndGet())
                .daemon()
                .unstarted(this::work);
        thread.setContextClassLoader(loader);
        threads.add(thread);
        thread.start();
    }

    private void work() {
        Thread own = Thread.currentThread();
        try {
            while (!closed && !retired.contains(own)) {
                run(tasks.take());
            }
        } catch (InterruptedException e) {
            LOG.log(System.Logger.Level.DEBUG, "{0} ends", own.getName());
        } finally {
            threads.remove(own);
            retired.remove(own);
        }
    }

    private static void run(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            LOG.log(System.Logger.Level.ERROR, "A task failed that should have handled it itself", e);
        }
    }

    @Override
    public void execute(Runnable task) {
        if (!closed) {
            tasks.add(task);
        }
    }

    @Override
    public void replace(Thread stuck) {
        if (threads.contains(stuck) && retired.add(stuck) && !closed) {
            start();
        }
    }

    /** How many threads there are, stuck ones included. */
    public int size() {
        return threads.size();
    }

    /** How many of them a plugin has not come back from. */
    public int stuck() {
        return retired.size();
    }

    /** Runs nothing more; threads that are idle end. */
    @Override
    public void close() {
        closed = true;
        threads.forEach(Thread::interrupt);
    }
}
