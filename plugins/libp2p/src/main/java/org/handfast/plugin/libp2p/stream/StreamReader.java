package org.handfast.plugin.libp2p.stream;

import org.handfast.api.Bytes;

/** Whoever hears what comes on a stream. A {@link org.handfast.api.Fault} of the peer that it throws resets the stream. */
public interface StreamReader {

    /** Some bytes came, cut anywhere. */
    void received(Bytes bytes);

    /** The other end has ended its half. Nothing is received after it. */
    void finished();

    /** Nothing waits here any more of what was written. */
    default void drained() {}

    /** The stream is over: both halves ended, it was reset, or the connection is gone. The last that is heard of it. */
    void closed(String reason);
}
