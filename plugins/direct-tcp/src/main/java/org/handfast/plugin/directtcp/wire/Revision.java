package org.handfast.plugin.directtcp.wire;

import java.util.Locale;

/**
 * The two numberings of packets there are. Nothing on the wire names them: a connection has the one that its first frame
 * opened it with.
 */
public enum Revision {
    /** The document's: Hello is packet 0. */
    DOCUMENT(0),
    /** The later one: Heartbeat and Error come first, Hello is packet 2. */
    LATER(2);

    private final int first;

    Revision(int first) {
        this.first = first;
    }

    /** The packet number of Hello; the others follow in their order. */
    int first() {
        return first;
    }

    /** The revision of a name in any case; the document's for none. */
    public static Revision of(String name) {
        return name.isEmpty() ? DOCUMENT : valueOf(name.toUpperCase(Locale.ROOT));
    }
}
