package org.handfast.api;

import java.util.Optional;

/**
 * What bytes travel on: a TCP connection, a WebSocket, an HTTP exchange, a stream. A name for it only; the hub holds the
 * thing itself. Two are equal if their ids are.
 *
 * @param id unique while the hub runs
 * @param listener the name of the descriptor's listener it belongs to
 * @param remote the other end as {@code host:port}, for people
 * @param dialled true if the hub opened it
 * @param peer the key that the other end has proven to have, where the transport sees to that
 */
public record Link(long id, String listener, String remote, boolean dialled, Optional<Key> peer) {

    /** One whose other end has proven nothing. */
    public Link(long id, String listener, String remote, boolean dialled) {
        this(id, listener, remote, dialled, Optional.empty());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Link link && link.id == id;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(id);
    }
}
