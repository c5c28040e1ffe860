package org.handfast.core.conversation;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.handfast.core.limit.Limit;
import org.handfast.core.limit.Limits;

/**
 * A queue with one consumer at a time, run on the workers. What comes from the network is bounded: past a first mark, of
 * messages or of their bytes, its links are asked to pause, past a second they are closed. What the hub itself has to say
 * always fits. Thread-safe.
 */
final class Inbox {

    private static final System.Logger LOG = System.getLogger(Inbox.class.getName());

    /** How many items one turn takes before others get the thread. */
    private static final int TURN = 32;

    private final Workers workers;
    private final int pauseAt;
    private final int pauseAtBytes;
    private final int refuseAt;
    private final Valve valve;
    private final Deque<Item> items = new ArrayDeque<>();
    private int messages;
    private long bytes;
    private boolean full;
    private boolean running;
    private boolean closed;

    /** {@code size} is in bytes, or {@link #OWN} for what the hub has to say. */
    private record Item(Runnable work, int size) {

        static final int OWN = -1;

        boolean fromNetwork() {
            return size != OWN;
        }
    }

    /** What the network is asked when the inbox fills or empties. One call at a time, with no lock of the inbox held. */
    interface Pressure {
        void pause();

        void resume();
    }

    Inbox(Workers workers, Limits limits, Pressure pressure) {
        this.workers = workers;
        this.pauseAt = limits.of(Limit.INBOX);
        this.pauseAtBytes = limits.of(Limit.INBOX_BYTES);
        this.refuseAt = limits.of(Limit.INBOX_OVERRUN);
        this.valve = new Valve(pressure);
    }

    /**
     * Adds what came from the network.
     *
     * @param size how much memory it takes, in bytes
     * @return false if there is no room for it
     */
    boolean offer(Runnable work, int size) {
        synchronized (this) {
            if (messages >= refuseAt) {
                return closed;
            }
            add(new Item(work, size));
            full |= messages >= pauseAt || bytes >= pauseAtBytes;
        }
        // Each who finds it full sees to the pause, so that none of them runs on while another is about to.
        if (full()) {
            valve.turn();
        }
        return true;
    }

    /**
     * Adds what the hub has to say.
     *
     * @return false if nothing is taken any more
     */
    synchronized boolean tell(Runnable work) {
        add(new Item(work, Item.OWN));
        return !closed;
    }

    private void add(Item item) {
        if (closed) {
            return;
        }
        items.addLast(item);
        if (item.fromNetwork()) {
            messages++;
            bytes += item.size();
        }
        if (!running) {
            running = true;
            workers.execute(this::turn);
        }
    }

    /** Lets a link in: it is asked to pause if the others are, and else whatever is to be asked of one that may be read. */
    void admit(Runnable pause, Runnable otherwise) {
        valve.admit(pause, otherwise);
    }

    /** Takes nothing more; gives what was in it and is not done. */
    synchronized List<Runnable> close() {
        closed = true;
        List<Runnable> left = items.stream().map(Item::work).toList();
        items.clear();
        messages = 0;
        bytes = 0;
        return left;
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
                // Another thread ends the conversation; this one is not its consumer any more.
                return;
            } catch (RuntimeException | Error bug) {
                // Whoever comes next must not wait for ever behind it.
                LOG.log(System.Logger.Level.ERROR, "An event failed that should have been handled", bug);
            }
        }
        workers.execute(this::turn);
    }

    private @Nullable Item next() {
        boolean empties;
        Item item;
        synchronized (this) {
            item = items.pollFirst();
            if (item == null) {
                running = false;
                return null;
            }
            if (item.fromNetwork()) {
                messages--;
                bytes -= item.size();
            }
            empties = full && messages <= pauseAt / 2 && bytes <= pauseAtBytes / 2;
            full &= !empties;
        }
        if (empties) {
            valve.turn();
        }
        return item;
    }

    private synchronized boolean full() {
        return full;
    }

    /** Passes fullness on to the network, so that what is asked last is what holds, whichever threads fill and empty. */
    private final class Valve {

        private final Pressure pressure;
        private boolean shut;

        Valve(Pressure pressure) {
            this.pressure = pressure;
        }

        synchronized void turn() {
            boolean wanted = full();
            if (wanted == shut) {
                return;
            }
            shut = wanted;
            if (wanted) {
                pressure.pause();
            } else {
                pressure.resume();
            }
        }

        synchronized void admit(Runnable pause, Runnable otherwise) {
            (shut ? pause : otherwise).run();
        }
    }
}
