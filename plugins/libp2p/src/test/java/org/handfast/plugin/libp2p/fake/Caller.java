package org.handfast.plugin.libp2p.fake;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import org.handfast.api.Bytes;
import org.handfast.plugin.libp2p.stream.StreamReader;
import org.handfast.plugin.libp2p.swarm.Swarm;
import org.handfast.plugin.libp2p.swarm.Swarm.PeerStream;

/** Opens a stream, says what a test wants, and keeps what it hears. */
public final class Caller implements Swarm.Opening, StreamReader {

    private final Consumer<PeerStream> says;
    private final List<Bytes> pieces = new ArrayList<>();
    private @Nullable PeerStream stream;
    private @Nullable String end;
    private boolean finished;

    private Caller(Consumer<PeerStream> says) {
        this.says = says;
    }

    /** Opens a stream from one to another that says something at once. */
    public static Caller call(FakeSwarm from, FakeSwarm to, String protocol, Consumer<PeerStream> says) {
        var caller = new Caller(says);
        from.open(to.self(), List.of(to.address()), protocol, caller);
        return caller;
    }

    /** Whoever hears what is said on streams of a handler, and answers nothing of itself. */
    public static Swarm.StreamHandler saying(Consumer<PeerStream> says) {
        return stream -> new Caller(says).opened(stream);
    }

    @Override
    public StreamReader opened(PeerStream opened) {
        stream = opened;
        says.accept(opened);
        return this;
    }

    @Override
    public void failed(String reason) {
        end = reason;
    }

    @Override
    public void received(Bytes bytes) {
        pieces.add(bytes);
    }

    @Override
    public void finished() {
        finished = true;
    }

    @Override
    public void closed(String reason) {
        end = reason;
    }

    /** What was heard. */
    public Bytes heard() {
        return Bytes.join(pieces.toArray(Bytes[]::new));
    }

    /** True once the other end has ended its half. */
    public boolean isFinished() {
        return finished;
    }

    /** True once the other end has reset it. */
    public boolean isReset() {
        return "reset by the peer".equals(end);
    }

    /** True once it is over. */
    public boolean isOver() {
        return end != null;
    }

    /** The stream, once it is open. */
    public PeerStream stream() {
        return Objects.requireNonNull(stream);
    }
}
