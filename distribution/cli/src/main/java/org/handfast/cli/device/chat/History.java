package org.handfast.cli.device.chat;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

import org.handfast.plugin.chat.wire.Identity;

/** What was said while this device was in the room; it is in memory only, and not more than a thousand messages. */
final class History {

    private static final int MOST = 1_000;

    private final Deque<Entry> entries = new ArrayDeque<>();

    /**
     * Something that was said.
     *
     * @param at when it came, by the clock of this end
     * @param name of who said it, as it was then
     */
    record Entry(Instant at, Identity by, String name, String text) {}

    void add(Entry entry) {
        if (entries.size() == MOST) {
            entries.removeFirst();
        }
        entries.addLast(entry);
    }

    /** The newest, at most so many; the oldest of them first. */
    List<Entry> last(int count) {
        return entries.stream().skip(Math.max(0, entries.size() - count)).toList();
    }
}
