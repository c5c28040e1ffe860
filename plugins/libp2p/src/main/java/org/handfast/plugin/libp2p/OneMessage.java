package org.handfast.plugin.libp2p;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import org.handfast.api.Bytes;
import org.handfast.api.Key;
import org.handfast.api.transport.MessageStream;
import org.handfast.api.transport.StreamEvents;
import org.handfast.api.transport.TransportHost;
import org.handfast.plugin.libp2p.multiaddr.IpGroup;
import org.handfast.plugin.libp2p.peer.PeerId;
import org.handfast.plugin.libp2p.stream.StreamReader;
import org.handfast.plugin.libp2p.swarm.Swarm;
import org.handfast.plugin.libp2p.swarm.Swarm.PeerStream;
import org.handfast.plugin.libp2p.wire.Unread;

/** A stream on which each side says one message, and ends its half. Not thread-safe. */
final class OneMessage implements MessageStream, StreamReader, HalfRead.Message {

    /** How long the one that opened a stream may take to say its message, once it has begun. */
    private static final Duration ASKING = Duration.ofSeconds(30);

    private final PeerStream stream;
    private final Key peer;
    private final int most;
    private final HalfRead held;
    private final Unread unread = new Unread();
    private final List<Runnable> whenSent = new ArrayList<>();
    private final TransportHost.Timer patience;
    private @Nullable StreamEvents events;
    private boolean sent;
    private boolean heard;
    private boolean closing;
    private boolean out;
    private boolean gone;

    /** {@code most} bytes are taken of it. */
    OneMessage(PeerStream stream, Key peer, int most, HalfRead held, Swarm swarm) {
        this.stream = stream;
        this.peer = peer;
        this.most = most;
        this.held = held;
        this.patience = stream.ours() ? () -> {} : swarm.after(ASKING, this::tooSlow);
    }

    /** From now on this is who hears of it. */
    void begin(StreamEvents hears) {
        events = hears;
    }

    private void tooSlow() {
        if (!heard) {
            stream.reset();
        }
    }

    @Override
    public PeerId from() {
        return stream.peer();
    }

    @Override
    public Optional<IpGroup> group() {
        return IpGroup.of(stream.remote());
    }

    @Override
    public void giveWay() {
        stream.reset();
    }

    @Override
    public Key peer() {
        return peer;
    }

    /** As {@code host:port}, as on all links: where to dial it again only if this end dialled. */
    @Override
    public String remote() {
        return stream.remote().tcp().map(Object::toString).orElseGet(() -> stream.remote()
                .toString());
    }

    @Override
    public void send(Bytes message) {
        if (sent) {
            return;
        }
        sent = true;
        if (message.isEmpty()) {
            out = !gone;
        } else {
            stream.write(message);
        }
        stream.finish();
    }

    @Override
    public void whenSent(Runnable then) {
        if (out || !sent && !gone) {
            then.run();
        } else if (!gone) {
            whenSent.add(then);
        }
    }

    @Override
    public void drained() {
        out = sent;
        List<Runnable> all = List.copyOf(whenSent);
        whenSent.clear();
        all.forEach(Runnable::run);
        if (closing && !heard) {
            stream.reset();
        }
    }

    @Override
    public void close() {
        closing = true;
        if (!sent || !heard && stream.unsent() == 0) {
            stream.reset();
        }
    }

    @Override
    public void received(Bytes bytes) {
        if (closing) {
            return;
        }
        if (bytes.size() > most - unread.size() || !held.take(this, bytes.size())) {
            stream.reset();
            return;
        }
        unread.add(bytes);
    }

    @Override
    public void finished() {
        heard = true;
        patience.cancel();
        Bytes message = letGo();
        if (!closing) {
            Optional.ofNullable(events).ifPresent(e -> e.received(message));
        }
    }

    private Bytes letGo() {
        held.give(this);
        return unread.take(unread.size());
    }

    @Override
    public void closed(String reason) {
        gone = true;
        patience.cancel();
        letGo();
        whenSent.clear();
        Optional.ofNullable(events).ifPresent(e -> e.closed(reason));
    }
}
