package org.handfast.plugin.libp2p.swarm;

import org.handfast.api.Bytes;
import org.handfast.plugin.libp2p.stream.StreamReader;
import org.handfast.plugin.libp2p.swarm.Swarm.PeerStream;

/** Hears nothing of a stream that nobody wanted. */
public final class Refusal implements StreamReader {

    private Refusal() {}

    /** Resets a stream that was just opened. */
    public static StreamReader of(PeerStream stream) {
        stream.reset();
        return new Refusal();
    }

    @Override
    public void received(Bytes bytes) {}

    @Override
    public void finished() {}

    @Override
    public void closed(String reason) {}
}
