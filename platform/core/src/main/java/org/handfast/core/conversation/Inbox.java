package org.handfast.core.conversation;

import java.util.ArrayDeque;
import java.util.Deque;

import org.jspecify.annotations.Nullable;

import org.handfast.core.limit.Limit;
import org.handfast.core.limit.Limits;

/**
 * A queue with one consumer at a time, run on the workers. What comes from the network is bounded: past a first mark its
 * links are asked to pause, past a second they are closed. What the hub itself has to say always fits. Thread-safe.
 */
final class Inbox {

    /** How many items one turn takes before others get the thread. */
    private static final int TURN = 32;

    private final Workers workers;
    private final int pauseAt;
    private final int refuseAt;
    private final Pressure pressure;
    private final Deque<Item> items = new ArrayDeque<>();
    private int fromNetwork;
    private boolean paused;
    private boolean running;
    private boolean closed;

    private record Item(Runnable work, boolean fromNetwork) {}

    /** What the network is asked when the inbox fills or empties. Called with no lock held. */
    interface Pressure {
        void pause();

        void resume();
    }

    Inbox(Workers workers, Limits limits, Pressure pressure) {
        this.workers = workers;
        this.pauseAt = limits.of(Limit.INBOX);
        this.refuseAt = limits.of(Limit.INBOX_OVERRUN);
        this.pressure = pressure;
    }

    /**
     * Adds what came from the network.
     *
     * @return false if there is no room for it
     */
    boolean offer(Runnable work) {
        boolean pause;
        synchronized (this) {
            if (fromNetwork >= refuseAt) {
                return closed;
            }
            pause = fromNetwork + 1 >= pauseAt && !paused;
            paused |= pause;
            add(new Item(work, true));
        }
        if (pause) {
            pressure.pause();
        }
        return true;
    }

    /** Adds what the hub has to say. */
    synchronized void tell(Runnable work) {
        add(new Item(work, false));
    }

    private void add(Item item) {
        if (closed) {
            return;
        }
        items.addLast(item);
        if (item.fromNetwork()) {
            fromNetwork++;
        }
        if (!running) {
            running = true;
            workers.execute(this::turn);
        }
    }

    /** Takes nothing more; what is in it is dropped. */
    synchronized void close() {
        closed = true;
        items.clear();
        fromNetwork = 0;
    }

    private void turn() {
        for (int i = 0; i < TURN; i++) {
            Item item = next();
            if (item == null) {
                return;
            }
            try {
                item.work().run();
            } catch (PluginCalls.Abandoned late) {
                // Another thread has ended the conversation; this one is not its consumer any more.
                return;
            }
        }
        workers.execute(this::turn);
    }

    private @Nullable Item next() {
        boolean resume;
        Item item;
        synchronized (this) {
            item = items.pollFirst();
            if (item == null) {
                running = false;
                return null;
            }
            if (item.fromNetwork()) {
                fromNetwork--;
            }
            resume = paused && fromNetwork <= pauseAt / 2;
            paused &= !resume;
        }
        if (resume) {
            pressure.resume();
        }
        return item;
    }
}
