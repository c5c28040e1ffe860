package org.handfast.plugin.libp2p.kad;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

import org.handfast.api.Bytes;
import org.handfast.api.Fault;
import org.handfast.api.transport.TransportHost;
import org.handfast.plugin.libp2p.stream.StreamReader;
import org.handfast.plugin.libp2p.swarm.Swarm;
import org.handfast.plugin.libp2p.swarm.Swarm.PeerStream;
import org.handfast.plugin.libp2p.wire.LengthPrefixed;
import org.handfast.plugin.libp2p.wire.Unread;

/** One stream of somebody who asks, one question after the other. */
final class KadStream implements StreamReader {

    private static final Duration IDLE = Duration.ofSeconds(30);
    private static final int MOST_UNSENT = 4 * KadMessage.LONGEST;

    private final Swarm swarm;
    private final PeerStream stream;
    private final Function<KadMessage, Optional<KadMessage>> answer;
    private final Runnable over;
    private final Unread unread = new Unread();
    private TransportHost.Timer idle;

    KadStream(Swarm swarm, PeerStream stream, Function<KadMessage, Optional<KadMessage>> answer, Runnable over) {
        this.swarm = swarm;
        this.stream = stream;
        this.answer = answer;
        this.over = over;
        this.idle = swarm.after(IDLE, stream::reset);
    }

    @Override
    public void received(Bytes bytes) {
        unread.add(bytes);
        for (Optional<Bytes> next = take(); next.isPresent(); next = take()) {
            idle.cancel();
            idle = swarm.after(IDLE, stream::reset);
            answer.apply(KadMessage.decode(next.get())).ifPresent(said -> stream.write(said.framed()));
            if (stream.unsent() > MOST_UNSENT) {
                throw Fault.peer("slow-reader", "The peer asks, and does not read the answers.");
            }
        }
    }

    private Optional<Bytes> take() {
        return LengthPrefixed.take(unread, KadMessage.LONGEST);
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
