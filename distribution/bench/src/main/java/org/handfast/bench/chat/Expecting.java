package org.handfast.bench.chat;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;

import org.handfast.bench.LoadSocket;

/** Reads until something has come about; a socket that goes before then has failed. */
abstract class Expecting implements LoadSocket.Reader {

    private final CompletableFuture<?> expected;

    Expecting(CompletableFuture<?> expected) {
        this.expected = expected;
    }

    @Override
    public void closed() {
        fail("the server closed a socket");
    }

    void fail(String why) {
        expected.completeExceptionally(new IOException(why));
    }
}
