package org.handfast.bench.qr;

import java.io.IOException;

/** Somebody who asks the hub for the same again and again, on a connection of its own. */
interface Worker extends AutoCloseable {

    /** Makes and signs what is sent next. */
    void prepare();

    /**
     * Sends it, and what follows from the answer.
     *
     * @param due since when it waits to be sent, by {@link System#nanoTime}
     */
    void go(long due, Latencies latencies) throws IOException;

    @Override
    void close() throws IOException;
}
