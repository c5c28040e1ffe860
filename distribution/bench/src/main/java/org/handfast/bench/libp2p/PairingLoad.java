package org.handfast.bench.libp2p;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** How long two hubs take to pair, from the words typed until the one that typed them knows that both are paired. */
final class PairingLoad {

    private static final int PATIENCE_SECONDS = 90;

    /** What nobody types twelve words in: so long the record has to get to where it is looked for. */
    private static final int TYPING_MILLIS = 1_000;

    private static final int TABLE = 20;
    private static final int SETTLE_MILLIS = 5_000;

    /** How they find each other. */
    enum Way {
        /** By an address that was typed, too. */
        LOCAL("by an address", 1),
        /** By the hash table of twenty others. */
        DHT("by a hash table of 20", 3);

        private final String told;
        private final double goal;

        Way(String told, double goal) {
            this.told = told;
            this.goal = goal;
        }

        String told() {
            return told;
        }

        /** The most seconds that it is to take. */
        double goal() {
            return goal;
        }
    }

    /** Seconds, in order. */
    record Times(List<Double> seconds) {
        Times {
            seconds = seconds.stream().sorted().toList();
        }

        double at(double share) {
            return seconds.get(Math.min(seconds.size() - 1, (int) (seconds.size() * share)));
        }
    }

    private PairingLoad() {}

    /** So many pairings, one after the other, of hubs that never met. */
    static Times measure(Way way, int count) throws InterruptedException, ExecutionException, TimeoutException {
        List<PairingHub> table = new ArrayList<>();
        try {
            for (int i = 0; way == Way.DHT && i < TABLE; i++) {
                table.add(PairingHub.start(
                        table.stream().limit(1).map(PairingHub::address).toList()));
            }
            Thread.sleep(table.isEmpty() ? 0 : SETTLE_MILLIS);
            List<Double> seconds = new ArrayList<>();
            pair(table, way);
            for (int i = 0; i < count; i++) {
                seconds.add(pair(table, way));
            }
            return new Times(seconds);
        } finally {
            table.forEach(PairingHub::close);
        }
    }

    private static double pair(List<PairingHub> table, Way way)
            throws InterruptedException, ExecutionException, TimeoutException {
        List<String> bootstrap =
                table.stream().skip(1).limit(2).map(PairingHub::address).toList();
        try (PairingHub one = PairingHub.start(bootstrap);
                PairingHub other = PairingHub.start(bootstrap)) {
            Thread.sleep(TYPING_MILLIS);
            String words = one.invite();
            Thread.sleep(TYPING_MILLIS);
            Optional<String> at = way == Way.LOCAL ? Optional.of(one.address()) : Optional.empty();
            long begun = System.nanoTime();
            other.join(words, at).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            return (System.nanoTime() - begun) / 1e9;
        }
    }
}
