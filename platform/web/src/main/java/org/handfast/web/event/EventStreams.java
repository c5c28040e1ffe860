package org.handfast.web.event;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;

import org.handfast.api.Fault;
import org.handfast.core.limit.Limit;
import org.handfast.web.hub.Hub;

/** The streams that are open, each with a thread of its own that mostly waits. Thread-safe. */
@ApplicationScoped
public class EventStreams {

    private final AtomicInteger open = new AtomicInteger();
    private final Set<EventStream> streams = ConcurrentHashMap.newKeySet();

    /**
     * Takes a place; {@link #start} must follow.
     *
     * @throws Fault LIMIT_REACHED if there is none
     */
    void reserve(Hub hub) {
        int most = hub.node().ports().limits().of(Limit.EVENT_LISTENERS);
        if (open.incrementAndGet() > most) {
            open.decrementAndGet();
            throw new Fault(
                    Fault.Category.LIMIT_REACHED,
                    "too-many-listeners",
                    "There are " + most + " consoles open already; close one.");
        }
    }

    /** Begins to write news; {@code done} is called once, when the listener or its session is gone. */
    void start(Hub hub, Optional<String> session, OutputStream out, Runnable done) {
        var stream = new EventStream(hub, session, out);
        streams.add(stream);
        Thread.ofVirtual().name("handfast-events").start(() -> {
            try {
                stream.run();
            } catch (IOException gone) {
                System.getLogger(EventStreams.class.getName())
                        .log(System.Logger.Level.DEBUG, "A console is gone: {0}", gone.getMessage());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } finally {
                streams.remove(stream);
                open.decrementAndGet();
                done.run();
            }
        });
    }

    @PreDestroy
    void stop() {
        streams.forEach(EventStream::stop);
    }
}
