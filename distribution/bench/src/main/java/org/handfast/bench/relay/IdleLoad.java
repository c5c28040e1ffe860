package org.handfast.bench.relay;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

import org.handfast.bench.LoadSocket;
import org.handfast.bench.ProcessMeter;
import org.handfast.bench.relay.Dialect.Greeting;

/** Members that are connected and silent. */
final class IdleLoad {

    private static final int WARM_UP = 3_200;
    private static final int AT_A_TIME = 32;
    private static final int REST_SECONDS = 6;

    private IdleLoad() {}

    /** What one costs, in KiB: of resident memory, and of heap (0 where there is none to look at). */
    record Cost(double residentKib, double heapKib) {}

    /** Connects so many to a server that has seen as much come and go before, and knows them all. */
    static Cost measure(Dialect dialect, ProcessMeter meter, boolean java, int connections)
            throws IOException, InterruptedException, ExecutionException {
        List<Member> members = ConnectLoad.join(dialect, connections);
        new ConnectLoad(dialect, Greeting.PLAIN).run(WARM_UP);
        TimeUnit.SECONDS.sleep(REST_SECONDS);
        long heap = java ? meter.heapKib() : 0;
        double resident = meter.residentMib();
        List<LoadSocket> sockets = new ArrayList<>(connections);
        for (int i = 0; i < connections; i += AT_A_TIME) {
            List<CompletableFuture<LoadSocket>> some = members.subList(i, Math.min(i + AT_A_TIME, connections)).stream()
                    .map(m -> dialect.connect(m, Greeting.PLAIN))
                    .toList();
            for (CompletableFuture<LoadSocket> one : some) {
                sockets.add(one.get());
            }
        }
        TimeUnit.SECONDS.sleep(REST_SECONDS);
        long moreHeap = (java ? meter.heapKib() : 0) - heap;
        double moreResident = meter.residentMib() - resident;
        CompletableFuture.allOf(sockets.stream().map(LoadSocket::close).toArray(CompletableFuture[]::new))
                .join();
        return new Cost(moreResident * 1024 / connections, moreHeap / (double) connections);
    }
}
