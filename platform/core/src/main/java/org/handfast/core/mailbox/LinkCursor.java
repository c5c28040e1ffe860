package org.handfast.core.mailbox;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import org.handfast.api.Link;
import org.handfast.api.Parcel;

/**
 * How far a link has read its mailbox. It is given parcels in order, a few ahead of what has been written. Guarded by the
 * mailbox, but for {@link #hand}, which is thread-safe.
 */
final class LinkCursor {

    /** The most parcels that are handed over and not written. */
    static final int WINDOW = 16;

    /** The most bytes of them; a larger parcel goes alone. */
    static final int WINDOW_BYTES = 64 * 1024;

    private final Link link;
    private final boolean settles;
    private final Consumer<Parcel> reader;
    private long position;
    private int unwrittenBytes;

    /** Handed over and not written. */
    private @Nullable Deque<Handed> unwritten;

    /** On the way to the reader; guarded by this. */
    private @Nullable Deque<Parcel> ready;

    private boolean handing;

    private record Handed(long number, Parcel parcel) {}

    LinkCursor(Link link, boolean settles, Consumer<Parcel> reader) {
        this.link = link;
        this.settles = settles;
        this.reader = reader;
    }

    Link link() {
        return link;
    }

    boolean settles() {
        return settles;
    }

    /** True if everything that was stored before has been handed over. */
    boolean caughtUp(Waiting waiting) {
        return position >= waiting.lastKept();
    }

    /**
     * Makes ready for the reader what may go to it now.
     *
     * @return the parcel that has to be fetched from the store first, if that is where it stopped
     */
    @Nullable
    WaitingParcel advance(Waiting waiting) {
        for (WaitingParcel next = waiting.after(position); next != null; next = waiting.after(position)) {
            if (next.storing() || !fits(next.size(), 0, 0)) {
                return null;
            }
            Parcel parcel = next.parcel().orElse(null);
            if (parcel == null) {
                return next;
            }
            give(next.number(), parcel);
        }
        position = Math.max(position, waiting.lastKept());
        return null;
    }

    /** How many parcels from one on fit into the window, one at least. */
    int room(Waiting waiting, WaitingParcel first) {
        int count = 0;
        int bytes = 0;
        for (WaitingParcel next = first;
                next != null && next.stored() && fits(next.size(), count, bytes);
                next = waiting.after(next.number())) {
            count++;
            bytes += next.size();
        }
        return Math.max(count, 1);
    }

    private boolean fits(int size, int count, int bytes) {
        int parcels = count + (unwritten == null ? 0 : unwritten.size());
        return parcels == 0 || parcels < WINDOW && unwrittenBytes + bytes + size <= WINDOW_BYTES;
    }

    private void give(long number, Parcel parcel) {
        position = number;
        if (unwritten == null) {
            unwritten = new ArrayDeque<>(2);
        }
        unwritten.addLast(new Handed(number, parcel));
        unwrittenBytes += parcel.bytes().size();
        synchronized (this) {
            if (ready == null) {
                ready = new ArrayDeque<>(2);
            }
            ready.addLast(parcel);
        }
    }

    /** A parcel has been written: gives its number, or 0 if it was not handed over or is written already. */
    long written(Parcel parcel) {
        if (unwritten == null) {
            return 0;
        }
        for (Iterator<Handed> all = unwritten.iterator(); all.hasNext(); ) {
            Handed handed = all.next();
            if (handed.parcel().id().equals(parcel.id())
                    && handed.parcel().from().equals(parcel.from())) {
                all.remove();
                unwrittenBytes -= handed.parcel().bytes().size();
                return handed.number();
            }
        }
        return 0;
    }

    synchronized boolean isReady() {
        return ready != null && !ready.isEmpty();
    }

    /** Gives the reader what is ready, unless another thread does. Holds no lock meanwhile. */
    void hand() {
        if (!begins()) {
            return;
        }
        try {
            for (Parcel next = next(); next != null; next = next()) {
                reader.accept(next);
            }
        } catch (RuntimeException | Error e) {
            stopHanding();
            throw e;
        }
    }

    private synchronized boolean begins() {
        if (handing) {
            return false;
        }
        handing = true;
        return true;
    }

    private synchronized @Nullable Parcel next() {
        Parcel next = ready == null ? null : ready.pollFirst();
        if (next == null) {
            handing = false;
        }
        return next;
    }

    private synchronized void stopHanding() {
        handing = false;
    }

    /** Hands nothing more. */
    synchronized void end() {
        ready = null;
    }
}
