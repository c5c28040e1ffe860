package org.handfast.core.conversation;

import java.util.Optional;
import java.util.UUID;

import org.handfast.api.Event;
import org.handfast.core.link.Dialler;
import org.handfast.core.registry.ProtocolAddress;

/** What a conversation needs of those around it. Thread-safe. */
interface Neighbours {

    /** Tells another conversation something, if it is still there. */
    void tell(UUID conversation, Event event);

    /** Opens a link for a conversation; it learns by {@link Event.Dialled} how it went. */
    void dial(Conversation<?> conversation, Optional<String> listener, String endpoint, Dialler dialler);

    /** A request came to a conversation that was over before it got to it: it is routed as if it came now. */
    void again(Event.Requested request);

    /** A device came or went. */
    void seen(ProtocolAddress address);
}
