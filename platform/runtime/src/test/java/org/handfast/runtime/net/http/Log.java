package org.handfast.runtime.net.http;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;

import org.handfast.api.Bytes;
import org.handfast.api.Link;
import org.handfast.api.Request;
import org.handfast.core.link.LinkEvents;
import org.handfast.core.link.Wire;

/** What the engine would be told, and an engine's answers to requests. */
final class Log implements LinkEvents {

    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    private final BlockingQueue<Wire> wires = new LinkedBlockingQueue<>();
    private final BlockingQueue<Request> requests = new LinkedBlockingQueue<>();
    private final BlockingQueue<Link> links = new LinkedBlockingQueue<>();
    private volatile BiConsumer<Request, Wire> answers = (request, wire) -> {};

    /** From now on requests are answered so. */
    void answering(BiConsumer<Request, Wire> answers) {
        this.answers = answers;
    }

    @Override
    public void opened(String protocol, Link link, Optional<Request> request, Wire wire) {
        lines.add("opened " + protocol + " " + link.listener() + " " + link.dialled());
        request.ifPresent(requests::add);
        links.add(link);
        wires.add(wire);
    }

    @Override
    public void requested(String protocol, Link link, Request request, Wire wire) {
        lines.add("requested " + protocol + " " + link.listener() + " " + request.method() + " " + request.path());
        requests.add(request);
        links.add(link);
        wires.add(wire);
        answers.accept(request, wire);
    }

    @Override
    public void received(Link link, Bytes message) {
        lines.add("received " + new String(message.toArray(), StandardCharsets.UTF_8));
    }

    @Override
    public void closed(Link link, String reason) {
        lines.add("closed: " + reason);
    }

    String next() throws InterruptedException {
        return require(lines);
    }

    /** True if nothing was told that was not asked for. */
    boolean quiet() {
        return lines.isEmpty();
    }

    Wire wire() throws InterruptedException {
        return require(wires);
    }

    Request request() throws InterruptedException {
        return require(requests);
    }

    Link link() throws InterruptedException {
        return require(links);
    }

    private static <T> T require(BlockingQueue<T> queue) throws InterruptedException {
        T one = queue.poll(15, TimeUnit.SECONDS);
        if (one == null) {
            throw new AssertionError("nothing was told");
        }
        return one;
    }
}
