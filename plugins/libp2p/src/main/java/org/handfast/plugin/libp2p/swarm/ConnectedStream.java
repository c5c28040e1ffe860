package org.handfast.plugin.libp2p.swarm;

import org.handfast.api.Bytes;
import org.handfast.plugin.libp2p.multiaddr.Multiaddr;
import org.handfast.plugin.libp2p.peer.PeerId;
import org.handfast.plugin.libp2p.stream.MuxedStream;
import org.handfast.plugin.libp2p.swarm.Swarm.PeerStream;

/** A stream that knows whose it is; what one call of it writes goes out together. */
record ConnectedStream(MuxedStream stream, Connection connection, boolean ours) implements PeerStream {

    @Override
    public PeerId peer() {
        return connection.peer();
    }

    @Override
    public Multiaddr remote() {
        return connection.remote();
    }

    @Override
    public void write(Bytes bytes) {
        connection.during(() -> stream.write(bytes));
    }

    @Override
    public int unsent() {
        return stream.unsent();
    }

    @Override
    public void finish() {
        connection.during(() -> stream.finish());
    }

    @Override
    public void reset() {
        connection.during(() -> stream.reset());
    }

    @Override
    public void pause() {
        stream.pause();
    }

    @Override
    public void resume() {
        connection.during(() -> stream.resume());
    }
}
