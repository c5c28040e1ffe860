package org.handfast.plugin.libp2p.yamux;

import java.util.function.BooleanSupplier;

import org.jspecify.annotations.Nullable;

import org.handfast.api.Bytes;
import org.handfast.plugin.libp2p.wire.Unread;

/** Takes frames apart: each header goes to the session, the bytes behind it to their stream as they come. Not thread-safe. */
final class Frames {

    private final Taker taker;
    private final BooleanSupplier over;
    private final Unread unread = new Unread();
    private @Nullable FrameHeader frame;
    private @Nullable Stream stream;
    private int left;
    private boolean reading;
    private boolean broken;

    /** Takes headers. */
    interface Taker {
        /** A frame begins; gives back whose stream its bytes are, null if they are dropped. */
        @Nullable
        Stream began(FrameHeader frame);
    }

    /** @param over true once nothing is to be taken any more */
    Frames(Taker taker, BooleanSupplier over) {
        this.taker = taker;
        this.over = over;
    }

    /** Takes bytes, cut anywhere. Takes none after it has thrown. */
    void read(Bytes bytes) {
        if (broken || over.getAsBoolean()) {
            return;
        }
        unread.add(bytes);
        if (reading) {
            return;
        }
        reading = true;
        broken = true;
        while (!over.getAsBoolean() && (frame == null ? begin() : go(frame))) {}
        broken = false;
        reading = false;
    }

    private boolean begin() {
        if (unread.size() < FrameHeader.SIZE) {
            return false;
        }
        FrameHeader begun = FrameHeader.parse(unread.take(FrameHeader.SIZE));
        stream = taker.began(begun);
        left = begun.type() == FrameHeader.Type.DATA ? (int) begun.length() : 0;
        frame = begun;
        return true;
    }

    private boolean go(FrameHeader begun) {
        if (left > 0) {
            Bytes some = unread.takeSome(left);
            left -= some.size();
            if (stream != null && !some.isEmpty()) {
                stream.received(some);
            }
            return !some.isEmpty();
        }
        if (stream != null && begun.has(FrameHeader.FIN)) {
            stream.ended();
        }
        frame = null;
        stream = null;
        return true;
    }
}
