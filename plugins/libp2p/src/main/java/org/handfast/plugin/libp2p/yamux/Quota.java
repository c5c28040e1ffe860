package org.handfast.plugin.libp2p.yamux;

import org.jspecify.annotations.Nullable;

/** A number of bytes that several share. Not thread-safe. */
public final class Quota {

    private final int most;
    private final @Nullable Quota whole;
    private int used;

    /** So many bytes. */
    public Quota(int most) {
        this(most, null);
    }

    private Quota(int most, @Nullable Quota whole) {
        this.most = most;
        this.whole = whole;
    }

    /** Some of these, at most so many: what is taken of them is taken here, too. */
    Quota part(int atMost) {
        return new Quota(atMost, this);
    }

    /** Takes some; false, and takes none, if there are fewer. */
    boolean take(int count) {
        if (count > most - used || whole != null && !whole.take(count)) {
            return false;
        }
        used += count;
        return true;
    }

    /** Gives back some that were taken. */
    void give(int count) {
        used -= count;
        if (whole != null) {
            whole.give(count);
        }
    }

    int used() {
        return used;
    }
}
