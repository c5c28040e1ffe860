package org.handfast.core.link;

import org.handfast.api.Bytes;
import org.handfast.api.Response;

/** The sending half of a link, as a listener or dialler provides it. Thread-safe; no call blocks or throws. */
public interface Wire {

    /** Sends one message after those before it; dropped if the link is closed. */
    void send(Bytes message);

    /** Sends what goes to other links too, or puts it into a share that is sent with those. */
    default void send(FanOut message) {
        send(message.message());
    }

    /** Answers the request of an HTTP exchange, which ends with it; closes what is none. */
    default void respond(Response response) {
        close();
    }

    /**
     * Runs {@code then} once all that was sent before has been handed to the network; never if the link closes first. On any
     * thread.
     */
    void whenSent(Runnable then);

    /** Closes once what was sent is out, or after a few seconds if the peer does not read. */
    void close();

    /** The same, with a code that a WebSocket tells its peer. */
    default void close(int code) {
        close();
    }

    /** Asks for no more messages for now; a few that were under way may still come. */
    void pause();

    /** Asks for messages again. */
    void resume();
}
