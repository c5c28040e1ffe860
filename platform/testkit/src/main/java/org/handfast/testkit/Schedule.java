package org.handfast.testkit;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * What is ready to run, in lanes: within a lane the order holds, between lanes chance decides, by the world's seed. One
 * thread runs it all, so a world with the same seed goes the same way.
 */
final class Schedule {

    private final Random random;
    private final Map<Object, Deque<Runnable>> lanes = new HashMap<>();
    private final List<Object> ready = new ArrayList<>();

    Schedule(Random random) {
        this.random = random;
    }

    synchronized void add(Object lane, Runnable task) {
        lanes.computeIfAbsent(lane, l -> {
                    ready.add(l);
                    return new ArrayDeque<>();
                })
                .addLast(task);
    }

    /** Runs one task; false if there is none. */
    boolean step() {
        Runnable task;
        synchronized (this) {
            if (ready.isEmpty()) {
                return false;
            }
            int at = random.nextInt(ready.size());
            Object lane = ready.get(at);
            Deque<Runnable> waiting = lanes.getOrDefault(lane, new ArrayDeque<>());
            task = waiting.removeFirst();
            if (waiting.isEmpty()) {
                lanes.remove(lane);
                ready.set(at, ready.getLast());
                ready.removeLast();
            }
        }
        task.run();
        return true;
    }
}
