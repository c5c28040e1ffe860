package org.handfast.core.feed;

import java.util.Optional;

/**
 * Something changed.
 *
 * @param resource what sort of thing
 * @param id which one, if it is one
 * @param version grows with every piece of news of the hub
 */
public record News(Resource resource, Optional<String> id, long version) {

    /** What can change. */
    public enum Resource {
        QUESTIONS,
        DEVICES,
        PEERINGS,
        CONVERSATIONS,
        PLUGINS,
        AUDIT,
        SESSION,
        /** How much waits where. */
        MAILBOXES,
        /** What applications said. */
        MESSAGES,
        /** What a transport has to report. */
        TRANSPORTS,
        /** What was made for people to be recognised by, and waits to be used. */
        OFFERS
    }
}
