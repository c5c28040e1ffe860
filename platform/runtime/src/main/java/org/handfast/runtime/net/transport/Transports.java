package org.handfast.runtime.net.transport;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;

import org.handfast.api.Bytes;
import org.handfast.api.Link;
import org.handfast.api.Listener;
import org.handfast.api.Reach;
import org.handfast.api.transport.MessageStream;
import org.handfast.api.transport.RunningTransport;
import org.handfast.api.transport.RunningTransport.Report;
import org.handfast.api.transport.StreamEvents;
import org.handfast.api.transport.Transport;
import org.handfast.core.link.Dialler.Dialled;
import org.handfast.core.link.Discovery;
import org.handfast.core.link.LinkEvents;
import org.handfast.runtime.net.socket.Shared;

/**
 * The transports that run, and the protocols that use them: one may come before or after the other, and go. Thread-safe.
 */
public final class Transports implements Discovery {

    private final Shared shared;
    private final Map<String, TransportLoop> running = new ConcurrentHashMap<>();
    private final List<Served> served = new ArrayList<>();

    private record Served(String protocol, Listener.Stream listener, LinkEvents events) {}

    /** None yet. */
    public Transports(Shared shared) {
        this.shared = shared;
    }

    /**
     * Starts a transport, for the protocols that are there and those that come.
     *
     * @return the port that it listens on
     * @throws org.handfast.api.Fault CONFIGURATION if the port cannot be had, or another has its id
     */
    public int start(Transport transport, TransportLoop.Given given, ClassLoader loader) {
        String id = transport.descriptor().id();
        var loop = new TransportLoop(id, shared, loader);
        if (running.putIfAbsent(id, loop) != null) {
            loop.close();
            throw TransportLoop.taken(id);
        }
        try {
            synchronized (served) {
                int port = loop.start(transport, given);
                served.stream().filter(s -> s.listener().transport().equals(id)).forEach(s -> serve(loop, s));
                return port;
            }
        } catch (RuntimeException e) {
            stop(id);
            throw e;
        }
    }

    /** Stops a transport: its streams break. */
    public void stop(String id) {
        TransportLoop loop = running.remove(id);
        if (loop != null) {
            loop.close();
        }
    }

    /** Gives a protocol the streams of a transport, whenever that runs. */
    public void listen(String protocol, Listener.Stream listener, LinkEvents events) {
        var one = new Served(protocol, listener, events);
        synchronized (served) {
            served.add(one);
            of(listener).ifPresent(loop -> serve(loop, one));
        }
    }

    /** No more of them. */
    public void stop(String protocol, Listener.Stream listener) {
        synchronized (served) {
            served.removeIf(
                    s -> s.protocol().equals(protocol) && s.listener().name().equals(listener.name()));
            of(listener).ifPresent(loop -> loop.run(r -> r.stopServing(listener)));
        }
    }

    private void serve(TransportLoop loop, Served one) {
        loop.run(r -> r.serve(one.listener(), stream -> {
            Link link = link(one.listener(), stream, false);
            one.events().opened(one.protocol(), link, Optional.empty(), new StreamWire(stream, loop));
            return new LinkedStream(link, one.events());
        }));
    }

    private Link link(Listener listener, MessageStream stream, boolean dialled) {
        return new Link(shared.nextId(), listener.name(), stream.remote(), dialled, Optional.of(stream.peer()));
    }

    /** Opens a stream; as {@link org.handfast.core.link.Dialler#dial}. */
    public void dial(String endpoint, Listener.Stream listener, LinkEvents events, Consumer<Dialled> done) {
        Optional<TransportLoop> loop = of(listener);
        if (loop.isEmpty()) {
            done.accept(new Dialled.Failed("the transport '" + listener.transport() + "' does not run"));
            return;
        }
        var opening = new Dialling(listener, events, loop.get(), new Once<>(done));
        loop.get().open(listener, endpoint, opening);
    }

    private final class Dialling implements RunningTransport.Opening {

        private final Listener.Stream listener;
        private final LinkEvents events;
        private final TransportLoop loop;
        private final Consumer<Dialled> done;

        Dialling(Listener.Stream listener, LinkEvents events, TransportLoop loop, Consumer<Dialled> done) {
            this.listener = listener;
            this.events = events;
            this.loop = loop;
            this.done = done;
        }

        @Override
        public StreamEvents opened(MessageStream stream) {
            Link link = link(listener, stream, true);
            done.accept(new Dialled.Open(link, new StreamWire(stream, loop)));
            return new LinkedStream(link, events);
        }

        @Override
        public void failed(String reason) {
            done.accept(new Dialled.Failed(reason));
        }
    }

    /** Tells the first of what it is told. */
    private static final class Once<T> implements Consumer<T> {

        private final AtomicReference<Consumer<T>> to;

        Once(Consumer<T> to) {
            this.to = new AtomicReference<>(to);
        }

        @Override
        public void accept(T first) {
            to.getAndSet(later -> {}).accept(first);
        }
    }

    private Optional<TransportLoop> of(Listener.Stream listener) {
        return Optional.ofNullable(running.get(listener.transport()));
    }

    @Override
    public void advertise(String transport, Bytes key, Bytes record, Instant until) {
        with(transport, r -> r.advertise(key, record, until));
    }

    @Override
    public void withdraw(String transport, Bytes key) {
        with(transport, r -> r.withdraw(key));
    }

    private void with(String transport, Consumer<RunningTransport> act) {
        Optional.ofNullable(running.get(transport)).ifPresent(loop -> loop.run(act));
    }

    @Override
    public RunningTransport.Search seek(String transport, Bytes key, RunningTransport.Finder finder) {
        TransportLoop loop = running.get(transport);
        if (loop == null) {
            return Discovery.none().seek(transport, key, finder);
        }
        var cancelled = new AtomicBoolean();
        var begun = new AtomicReference<RunningTransport.Search>(() -> {});
        loop.run(r -> {
            if (!cancelled.get()) {
                begun.set(r.seek(key, finder));
            }
        });
        return () -> {
            cancelled.set(true);
            loop.run(r -> begun.get().cancel());
        };
    }

    @Override
    public Optional<Reach> reach(String transport) {
        return Optional.ofNullable(running.get(transport)).flatMap(TransportLoop::reach);
    }

    /** What a transport has to report; empty if it does not run. */
    public Optional<List<Report>> report(String transport) {
        return Optional.ofNullable(running.get(transport))
                .flatMap(loop -> loop.ask((Function<RunningTransport, List<Report>>) RunningTransport::report));
    }

    /** The transports that run. */
    public List<String> ids() {
        return running.keySet().stream().sorted().toList();
    }

    /** Stops them all. */
    public void close() {
        ids().forEach(this::stop);
    }
}
