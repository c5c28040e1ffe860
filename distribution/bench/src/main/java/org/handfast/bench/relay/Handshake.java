package org.handfast.bench.relay;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;

import org.handfast.bench.LoadSocket;

/** Reads until a member is connected; a socket that goes before then has failed. */
abstract class Handshake implements LoadSocket.Reader {

    private final CompletableFuture<LoadSocket> connected;

    Handshake(CompletableFuture<LoadSocket> connected) {
        this.connected = connected;
    }

    @Override
    public void closed() {
        connected.completeExceptionally(new IOException("the server closed before it had connected anybody"));
    }
}
