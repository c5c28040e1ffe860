package org.handfast.plugin.libp2p.wire;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;

import org.handfast.api.Bytes;

/**
 * Bytes that came and nobody has taken yet, cut anywhere. Small pieces are copied together, so that what waits never holds on to
 * much more memory than its size, however finely it was cut: a slice keeps its whole array. Not thread-safe.
 */
public final class Unread {

    /** From this size on a piece is kept as it is: a quarter of the largest array that it can be a slice of. */
    private static final int LARGE = 16_384;

    private final Deque<Bytes> pieces = new ArrayDeque<>(2);
    /** What comes behind the pieces; what of it was written once stays as it is, since others may have slices of it. */
    private byte[] tail = {};

    private int tailFrom;
    private int tailTo;
    private int size;

    /** More bytes behind those that are there. */
    public void add(Bytes bytes) {
        int count = bytes.size();
        size += count;
        if (tailTo + count > LARGE) {
            seal();
        }
        if (count >= LARGE) {
            pieces.addLast(bytes);
            return;
        }
        if (tailTo + count > tail.length) {
            tail = Arrays.copyOf(tail, Math.min(LARGE, Math.max(2 * tail.length, tailTo + count)));
        }
        bytes.buffer().get(tail, tailTo, count);
        tailTo += count;
    }

    private void seal() {
        if (tailTo > tailFrom) {
            pieces.addLast(Bytes.wrap(tail).slice(tailFrom, tailTo - tailFrom));
        }
        tail = new byte[0];
        tailFrom = 0;
        tailTo = 0;
    }

    /** How many there are. */
    public int size() {
        return size;
    }

    /** The first of them, without taking them: {@code count}, or as many as there are. */
    public Bytes peek(int count) {
        int wanted = Math.min(count, size);
        if (first().size() < wanted) {
            gather(wanted);
        }
        return first().slice(0, wanted);
    }

    /** Takes {@code count} of them, which must be there. */
    public Bytes take(int count) {
        if (count > size) {
            throw new IllegalArgumentException("there are " + size + " bytes, not " + count);
        }
        Bytes taken = peek(count);
        skip(count);
        return taken;
    }

    /** Takes what can be had without copying, at most {@code most}: at least one byte if there is any. */
    public Bytes takeSome(int most) {
        return take(Math.min(most, first().size()));
    }

    private Bytes first() {
        return pieces.isEmpty() ? Bytes.wrap(tail).slice(tailFrom, tailTo - tailFrom) : pieces.getFirst();
    }

    private void skip(int count) {
        size -= count;
        int left = count;
        while (left > 0 && !pieces.isEmpty()) {
            Bytes first = pieces.removeFirst();
            if (first.size() > left) {
                pieces.addFirst(first.from(left));
                return;
            }
            left -= first.size();
        }
        tailFrom += left;
        if (tailFrom == tailTo) {
            seal();
        }
    }

    private void gather(int wanted) {
        var joined = new byte[wanted];
        for (int at = 0; at < wanted; ) {
            Bytes some = first().slice(0, Math.min(first().size(), wanted - at));
            some.buffer().get(joined, at, some.size());
            at += some.size();
            skip(some.size());
        }
        size += wanted;
        pieces.addFirst(Bytes.wrap(joined));
    }
}
