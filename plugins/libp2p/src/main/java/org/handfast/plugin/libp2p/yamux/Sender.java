package org.handfast.plugin.libp2p.yamux;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.BooleanSupplier;

import org.handfast.api.Bytes;
import org.handfast.plugin.libp2p.stream.Outlet;

/**
 * What a session sends: first the frames that belong to no stream's data, then a frame of each stream in turn, many in one write,
 * and only while the channel takes it. Whatever changes a session is {@linkplain #during done within} it, so that what comes of
 * one event goes out together, and nothing is sent in the middle of another thing. Not thread-safe.
 */
final class Sender {

    /** The most bytes in one write: what one Noise message holds. */
    static final int BATCH = 65_519;

    private final Outlet out;
    private final BooleanSupplier writable;
    private final Quota unsent;
    private final Backlog control = new Backlog();
    private final Deque<Stream> ready = new ArrayDeque<>();
    private final Deque<Stream> sent = new ArrayDeque<>();
    private boolean busy;

    /** @param unsent what the streams' bytes that wait are counted by */
    Sender(Outlet out, BooleanSupplier writable, Quota unsent) {
        this.out = out;
        this.writable = writable;
        this.unsent = unsent;
    }

    /** Does something, then sends what came of it; within something else, that one sends. */
    void during(Runnable task) {
        if (busy) {
            task.run();
            return;
        }
        busy = true;
        try {
            task.run();
            send();
        } finally {
            busy = false;
        }
    }

    /** Sends a frame that consists of its header, before all data. */
    void control(FrameHeader.Type type, int flags, int stream, long value) {
        control.add(new FrameHeader(type, flags, stream, value).bytes());
    }

    /** How many bytes wait that are not data. */
    int controlSize() {
        return control.size();
    }

    /** A stream may have something to send. */
    void wake(Stream stream) {
        if (stream.send().ready() && !stream.inTurn) {
            stream.inTurn = true;
            ready.addLast(stream);
        }
    }

    /** A stream sends nothing more. */
    void forget(Stream stream) {
        unsent.give(stream.send().waiting());
        stream.send().clear();
        if (stream.inTurn) {
            stream.inTurn = false;
            ready.remove(stream);
        }
    }

    /** Nothing more is sent. */
    void clear() {
        control.clear();
    }

    private void send() {
        while ((control.size() > 0 || !ready.isEmpty()) && writable.getAsBoolean()) {
            out.write(batch());
            for (Stream stream = sent.poll(); stream != null; stream = sent.poll()) {
                stream.sent();
            }
        }
    }

    private Bytes batch() {
        var batch = new byte[(int) Math.min(BATCH, expected())];
        int at = Math.min(control.size(), batch.length);
        control.move(batch, 0, at);
        while (!ready.isEmpty() && batch.length - at > FrameHeader.SIZE) {
            Stream stream = ready.removeFirst();
            stream.inTurn = false;
            int count = stream.send().put(batch, at);
            unsent.give(count);
            at += FrameHeader.SIZE + count;
            wake(stream);
            sent.addLast(stream);
        }
        return Bytes.wrap(batch).slice(0, at);
    }

    /** What can be sent now takes no more, and more than a header if any stream waits. */
    private long expected() {
        long expected = control.size();
        for (Stream stream : ready) {
            if (expected >= BATCH) {
                break;
            }
            expected += stream.send().expected();
        }
        return expected + 1;
    }
}
