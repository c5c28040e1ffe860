package org.handfast.bench.relay;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

import org.handfast.bench.Measured;
import org.handfast.bench.ProcessMeter;
import org.handfast.bench.relay.Dialect.Greeting;

/** Pairs that write to each other over one server: first as fast as it can, then at a steady rate. */
final class MessageLoad implements AutoCloseable {

    private static final int FEW = 200;
    private static final int MOST = 6_000;

    private final ProcessMeter meter;
    private final Settings settings;
    private final List<Pair> pairs = new ArrayList<>();
    private double perSecond;

    /** The pairs of a server. */
    MessageLoad(Dialect dialect, ProcessMeter meter, Greeting greeting, boolean acknowledged, Settings settings)
            throws InterruptedException, ExecutionException {
        this.meter = meter;
        this.settings = settings;
        for (int i = 0; i < settings.pairs(); i++) {
            pairs.add(Pair.connect(i, dialect, greeting, acknowledged));
        }
    }

    /** The recipients go. */
    void leave() {
        pairs.forEach(p -> p.leave().join());
    }

    /** Sends for a while, so that nothing is measured of a server that is just getting to know its work. */
    void warmUp() throws IOException, InterruptedException {
        double seconds = 0;
        while (seconds < settings.warmUpSeconds()) {
            Measured round = round(FEW);
            seconds += round.seconds();
            perSecond = round.perSecond();
        }
    }

    /** As fast as the server can; the window in the middle. */
    Measured saturate() throws IOException, InterruptedException {
        int letters = Math.clamp((int) (perSecond * settings.windowSeconds() / pairs.size()), FEW, MOST);
        List<Measured> windows = new ArrayList<>();
        for (int i = 0; i < settings.windows(); i++) {
            windows.add(round(letters));
        }
        windows.sort(Comparator.comparingDouble(Measured::cpuMicros));
        return windows.get(windows.size() / 2);
    }

    private Measured round(int letters) throws IOException, InterruptedException {
        pairs.forEach(p -> p.write(letters));
        return Measured.of(meter, letters * pairs.size(), () -> ClosedLoop.run(pairs));
    }

    /**
     * Latencies at a steady rate, and what a message costs then.
     *
     * @param nanos in order of size
     */
    record Steady(long[] nanos, Measured cost) {

        double millis(double part) {
            return nanos[(int) Math.min(nanos.length - 1, Math.round(nanos.length * part))] / 1e6;
        }
    }

    /** At a steady rate, of which the first seconds do not count. */
    Steady steady() throws IOException, InterruptedException {
        atRate(settings.windowSeconds());
        return atRate(settings.windows() * settings.windowSeconds());
    }

    private Steady atRate(int seconds) throws IOException, InterruptedException {
        int letters = OpenLoop.RATE * seconds / pairs.size();
        pairs.forEach(p -> p.write(letters));
        var latencies = new ArrayList<long[]>(1);
        Measured cost = Measured.of(meter, letters * pairs.size(), () -> {
            latencies.add(OpenLoop.run(pairs));
            return seconds;
        });
        long[] nanos = latencies.getFirst();
        Arrays.sort(nanos);
        return new Steady(nanos, cost);
    }

    @Override
    public void close() {
        CompletableFuture.allOf(pairs.stream().map(Pair::close).toArray(CompletableFuture[]::new))
                .join();
    }
}
