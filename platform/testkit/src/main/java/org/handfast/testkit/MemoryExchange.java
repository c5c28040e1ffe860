package org.handfast.testkit;

import java.util.function.Consumer;

import org.handfast.api.Bytes;
import org.handfast.api.Link;
import org.handfast.api.Response;
import org.handfast.core.link.LinkEvents;
import org.handfast.core.link.Wire;

/** The server's end of an HTTP exchange in memory. */
final class MemoryExchange implements Wire {

    private final Link link;
    private final LinkEvents events;
    private final Consumer<Response> answered;
    private final Schedule schedule;
    private boolean closed;

    MemoryExchange(Link link, LinkEvents events, Consumer<Response> answered, Schedule schedule) {
        this.link = link;
        this.events = events;
        this.answered = answered;
        this.schedule = schedule;
    }

    Link link() {
        return link;
    }

    @Override
    public void respond(Response response) {
        if (!closed) {
            schedule.add(this, () -> answered.accept(response));
            close();
        }
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            schedule.add(this, () -> events.closed(link, "the exchange is over"));
        }
    }

    @Override
    public void send(Bytes message) {
        throw new AssertionError("an exchange has an answer, and no messages");
    }

    @Override
    public void whenSent(Runnable then) {
        schedule.add(this, then);
    }

    @Override
    public void pause() {}

    @Override
    public void resume() {}
}
