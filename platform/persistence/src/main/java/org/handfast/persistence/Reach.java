package org.handfast.persistence;

import java.util.Collections;
import java.util.Set;

/**
 * What a transaction may read or write, by names. Two that have none in common come to the same in either order.
 *
 * @param names of records, and of what look-ups go by
 * @param everything true if it may be anything
 */
record Reach(Set<Object> names, boolean everything) {

    static final Reach NOTHING = new Reach(Set.of(), false);
    static final Reach EVERYTHING = new Reach(Set.of(), true);

    boolean meets(Reach other) {
        if (this == NOTHING || other == NOTHING) {
            return false;
        }
        return everything || other.everything || !Collections.disjoint(names, other.names);
    }
}
