package org.handfast.plugin.libp2p.stream;

import java.util.Optional;

import org.handfast.plugin.libp2p.wire.Unread;

/**
 * A stretch of talk at the beginning of a connection or a stream, at one end of it. Takes no more bytes than are its own: what
 * comes behind its last stays unread, for the next layer. Not thread-safe.
 *
 * @param <R> what it comes to
 */
public interface Handshake<R> {

    /** Says what is to be said before anything came. Called once, first. */
    void begin(Outlet out);

    /**
     * Takes what can be taken by now, and answers it.
     *
     * @return what it came to, once it is over; not to be called after that
     * @throws org.handfast.api.Fault PEER_FAULT if the other end says what it must not
     */
    Optional<R> advance(Unread unread, Outlet out);
}
