package org.handfast.plugin.libp2p.yamux;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;

import org.handfast.api.Bytes;

/**
 * Bytes that wait to be sent. Large pieces wait as they are; small ones are copied together, so that what waits never holds on to
 * much more memory than its size (a slice keeps its whole array). Not thread-safe.
 */
final class Backlog {

    private static final int LARGE = 2048;
    private static final int CHUNK = 8192;

    private final Deque<Bytes> pieces = new ArrayDeque<>(2);
    private byte[] last = {};
    private int lastSize;
    private int size;

    int size() {
        return size;
    }

    void add(Bytes bytes) {
        size += bytes.size();
        if (bytes.size() >= LARGE) {
            seal();
            pieces.addLast(bytes);
            return;
        }
        if (lastSize + bytes.size() > CHUNK) {
            seal();
        }
        if (lastSize + bytes.size() > last.length) {
            last = Arrays.copyOf(last, Math.min(CHUNK, Math.max(2 * last.length, lastSize + bytes.size())));
        }
        bytes.buffer().get(last, lastSize, bytes.size());
        lastSize += bytes.size();
    }

    /** Takes the first {@code count}, which must be there, to a place in an array. */
    void move(byte[] target, int at, int count) {
        size -= count;
        for (int done = 0; done < count; ) {
            if (pieces.isEmpty()) {
                seal();
            }
            Bytes first = pieces.removeFirst();
            int some = Math.min(first.size(), count - done);
            first.buffer().get(target, at + done, some);
            done += some;
            if (some < first.size()) {
                pieces.addFirst(first.from(some));
            }
        }
    }

    void clear() {
        pieces.clear();
        last = new byte[0];
        lastSize = 0;
        size = 0;
    }

    private void seal() {
        if (lastSize > 0) {
            pieces.addLast(Bytes.wrap(last).slice(0, lastSize));
            last = new byte[0];
            lastSize = 0;
        }
    }
}
