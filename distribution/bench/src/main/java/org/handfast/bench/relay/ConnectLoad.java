package org.handfast.bench.relay;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import org.handfast.bench.LoadSocket;
import org.handfast.bench.relay.Dialect.Greeting;

/** Members that connect, are told so, and go again. */
final class ConnectLoad {

    private static final int AT_A_TIME = 16;

    private final Dialect dialect;
    private final Greeting greeting;
    private final List<Member> members;

    ConnectLoad(Dialect dialect, Greeting greeting) throws InterruptedException, ExecutionException {
        this.dialect = dialect;
        this.greeting = greeting;
        this.members = join(dialect, AT_A_TIME);
    }

    /** Makes newcomers known, some at a time. */
    static List<Member> join(Dialect dialect, int count) throws InterruptedException, ExecutionException {
        List<Member> members = new ArrayList<>(count);
        while (members.size() < count) {
            List<CompletableFuture<Member>> some = IntStream.range(0, Math.min(AT_A_TIME, count - members.size()))
                    .mapToObj(i -> dialect.join())
                    .toList();
            for (CompletableFuture<Member> one : some) {
                members.add(one.get());
            }
        }
        return members;
    }

    /** So many times in all; gives the seconds that took. */
    double run(int times) throws IOException, InterruptedException {
        long begun = System.nanoTime();
        var all = CompletableFuture.allOf(
                members.stream().map(m -> again(m, times / AT_A_TIME)).toArray(CompletableFuture[]::new));
        try {
            all.get();
        } catch (ExecutionException e) {
            throw new IOException(e.getCause());
        }
        return (System.nanoTime() - begun) / (double) TimeUnit.SECONDS.toNanos(1);
    }

    private CompletableFuture<Void> again(Member member, int left) {
        return left == 0
                ? CompletableFuture.completedFuture(null)
                : dialect.connect(member, greeting)
                        .thenCompose(LoadSocket::close)
                        .thenCompose(closed -> again(member, left - 1));
    }
}
