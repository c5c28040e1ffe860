package org.handfast.api;

import org.osgi.annotation.versioning.ConsumerType;

/** How a stream of bytes is cut into messages. Pure; called on the network's threads, so it must not look further. */
@ConsumerType
public interface Framing {

    /**
     * Reads the head of what has arrived.
     *
     * @param head the first bytes of a frame, at least one and at most as many as have come
     * @return where the message lies in the frame, or {@link Extent#MORE}
     * @throws Fault if this is not the head of a frame
     */
    Extent measure(Bytes head);

    /** The bytes that go before a message of this size. */
    Bytes prefix(int size);

    /** The bytes that go after each message, always the same. As many are passed over where they come, whatever they are. */
    default Bytes suffix() {
        return Bytes.EMPTY;
    }

    /**
     * Lines: a message ends with a line feed, and has no head. A carriage return before it belongs to the message. To send a
     * message with a line feed in it, which would be two, is a PLUGIN_FAULT.
     */
    static Framing lines() {
        return Lines.FRAMING;
    }

    /**
     * Where a message lies.
     *
     * @param offset bytes before it
     * @param size bytes of it
     */
    record Extent(int offset, long size) {

        /** The head is not complete. */
        public static final Extent MORE = new Extent(-1, -1);
    }
}
