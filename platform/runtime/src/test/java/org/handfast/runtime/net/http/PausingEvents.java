package org.handfast.runtime.net.http;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

import org.handfast.api.Bytes;
import org.handfast.api.Link;
import org.handfast.api.Request;
import org.handfast.core.link.LinkEvents;
import org.handfast.core.link.Wire;

/** Pauses the link at its first message, and waits for 300. */
final class PausingEvents implements LinkEvents {

    final AtomicInteger heard = new AtomicInteger();
    final CompletableFuture<Wire> paused = new CompletableFuture<>();
    final CompletableFuture<Void> all = new CompletableFuture<>();
    private final CompletableFuture<Wire> wire = new CompletableFuture<>();

    @Override
    public void opened(String protocol, Link link, Optional<Request> request, Wire opened) {
        wire.complete(opened);
    }

    @Override
    public void requested(String protocol, Link link, Request request, Wire exchange) {}

    @Override
    public void received(Link link, Bytes message) {
        switch (heard.incrementAndGet()) {
            case 1 -> {
                wire.join().pause();
                paused.complete(wire.join());
            }
            case 300 -> all.complete(null);
            default -> {}
        }
    }

    @Override
    public void closed(Link link, String reason) {}
}
