package org.handfast.cli.device.hub;

import org.handfast.api.Bytes;

/** A connection to a hub that carries frames both ways. What comes is handed to whoever opened it, from threads of its own. */
public interface HubLink {

    /** Sends a frame; false if it cannot. For one thread. */
    boolean send(Bytes frame) throws InterruptedException;

    /** Asks for a sign of life; false if there was none since this was done last. For one thread. */
    boolean beat() throws InterruptedException;

    /** Ends it as the wire has it. */
    void goodbye();

    /** Ends it at once. */
    void abort();

    /** Something about one. */
    sealed interface Heard {

        /** Which. */
        HubLink on();

        /** A frame came, whole. */
        record Frame(HubLink on, String text) implements Heard {}

        /** It is over. */
        record Closed(HubLink on, String why) implements Heard {}
    }
}
