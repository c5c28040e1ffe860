package org.handfast.plugin.libp2p.identify;

import java.time.Duration;
import java.util.function.Consumer;

import org.handfast.api.Bytes;
import org.handfast.api.transport.TransportHost;
import org.handfast.plugin.libp2p.stream.StreamReader;
import org.handfast.plugin.libp2p.swarm.Swarm;
import org.handfast.plugin.libp2p.swarm.Swarm.PeerStream;
import org.handfast.plugin.libp2p.wire.LengthPrefixed;
import org.handfast.plugin.libp2p.wire.Unread;

/** A stream on which a peer pushes one message. */
final class Hearing implements StreamReader {

    private final PeerStream stream;
    private final Consumer<IdentifyMessage> heard;
    private final TransportHost.Timer timer;
    private final Unread unread = new Unread();
    private boolean over;

    Hearing(Swarm swarm, PeerStream stream, Duration limit, Consumer<IdentifyMessage> heard) {
        this.stream = stream;
        this.heard = heard;
        this.timer = swarm.after(limit, stream::reset);
    }

    @Override
    public void received(Bytes bytes) {
        if (over) {
            return;
        }
        unread.add(bytes);
        LengthPrefixed.take(unread, IdentifyMessage.LONGEST).ifPresent(message -> {
            over = true;
            stream.finish();
            heard.accept(IdentifyMessage.decode(message));
        });
    }

    @Override
    public void finished() {
        stream.finish();
    }

    @Override
    public void closed(String reason) {
        timer.cancel();
    }
}
