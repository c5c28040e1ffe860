package org.handfast.plugin.libp2p.yamux;

import org.handfast.api.Bytes;
import org.handfast.api.Fault;

/** What a stream sends: what waits, what the other end has room for, and whether an end comes behind it. Not thread-safe. */
final class SendHalf {

    /** The most bytes in a data frame: four frames fill one Noise message, and no stream holds up the others for long. */
    static final int LARGEST_PAYLOAD = Sender.BATCH / 4 - FrameHeader.SIZE;

    private static final long LARGEST_WINDOW = 0xffff_ffffL;

    private final int stream;
    private final Backlog waiting = new Backlog();
    private long window = Session.WINDOW;
    private boolean finishing;
    private boolean finished;

    SendHalf(int stream) {
        this.stream = stream;
    }

    void add(Bytes bytes) {
        waiting.add(bytes);
    }

    int waiting() {
        return waiting.size();
    }

    /** The other end has room for more. */
    void grant(long more) {
        window += more;
        if (window > LARGEST_WINDOW) {
            throw Fault.peer("bad-window", "A window has at most " + LARGEST_WINDOW + " bytes.");
        }
    }

    /** Nothing more is added. */
    void finish() {
        finishing = true;
    }

    boolean finishing() {
        return finishing;
    }

    /** The end was sent. */
    boolean finished() {
        return finished;
    }

    /** True if there is a frame to be sent, and room for it at the other end. */
    boolean ready() {
        return waiting.size() > 0 ? window > 0 : finishing && !finished;
    }

    /** The most bytes that its next frames take, all that can be sent now. */
    long expected() {
        long count = Math.min(waiting.size(), window);
        return count + (2 + count / LARGEST_PAYLOAD) * FrameHeader.SIZE;
    }

    /**
     * Puts the next frame into an array, which has room for more than a header.
     *
     * @return how many bytes of the stream are in it
     */
    int put(byte[] target, int at) {
        if (waiting.size() == 0) {
            finished = true;
            new FrameHeader(FrameHeader.Type.WINDOW_UPDATE, FrameHeader.FIN, stream, 0).put(target, at);
            return 0;
        }
        int room = Math.min(LARGEST_PAYLOAD, target.length - at - FrameHeader.SIZE);
        int count = (int) Math.min(Math.min(room, waiting.size()), window);
        new FrameHeader(FrameHeader.Type.DATA, 0, stream, count).put(target, at);
        waiting.move(target, at + FrameHeader.SIZE, count);
        window -= count;
        return count;
    }

    void clear() {
        waiting.clear();
    }
}
