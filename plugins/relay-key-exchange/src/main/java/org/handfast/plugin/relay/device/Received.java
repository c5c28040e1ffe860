package org.handfast.plugin.relay.device;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Which messages of a peer have come, by number. Each comes once; one that was overtaken may still come, if not by much.
 *
 * @param highest the highest number that has come
 * @param missing those below that have not, and still may
 */
record Received(long highest, List<Long> missing) {

    static final Received NOTHING = new Received(0, List.of());

    /** How far behind the highest a number may be. */
    static final int REACH = 256;

    Received {
        missing = List.copyOf(missing);
    }

    /** Reads what {@link #toString} writes. */
    static Received of(String kept) {
        String[] parts = kept.split(";", -1);
        List<Long> missing = new ArrayList<>();
        if (parts.length > 1 && !parts[1].isEmpty()) {
            for (String number : parts[1].split(",", -1)) {
                missing.add(Long.parseLong(number));
            }
        }
        return new Received(Long.parseLong(parts[0]), missing);
    }

    boolean has(long seq) {
        return seq <= highest && !missing.contains(seq);
    }

    /** With a number that it does not have. */
    Received with(long seq) {
        List<Long> still = new ArrayList<>(missing);
        if (seq <= highest) {
            still.remove(Long.valueOf(seq));
            return new Received(highest, still);
        }
        for (long skipped = Math.max(highest + 1, seq - REACH); skipped < seq; skipped++) {
            still.add(skipped);
        }
        still.removeIf(number -> number < seq - REACH);
        return new Received(seq, still);
    }

    @Override
    public String toString() {
        return highest + ";" + missing.stream().map(String::valueOf).collect(Collectors.joining(","));
    }
}
