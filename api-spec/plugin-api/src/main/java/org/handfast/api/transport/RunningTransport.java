package org.handfast.api.transport;

import java.time.Instant;
import java.util.List;

import org.osgi.annotation.versioning.ConsumerType;
import org.osgi.annotation.versioning.ProviderType;

import org.handfast.api.Bytes;
import org.handfast.api.Listener;
import org.handfast.api.Reach;

/** What runs of a transport in one hub. Called by the transport's thread only. */
@ConsumerType
public interface RunningTransport {

    /** Somebody connected; whoever is given back hears of what comes. */
    ChannelEvents accepted(Channel channel);

    /** A datagram came for one of the groups. */
    void datagram(MulticastGroup group, SocketPlace from, Bytes datagram);

    /** From now on streams of a protocol are accepted, and its records are kept. */
    void serve(Listener.Stream listener, StreamAcceptor acceptor);

    /** No more of them; those that are open stay. */
    void stopServing(Listener.Stream listener);

    /**
     * Opens a stream to somebody.
     *
     * @param endpoint where, as this transport spells it
     * @param told hears of it once
     */
    void open(Listener.Stream listener, String endpoint, Opening told);

    /** Lets others find a record under a key until then, in place of one that was there. */
    void advertise(Bytes key, Bytes record, Instant until);

    /** Takes a record back, as far as that can be. Nothing if there is none. */
    void withdraw(Bytes key);

    /** Looks for records under a key, and for whoever is near, until the search is cancelled. */
    Search seek(Bytes key, Finder finder);

    /** How others reach the hub now. */
    Reach reach();

    /** What an operator wants to know of it: sections of lines. */
    List<Report> report();

    /** Ends all of it. Nothing is called after that. */
    void stop();

    /** Whoever takes streams of a protocol. */
    @ProviderType
    interface StreamAcceptor {
        /** Somebody opened one; whoever is given back hears of what comes. */
        StreamEvents opened(MessageStream stream);
    }

    /** How the opening of a stream went. */
    @ProviderType
    interface Opening {
        /** It is open; whoever is given back hears of what comes. */
        StreamEvents opened(MessageStream stream);

        /** It is not, and why: a sentence without a full stop. */
        void failed(String reason);
    }

    /** Whoever looks for something. */
    @ProviderType
    interface Finder {
        /** A record that somebody keeps under the key, valid by its rules. May be told of one twice. */
        void record(Bytes record);

        /** Somebody near, and where to reach them. */
        void neighbour(String endpoint);

        /** All that could be asked by now have been; the search goes on for whoever comes near. */
        void searched(String detail);
    }

    /** Something that is looked for. */
    @ConsumerType
    interface Search {
        /** Not any more. */
        void cancel();
    }

    /**
     * What is told about one thing.
     *
     * @param section what it belongs to, for people
     * @param name what it is
     * @param detail how it is
     */
    record Report(String section, String name, String detail) {}
}
