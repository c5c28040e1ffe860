package org.handfast.plugin.libp2p.ping;

import java.time.Duration;
import java.util.function.BooleanSupplier;

import org.handfast.api.Bytes;
import org.handfast.api.Fault;
import org.handfast.api.transport.TransportHost;
import org.handfast.plugin.libp2p.stream.StreamReader;
import org.handfast.plugin.libp2p.swarm.Swarm;
import org.handfast.plugin.libp2p.swarm.Swarm.PeerStream;
import org.handfast.plugin.libp2p.wire.Unread;

/** One stream of somebody who asks. */
final class Echo implements StreamReader {

    private static final Duration IDLE = Duration.ofSeconds(60);
    private static final int MOST_UNSENT = 64 * Ping.SIZE;

    private final Swarm swarm;
    private final PeerStream stream;
    private final BooleanSupplier allowed;
    private final Runnable over;
    private final Unread unread = new Unread();
    private TransportHost.Timer idle;

    Echo(Swarm swarm, PeerStream stream, BooleanSupplier allowed, Runnable over) {
        this.swarm = swarm;
        this.stream = stream;
        this.allowed = allowed;
        this.over = over;
        this.idle = swarm.after(IDLE, stream::reset);
    }

    @Override
    public void received(Bytes bytes) {
        unread.add(bytes);
        while (unread.size() >= Ping.SIZE) {
            if (!allowed.getAsBoolean() || stream.unsent() > MOST_UNSENT) {
                throw Fault.peer(
                        "too-many-pings", "The peer pings more often than it may, or does not read the answers.");
            }
            stream.write(unread.take(Ping.SIZE));
            idle.cancel();
            idle = swarm.after(IDLE, stream::reset);
        }
    }

    @Override
    public void finished() {
        stream.finish();
    }

    @Override
    public void closed(String reason) {
        idle.cancel();
        over.run();
    }
}
