package org.handfast.runtime.net.http;

import org.handfast.api.Bytes;
import org.handfast.api.Link;
import org.handfast.api.Response;
import org.handfast.core.link.LinkEvents;
import org.handfast.core.link.Wire;
import org.handfast.runtime.net.socket.Channels;

/** One request that a protocol was asked, until it is answered. Thread-safe. */
final class Exchange implements Wire {

    private static final Answer UNANSWERED = Answer.message(500, "The request was not answered.");

    private final HttpHandler connection;
    private final Link link;
    private final LinkEvents events;

    Exchange(HttpHandler connection, Link link, LinkEvents events) {
        this.connection = connection;
        this.link = link;
        this.events = events;
    }

    /** On the connection's loop. */
    void ended(String reason) {
        events.closed(link, reason);
    }

    @Override
    public void respond(Response response) {
        Channels.execute(connection.channel(), () -> connection.answered(this, Answer.of(response)));
    }

    /** Without an answer: the peer is told that there is none. */
    @Override
    public void close() {
        Channels.execute(connection.channel(), () -> connection.answered(this, UNANSWERED));
    }

    @Override
    public void whenSent(Runnable then) {
        Channels.whenFlushed(connection.channel(), then);
    }

    /** An exchange carries no messages but its answer. */
    @Override
    public void send(Bytes message) {}

    @Override
    public void pause() {}

    @Override
    public void resume() {}
}
