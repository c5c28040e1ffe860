package org.handfast.api;

import java.util.List;

/**
 * How others reach this hub by a transport.
 *
 * @param peer what it is called there: a peer id
 * @param addresses where it is, as the transport spells them, those reached from farthest first; empty if nobody can
 */
public record Reach(String peer, List<String> addresses) {
    public Reach {
        addresses = List.copyOf(addresses);
    }
}
