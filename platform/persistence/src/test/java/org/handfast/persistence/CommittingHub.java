package org.handfast.persistence;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;

import org.h2.jdbcx.JdbcConnectionPool;

import org.handfast.core.store.Changes;
import org.handfast.core.store.Committed;
import org.handfast.core.store.Store;
import org.handfast.core.store.Write;
import org.handfast.testkit.store.Samples;

/** A process that claims one number after the other in a database, says each that is acknowledged, and never ends. */
final class CommittingHub {

    private static final int THREADS = 4;

    private CommittingHub() {}

    /** Claims in the database of the folder that is the first argument, numbers above the second. */
    public static void main(String[] arguments) {
        JdbcConnectionPool pool = H2.thrifty(Path.of(arguments[0]));
        Store store = Database.open(pool).store();
        var next = new AtomicInteger(Integer.parseInt(arguments[1]));
        for (int thread = 0; thread < THREADS; thread++) {
            new Thread(() -> {
                        while (true) {
                            int n = next.incrementAndGet();
                            Committed answer = store.commit(Changes.of(
                                    new Write.AddClaim(Samples.claim("kill", n)),
                                    new Write.PutDevice(Samples.device(n))));
                            if (answer instanceof Committed.Done) {
                                System.out.println("made " + n + ".");
                            }
                        }
                    })
                    .start();
        }
    }
}
