package org.handfast.bench.qr;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;

/** One connection that writes for all: what waits while it commits is the next transaction. */
final class GroupedWrites implements RowWriter.Transactions {

    private static final int LARGEST = 64;

    private final BlockingQueue<Waiting> queue = new LinkedBlockingQueue<>();

    private record Waiting(RowWriter.Rows rows, CompletableFuture<Void> committed) {}

    GroupedWrites(Sql sql) {
        Thread.ofPlatform().daemon().name("writer").start(() -> write(sql));
    }

    @Override
    public void run(RowWriter.Rows rows) {
        var waiting = new Waiting(rows, new CompletableFuture<>());
        queue.add(waiting);
        waiting.committed().join();
    }

    private void write(Sql sql) {
        List<Waiting> batch = new ArrayList<>();
        try {
            while (true) {
                batch.add(queue.take());
                queue.drainTo(batch, LARGEST - 1);
                for (Waiting one : batch) {
                    one.rows().write(sql);
                }
                sql.commit();
                batch.forEach(one -> one.committed().complete(null));
                batch.clear();
            }
        } catch (SQLException | InterruptedException e) {
            batch.forEach(one -> one.committed().completeExceptionally(e));
        }
    }
}
