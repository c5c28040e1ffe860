package org.handfast.api.transport;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import org.osgi.annotation.versioning.ConsumerType;
import org.osgi.annotation.versioning.ProviderType;

import org.handfast.api.Bytes;
import org.handfast.api.Crypto;
import org.handfast.api.Settings;

/** What the hub does for a transport. To be called by the transport's thread only; no call blocks. */
@ProviderType
public interface TransportHost {

    /** The time. */
    Instant now();

    /** Runs a task after a while, by the transport's thread. */
    Timer after(Duration delay, Runnable task);

    /** A toolkit whose random bytes nobody can foretell. Each has a seed of its own: one for each channel is right. */
    Crypto crypto();

    /** The transport's settings, as its descriptor declares them. */
    Settings settings();

    /** What the hub calls itself. */
    String hubName();

    /**
     * Where the hub listens for this transport: the addresses of its interfaces, as they were some seconds ago at most, or
     * the one that it was told to listen on.
     */
    List<SocketPlace> listening();

    /** Connects by TCP. {@code told} hears of it once, by the transport's thread, and not before this returns. */
    void connect(SocketPlace place, Connecting told);

    /** Joins a group of UDP: {@link RunningTransport#datagram} follows. What cannot be joined is logged, and no more. */
    void join(MulticastGroup group);

    /** Sends a datagram to a group from every interface; dropped if there is none. */
    void multicast(MulticastGroup group, Bytes datagram);

    /**
     * Something happened that whoever looks at what the transport reports may want to see; also that others reach the hub in another
     * way, which is only asked for then.
     */
    void changed();

    /** How a connection came about. */
    @ConsumerType
    interface Connecting {
        /** It is open; whoever is given back hears of what comes. */
        ChannelEvents connected(Channel channel);

        /** It is not, and why: a sentence without a full stop. */
        void failed(String reason);
    }

    /** Something that will run. */
    @ProviderType
    interface Timer {
        /** It will not; nothing if it has. */
        void cancel();
    }
}
