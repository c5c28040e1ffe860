package org.handfast.plugin.libp2p.fake;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import org.handfast.api.Bytes;
import org.handfast.api.Fault;
import org.handfast.plugin.libp2p.multiaddr.Multiaddr;
import org.handfast.plugin.libp2p.peer.PeerId;
import org.handfast.plugin.libp2p.stream.StreamReader;
import org.handfast.plugin.libp2p.swarm.Swarm;

/** One end of a stream. What is written arrives in order, some time later, cut somewhere. */
final class FakeStream implements Swarm.PeerStream {

    private final FakeNetwork network;
    private final FakeSwarm owner;
    private final PeerId peer;
    private final Multiaddr remote;
    private final boolean ours;
    private final Deque<Runnable> kept = new ArrayDeque<>();
    private @Nullable FakeStream other;
    private @Nullable StreamReader reader;
    private Instant lastArrival;
    private boolean paused;
    private boolean finished;
    private boolean otherFinished;
    private boolean over;
    private int unsent;

    FakeStream(FakeNetwork network, FakeSwarm owner, PeerId peer, Multiaddr remote, boolean ours) {
        this.network = network;
        this.owner = owner;
        this.peer = peer;
        this.remote = remote;
        this.ours = ours;
        this.lastArrival = network.time().now();
    }

    static void join(FakeStream a, FakeStream b) {
        a.other = b;
        b.other = a;
    }

    /** From now on events are heard; what this end writes before arrives no earlier than {@code then} at the other. */
    void heardBy(StreamReader listener) {
        reader = listener;
    }

    void notBefore(Instant then) {
        lastArrival = then;
    }

    @Override
    public void write(Bytes bytes) {
        for (Bytes rest = bytes; !rest.isEmpty() && !finished && !over; ) {
            Bytes piece = rest.slice(0, network.cut(rest.size()));
            rest = rest.from(piece.size());
            unsent += piece.size();
            toOther(to -> {
                unsent -= piece.size();
                to.hear(r -> r.received(piece));
            });
        }
    }

    private void toOther(Consumer<FakeStream> what) {
        FakeStream to = Objects.requireNonNull(other);
        Instant at = network.time().now().plus(network.delay());
        lastArrival = at.isAfter(lastArrival) ? at : lastArrival;
        network.time().at(lastArrival, () -> to.arrive(() -> what.accept(to)));
    }

    private void arrive(Runnable event) {
        if (paused) {
            kept.add(event);
        } else {
            event.run();
        }
    }

    private void hear(Consumer<StreamReader> event) {
        if (over || reader == null) {
            return;
        }
        try {
            event.accept(reader);
        } catch (Fault fault) {
            if (fault.category() != Fault.Category.PEER_FAULT) {
                throw fault;
            }
            owner.faults().add(fault.code());
            reset();
        }
    }

    @Override
    public int unsent() {
        return unsent;
    }

    @Override
    public void finish() {
        if (finished || over) {
            return;
        }
        finished = true;
        toOther(to -> {
            to.otherFinished = true;
            to.hear(StreamReader::finished);
            to.endIfBothFinished();
        });
        endIfBothFinished();
    }

    private void endIfBothFinished() {
        if (finished && otherFinished) {
            end("both ends are done");
        }
    }

    @Override
    public void reset() {
        if (over) {
            return;
        }
        end("reset here");
        toOther(to -> to.end("reset by the peer"));
    }

    /** The connection is gone. */
    void end(String reason) {
        if (!over) {
            over = true;
            owner.gone(this);
            if (reader != null) {
                StreamReader last = reader;
                network.time().after(Duration.ZERO, () -> last.closed(reason));
            }
        }
    }

    @Override
    public void pause() {
        paused = true;
    }

    @Override
    public void resume() {
        paused = false;
        while (!paused && !kept.isEmpty()) {
            kept.removeFirst().run();
        }
    }

    @Override
    public PeerId peer() {
        return peer;
    }

    @Override
    public Multiaddr remote() {
        return remote;
    }

    @Override
    public boolean ours() {
        return ours;
    }
}
