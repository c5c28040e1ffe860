package org.handfast.core.store;

import java.util.List;

/**
 * All of it is made, or nothing: {@code writes} in order, if everything {@code seen} stands before the first of them. A
 * write goes by what those before it left: of two claims of the same thing the second is lost.
 */
public record Changes(List<Seen> seen, List<Write> writes) {

    public Changes {
        seen = List.copyOf(seen);
        writes = List.copyOf(writes);
    }

    /** Changes that rest on nothing but the versions they carry. */
    public static Changes of(Write... writes) {
        return new Changes(List.of(), List.of(writes));
    }
}
