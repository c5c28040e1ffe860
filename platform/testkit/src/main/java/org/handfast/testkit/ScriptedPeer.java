package org.handfast.testkit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import org.handfast.api.Bytes;
import org.handfast.api.Link;
import org.handfast.api.Listener;
import org.handfast.api.Request;
import org.handfast.api.Response;
import org.handfast.core.link.Dialler;
import org.handfast.core.link.LinkEvents;
import org.handfast.core.link.Wire;

/** A peer that says what a test tells it to, and remembers what it is told. */
public final class ScriptedPeer implements LinkEvents {

    private final World world;
    private final String name;
    private final List<Bytes> unread = new ArrayList<>();
    private final List<Bytes> unsent = new ArrayList<>();
    private @Nullable Wire wire;
    private @Nullable String closed;

    ScriptedPeer(World world, String name) {
        this.world = world;
        this.name = name;
    }

    /** Dials; the world settles before this returns. */
    public ScriptedPeer dial(String endpoint, Listener listener) {
        world.pass(Duration.ofMillis(1));
        begin(endpoint, listener);
        world.settle();
        return this;
    }

    /** Begins to dial, and does not wait for what comes of it. */
    public ScriptedPeer begin(String endpoint, Listener listener) {
        world.network().dialler(name, () -> true).dial(endpoint, listener, this, dialled -> {
            if (dialled instanceof Dialler.Dialled.Open open) {
                wire = open.wire();
                unsent.forEach(open.wire()::send);
                unsent.clear();
            } else if (dialled instanceof Dialler.Dialled.Failed failed) {
                closed = failed.reason();
            }
        });
        return this;
    }

    /** Waits to be dialled under its name, on a stream at {@link MemoryNetwork#stream}. */
    public ScriptedPeer listen(Listener listener) {
        world.network().listen(name, "scripted", listener, this);
        return this;
    }

    /** Sends a message; the world settles before this returns. */
    public ScriptedPeer send(Bytes message) {
        put(message);
        world.settle();
        return this;
    }

    /** Puts a message on its way, once the link is open, and does not wait for what comes of it. */
    public ScriptedPeer put(Bytes message) {
        Wire to = wire;
        if (to == null) {
            unsent.add(message);
        } else {
            to.send(message);
        }
        return this;
    }

    /** The next message it has not read yet. */
    public Bytes read() {
        if (unread.isEmpty()) {
            throw new AssertionError(name + " was told nothing"
                    + closedBecause().map(c -> ", and the link is closed: " + c).orElse(""));
        }
        return unread.removeFirst();
    }

    /** True if it has been told nothing that it has not read. */
    public boolean heardNothing() {
        return unread.isEmpty();
    }

    /** Why the link is closed, if it is. */
    public Optional<String> closedBecause() {
        return Optional.ofNullable(closed);
    }

    /** Closes the link. */
    public void close() {
        drop();
        world.settle();
    }

    /** Closes the link, and does not wait for what comes of it. */
    public void drop() {
        Wire to = wire;
        if (to != null) {
            to.close();
        }
    }

    /** Asks by HTTP; the world settles before this returns. */
    public Response ask(String owner, String method, String target, Bytes body) {
        return ask(owner, method, target, Optional.empty(), body);
    }

    /** Asks by HTTP, with the header that signs it; the world settles before this returns. */
    public Response ask(String owner, String method, String target, Optional<String> signature, Bytes body) {
        var answer = new ArrayList<Response>();
        world.pass(Duration.ofMillis(1));
        world.network().ask(name, owner, method, target, signature, body, answer::add);
        world.settle();
        if (answer.isEmpty()) {
            throw new AssertionError(name + " was not answered");
        }
        return answer.getFirst();
    }

    @Override
    public void opened(String protocol, Link link, Optional<Request> request, Wire wire) {
        this.wire = wire;
    }

    @Override
    public void requested(String protocol, Link link, Request request, Wire wire) {
        throw new AssertionError(name + " serves no HTTP");
    }

    @Override
    public void received(Link link, Bytes message) {
        unread.add(message);
    }

    @Override
    public void closed(Link link, String reason) {
        closed = reason;
    }
}
