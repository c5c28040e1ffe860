package org.handfast.api;

import java.util.List;

/**
 * A line that people compare or read.
 *
 * @param kind how it is drawn
 * @param values its words or symbols, in order
 */
public record Shown(Kind kind, List<String> values) {

    public Shown {
        values = List.copyOf(values);
    }

    /** What sort of line it is. */
    public enum Kind {
        /** Four check words: safe to compare, since the peer was bound to its key before it saw ours. */
        CHECK_WORDS,
        /** Six symbols with names, from the same hash as the words. */
        CHECK_SYMBOLS,
        /** The fingerprint of the other end's key, twelve words; compared with what the other end shows as its own. */
        PEER_FINGERPRINT,
        /** The fingerprint of this end's key, twelve words. */
        OWN_FINGERPRINT,
        /** The address of a device, then the fingerprint of its key, twelve words: for relations that this end is not in. */
        FINGERPRINT,
        /** A phrase to say to the other person. */
        PHRASE,
        /** Texts, to be read as they are. They may come from a peer. */
        TEXT
    }
}
