package org.handfast.api;

import java.util.Map;
import java.util.Optional;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * Something that happened to a conversation. Not sealed: the switch over it needs a default, and that is how an old
 * plugin survives a new hub. Match types ({@code case Received r}), not components, since a record may gain one.
 */
@ConsumerType
public interface Event {

    /** An event of one link. */
    interface OnLink extends Event {
        /** The link it happened on. */
        Link link();
    }

    /** A peer opened a link to one of the protocol's listeners; a WebSocket with a request. */
    record Opened(Link link, Optional<Request> request) implements OnLink {
        /** One without a request. */
        public Opened(Link link) {
            this(link, Optional.empty());
        }
    }

    /** A peer asks by HTTP; {@link Effect#respond} answers. */
    record Requested(Link link, Request request) implements OnLink {}

    /** One message, as the listener's framing cut it, without length or delimiter. */
    record Received(Link link, Bytes message) implements OnLink {}

    /** The link is gone, by whichever side. The hub sends nothing on it any more. */
    record LinkClosed(Link link, String reason) implements OnLink {}

    /** A dial came to an end: with a link, or with a sentence that says why not. */
    record Dialled(String endpoint, Optional<Link> link, String detail) implements Event {}

    /** A record that somebody keeps under the key that is sought, valid by its rules. Each comes once in a search. */
    record Found(String sought, Bytes record) implements Event {}

    /** Somebody near, who may be the one that is sought, and where to dial them. Each place comes once in a search. */
    record Neighbour(String sought, String endpoint) implements Event {}

    /** All that could be asked by now have been; what is sought is sought on among those who come near. */
    record Searched(String sought, String detail) implements Event {}

    /**
     * The hub was started anew, and a durable conversation goes on, without the links it had; or one that always stands
     * ({@link PairingProtocol#standing}) begins. Before anything else.
     */
    record Restored() implements Event {}

    /** A timer ran out; never one that was cancelled, restarted or belongs to an earlier conversation. */
    record TimerFired(String timer) implements Event {}

    /**
     * A question was answered. An approval comes with YES to a question whose stage grants trust.
     *
     * @param about what the question was about
     */
    record Decided(Question.Stage stage, Answer answer, Optional<Approval> approval, Address about) implements Event {}

    /**
     * An operator, or the command line, gave a command that the descriptor declares.
     *
     * @param id unique: what a command that begins a conversation of its own can call it
     */
    record Commanded(String id, String command, Map<String, String> arguments) implements Event {
        public Commanded {
            arguments = Map.copyOf(arguments);
        }
    }

    /** A parcel for an address that this conversation bound, to be written to this link. */
    record Arrived(Link link, Parcel parcel) implements OnLink {}

    /** What became of a parcel that this conversation sent. */
    record Delivered(Address to, Address from, String id, Parcel.Fate fate) implements Event {}

    /** An operator ended a relation between two devices. Routed as the first event of a link is. */
    record Parted(Address proposer, Address other, String reason) implements Event {}

    /** Something about an address that this conversation bound or watches. */
    record Changed(Address address, Change change) implements Event {}

    /** Somebody cancels the conversation. The last that it hears: it is over after this step, wherever that leads. */
    record Cancelled(String reason) implements Event {}

    /**
     * Three tries of {@code lost} were overtaken by other changes. A plugin that does not handle it loses the event's
     * link.
     */
    record Conflicted(Event lost) implements Event {}

    /** How a question was answered. */
    enum Answer {
        YES,
        NO,
        /** Nobody answered in time. */
        EXPIRED
    }

    /** What changed about an address. */
    enum Change {
        SUSPENDED,
        RESUMED,
        REVOKED,
        RENAMED,
        /** Another link took the address, or there was no room for one more. */
        DISPLACED,
        /** Another conversation says that there is something new to look up; see {@link Effect#stir}. */
        STIRRED
    }
}
