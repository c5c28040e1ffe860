package org.handfast.api;

import java.util.List;

/**
 * The fingerprints of both keys of a pairing, as both ends show them: twelve words each, over the forms that the wire
 * carries.
 *
 * @param own of the key at this end
 * @param theirs of the key at the other end
 */
public record Fingerprints(List<String> own, List<String> theirs) {

    public Fingerprints {
        own = List.copyOf(own);
        theirs = List.copyOf(theirs);
    }
}
