package org.handfast.plugin.relay.server;

/** What the hub remembers of a user, by name. Kept for as long as the user is: later versions read what earlier ones wrote. */
final class Fact {

    /** The registered X25519 key, in hexadecimal digits. */
    static final String AGREEMENT = "x25519";

    /** When the user registered, as the wire has it. */
    static final String CREATED = "created_at";

    /** Since when it is known that whoever registered the key holds it. */
    static final String PROVEN = "proven";

    /** Since when the user connects with a nonce, and must. */
    static final String FRESH = "fresh";

    /** Since when the user connects without one: a recorded connect can be played again. Means nothing beside FRESH. */
    static final String REPLAYABLE = "replayable";

    private Fact() {}
}
