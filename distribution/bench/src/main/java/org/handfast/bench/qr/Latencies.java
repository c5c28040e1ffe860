package org.handfast.bench.qr;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.LongStream;

/** How long requests took, by what they were. Thread-safe. */
final class Latencies {

    private final Map<String, LongStream.Builder> nanos = new LinkedHashMap<>();

    synchronized void add(String what, long took) {
        nanos.computeIfAbsent(what, w -> LongStream.builder()).add(took);
    }

    synchronized Set<String> names() {
        return nanos.keySet();
    }

    /** In milliseconds: what these parts of the requests took at most. Can be asked for once. */
    synchronized double[] millis(String what, List<Double> parts) {
        long[] sorted = Objects.requireNonNull(nanos.get(what)).build().toArray();
        Arrays.sort(sorted);
        return parts.stream()
                .mapToDouble(p -> sorted[(int) Math.min(sorted.length - 1, Math.round(sorted.length * p))] / 1e6)
                .toArray();
    }
}
