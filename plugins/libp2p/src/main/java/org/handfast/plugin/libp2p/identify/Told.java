package org.handfast.plugin.libp2p.identify;

import java.time.Duration;

import org.handfast.api.Bytes;
import org.handfast.api.Fault;
import org.handfast.api.transport.TransportHost;
import org.handfast.plugin.libp2p.stream.StreamReader;
import org.handfast.plugin.libp2p.swarm.Swarm;
import org.handfast.plugin.libp2p.swarm.Swarm.PeerStream;

/** A stream on which all was told, and nothing is to be heard. */
final class Told implements StreamReader {

    private final TransportHost.Timer timer;

    Told(Swarm swarm, PeerStream stream, Duration limit) {
        this.timer = swarm.after(limit, stream::reset);
    }

    @Override
    public void received(Bytes bytes) {
        throw Fault.peer("unexpected-bytes", "Whoever asks for an identity says nothing.");
    }

    @Override
    public void finished() {}

    @Override
    public void closed(String reason) {
        timer.cancel();
    }
}
