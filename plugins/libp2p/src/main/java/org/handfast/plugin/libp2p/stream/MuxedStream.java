package org.handfast.plugin.libp2p.stream;

import org.handfast.api.Bytes;

/** One stream of a connection, for whoever writes to it. No call blocks or throws. Not thread-safe. */
public interface MuxedStream extends Outlet {

    /**
     * Sends bytes; what the other end has no room for waits here. Dropped after {@link #finish}, {@link #reset} and the end. More
     * than fits what may wait ends the stream.
     */
    @Override
    void write(Bytes bytes);

    /** How many bytes wait here. */
    int unsent();

    /** Ends this end's half, behind what was written. What comes from the other end still comes. */
    void finish();

    /** Ends both halves at once; what waits is dropped. */
    void reset();

    /** Takes no more for now: what the other end may still send, of its window, is kept here. */
    void pause();

    /** Takes again, beginning with what was kept. */
    void resume();
}
