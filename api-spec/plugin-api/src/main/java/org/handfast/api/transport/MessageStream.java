package org.handfast.api.transport;

import org.osgi.annotation.versioning.ConsumerType;

import org.handfast.api.Bytes;
import org.handfast.api.Key;

/** One stream, on which each side says one message at most: all that it sends up to the end. No call blocks or throws. */
@ConsumerType
public interface MessageStream {

    /** The key that the peer has proven to have. */
    Key peer();

    /** Where it is, for people. */
    String remote();

    /** Sends this end's message, and ends this end's half. A second one is dropped. */
    void send(Bytes message);

    /** Runs a task once all that was sent has been handed to the network; never if it breaks before. */
    void whenSent(Runnable then);

    /** Is done: what was sent goes out; if nothing was, the peer sees the stream reset. */
    void close();
}
