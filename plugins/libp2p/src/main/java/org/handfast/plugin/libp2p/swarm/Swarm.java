package org.handfast.plugin.libp2p.swarm;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import org.handfast.api.Crypto;
import org.handfast.api.transport.TransportHost;
import org.handfast.plugin.libp2p.multiaddr.Multiaddr;
import org.handfast.plugin.libp2p.peer.PeerId;
import org.handfast.plugin.libp2p.stream.MuxedStream;
import org.handfast.plugin.libp2p.stream.StreamReader;

/** What the protocols of a node need of it: time, streams, and who is known. By the transport's thread only. */
public interface Swarm {

    /** The time. */
    Instant now();

    /** Runs a task after a while. */
    TransportHost.Timer after(Duration delay, Runnable task);

    /** A toolkit with fresh randomness. */
    Crypto crypto();

    /** This node. */
    PeerId self();

    /** Where this node can be reached, without {@code /p2p}: what it tells others. */
    List<Multiaddr> addresses();

    /** Accepts streams of a protocol, and tells others so. */
    void handle(String protocol, StreamHandler handler);

    /** Accepts no more of them. */
    void unhandle(String protocol);

    /** The protocols that are accepted, in alphabetical order. */
    List<String> protocols();

    /**
     * Opens a stream, on a connection that is there or a new one.
     *
     * @param addresses where the peer may be, beyond what is known
     */
    void open(PeerId peer, List<Multiaddr> addresses, String protocol, Opening told);

    /** Who is known, and where. */
    PeerBook book();

    /** A stream, and whose it is. */
    interface PeerStream extends MuxedStream {
        /** The peer at the other end. */
        PeerId peer();

        /** Where it is, as seen from here. */
        Multiaddr remote();

        /** True if this end opened it. */
        boolean ours();
    }

    /** Takes streams that others open. */
    interface StreamHandler {
        /** One was opened; whoever is given back hears of what comes. */
        StreamReader opened(PeerStream stream);
    }

    /** How the opening of a stream went. */
    interface Opening {
        /** The protocol was agreed on, or the other end will say so with its first bytes. */
        StreamReader opened(PeerStream stream);

        /** It was not, and why: a sentence without a full stop. */
        void failed(String reason);
    }

    /** Whoever wants to know who is connected. */
    interface Watcher {
        /**
         * One more connection with a peer is of use.
         *
         * @param remote where the peer is, as seen from here
         * @param dialled true if this node connected to it
         */
        void connected(PeerId peer, Multiaddr remote, boolean dialled);

        /** There is none with the peer any more. */
        default void disconnected(PeerId peer) {}
    }
}
