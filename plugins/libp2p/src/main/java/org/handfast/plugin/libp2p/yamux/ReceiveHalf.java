package org.handfast.plugin.libp2p.yamux;

import java.io.ByteArrayOutputStream;

import org.handfast.api.Bytes;
import org.handfast.api.Fault;

/** What a stream receives: how much the other end may still send, and what is kept while nobody takes it. Not thread-safe. */
final class ReceiveHalf {

    private int window = Session.WINDOW;
    private int taken;
    private ByteArrayOutputStream kept = new ByteArrayOutputStream(0);

    /** So many bytes will come. */
    void expect(int count) {
        if (count > window) {
            throw Fault.peer("window-overrun", "It sent " + count + " bytes where there was room for " + window + ".");
        }
        window -= count;
    }

    /**
     * So many were taken.
     *
     * @return by how much the window is to be widened by now; 0 while that is not worth a frame
     */
    int took(int count) {
        taken += count;
        if (taken < Session.WINDOW / 2) {
            return 0;
        }
        int more = taken;
        window += more;
        taken = 0;
        return more;
    }

    /** Keeps a copy: a slice would hold on to all that came with it. */
    void keep(Bytes bytes) {
        kept.writeBytes(bytes.toArray());
    }

    int kept() {
        return kept.size();
    }

    /** Hands out what was kept. */
    Bytes release() {
        Bytes all = Bytes.wrap(kept.toByteArray());
        kept = new ByteArrayOutputStream(0);
        return all;
    }
}
