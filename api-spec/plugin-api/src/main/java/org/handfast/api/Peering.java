package org.handfast.api;

import java.util.List;
import java.util.Map;

/**
 * A relation between two devices that the hub carries messages for. It is theirs: the hub has no key in it, and what it
 * shows of it proves nothing against the hub itself.
 *
 * @param proposer who began it
 * @param other the other end
 * @param standing how far it has come
 * @param shown fingerprints and words, as the two ends see them
 * @param facts what the protocol remembers of it
 */
public record Peering(
        Address proposer, Address other, Standing standing, List<Shown> shown, Map<String, String> facts) {

    public Peering {
        shown = List.copyOf(shown);
        facts = Map.copyOf(facts);
    }

    /** How far a relation has come. */
    public enum Standing {
        PROPOSED,
        ESTABLISHED,
        /** Revoked by an operator, or ended by one of the two. */
        ENDED
    }
}
