package org.handfast.api;

import java.util.List;
import java.util.Optional;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * A pairing protocol. A plugin registers one as an OSGi service.
 *
 * <p>One instance serves every conversation of its protocol, on any thread, at the same time: it has no mutable field,
 * opens no socket, starts no thread, reads no clock and draws no randomness. Everything it may know comes in; everything
 * it wants goes out.
 *
 * @param <S> the states of its conversations, a sealed interface of records
 */
@ConsumerType
public interface PairingProtocol<S extends State> {

    /** What the hub must know before the first byte. Asked once, at start, on the starting thread. */
    Descriptor<S> descriptor();

    /**
     * Names the conversation that the first event of a link, a command, or an {@link Event.Parted} belongs to. Called
     * before any state exists, for bytes nobody has vouched for: keep it cheap.
     *
     * @return the conversation's key; empty to be asked again with the link's next event, or to pass over an
     *     {@link Event.Parted}
     * @throws Fault to refuse the link
     */
    Optional<ConversationKey> route(Event first);

    /**
     * The conversations that are there from the protocol's start on, whether somebody comes or not, and hear
     * {@link Event.Restored} first. One that ends begins again, and hears it again, when somebody comes to it or the protocol
     * starts anew. Asked at the start, and again under changed settings before those are kept.
     *
     * @throws Fault not to be started, such as CONFIGURATION for settings that cannot be
     */
    default List<ConversationKey> standing(Settings settings) {
        return List.of();
    }

    /**
     * One transition. Called by one thread at a time for one conversation, and again for the same event, with the same
     * random bytes, when what it had looked up changed before its effects could be committed.
     *
     * <p>A {@link Fault} of category {@link Fault.Category#PEER_FAULT} costs the peer the event's link. Any other
     * exception ends the conversation and counts against the plugin, as does running past the hub's deadline.
     *
     * @param state the state the conversation is in
     * @param event what happened; unknown kinds must be answered with {@link Step#stay}
     * @param view what may be looked at
     * @return the new state and what shall be done, all of it or nothing
     */
    Step<S> on(S state, Event event, View view);
}
