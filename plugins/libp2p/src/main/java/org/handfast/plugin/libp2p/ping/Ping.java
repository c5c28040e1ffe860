package org.handfast.plugin.libp2p.ping;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

import org.handfast.api.Crypto;
import org.handfast.plugin.libp2p.peer.PeerId;
import org.handfast.plugin.libp2p.stream.StreamReader;
import org.handfast.plugin.libp2p.swarm.AskingLimit;
import org.handfast.plugin.libp2p.swarm.OpenStreams;
import org.handfast.plugin.libp2p.swarm.Refusal;
import org.handfast.plugin.libp2p.swarm.Swarm;
import org.handfast.plugin.libp2p.swarm.Swarm.PeerStream;

/**
 * Asks whether a peer is there, and answers those who ask: 32 bytes and back, as often as one likes on a stream (libp2p specs,
 * ping). By the transport's thread only.
 */
public final class Ping {

    /** What it is called on the wire. */
    public static final String PROTOCOL = "/ipfs/ping/1.0.0";

    /** How many bytes go there and back. */
    static final int SIZE = 32;

    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final int STREAMS = 2;
    private static final int BURST = 100;
    private static final Duration PAUSE = Duration.ofMillis(100);

    private final Swarm swarm;
    private final Crypto crypto;
    private final OpenStreams open = new OpenStreams(STREAMS);
    private final AskingLimit rate = new AskingLimit(BURST, PAUSE);

    /** Answers from now on. */
    public Ping(Swarm swarm) {
        this.swarm = swarm;
        this.crypto = swarm.crypto();
        swarm.handle(PROTOCOL, this::opened);
    }

    private StreamReader opened(PeerStream stream) {
        PeerId peer = stream.peer();
        if (!open.take(peer)) {
            return Refusal.of(stream);
        }
        return new Echo(swarm, stream, () -> rate.allows(stream, swarm.now()), () -> open.give(peer));
    }

    /**
     * Asks a peer that is connected or can be reached, once, for 10 seconds at most.
     *
     * @param answered hears how long it took
     * @param failed hears why there was no answer: a sentence without a full stop
     */
    public void ping(PeerId peer, Consumer<Duration> answered, Consumer<String> failed) {
        swarm.open(peer, List.of(), PROTOCOL, new Probe(swarm, crypto.random(SIZE), LIMIT, answered, failed));
    }
}
