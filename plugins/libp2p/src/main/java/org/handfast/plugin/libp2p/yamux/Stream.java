package org.handfast.plugin.libp2p.yamux;

import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import org.handfast.api.Bytes;
import org.handfast.api.Fault;
import org.handfast.plugin.libp2p.stream.MuxedStream;
import org.handfast.plugin.libp2p.stream.StreamReader;

/** One stream of a session, and what it tells whoever reads it. Not thread-safe. */
final class Stream implements MuxedStream {

    private final int id;
    private final boolean ours;
    private final Streams streams;
    private final Sender sender;
    private final SendHalf send;
    private final ReceiveHalf receive = new ReceiveHalf();

    /** True while it is among those that the sender goes round. */
    boolean inTurn;

    private @Nullable StreamReader reader;
    private boolean acknowledged;
    private boolean undrained;
    private boolean paused;
    private boolean ended;
    private boolean toldEnd;
    private @Nullable String over;

    /** How a stream comes to be over. */
    enum How {
        /** Both halves have ended. */
        DONE,
        /** This end resets it, and says so. */
        HERE,
        /** The other end has reset it. */
        THERE,
        /** The connection is gone. */
        GONE
    }

    Stream(int id, boolean ours, Streams streams, Sender sender) {
        this.id = id;
        this.ours = ours;
        this.streams = streams;
        this.sender = sender;
        send = new SendHalf(id);
    }

    int id() {
        return id;
    }

    /** True if this end opened it. */
    boolean ours() {
        return ours;
    }

    boolean isOver() {
        return over != null;
    }

    SendHalf send() {
        return send;
    }

    /** Finds out who reads it; everything that is told comes after this. */
    void begin(Session.Acceptor acceptor) {
        StreamReader found = acceptor.opened(this);
        reader = found;
        if (over != null) {
            found.closed(over);
        }
    }

    /** The other end has said something on it; true if that is the first. */
    boolean acknowledge() {
        boolean first = !acknowledged;
        acknowledged = true;
        return first;
    }

    /** The other end has room for more. */
    void granted(long more) {
        send.grant(more);
        sender.wake(this);
    }

    /** So many bytes will be {@link #received}. */
    void expect(int count) {
        receive.expect(count);
        if (ended && count > 0) {
            end(How.HERE, "the other end went on after its end");
        }
    }

    void received(Bytes bytes) {
        if (isOver()) {
            return;
        }
        if (!paused) {
            deliver(bytes);
        } else if (streams.kept().take(bytes.size())) {
            receive.keep(bytes);
        } else {
            end(How.HERE, "more came than can be kept");
        }
    }

    /** The other end's half has ended. */
    void ended() {
        ended = true;
        tellEnd();
    }

    /** A frame of it has been sent. */
    void sent() {
        if (isOver()) {
            return;
        }
        if (undrained && send.waiting() == 0) {
            undrained = false;
            tell(StreamReader::drained);
        }
        if (!isOver()) {
            settle();
        }
    }

    /** It is over, whatever came before. */
    void end(How how, String reason) {
        if (isOver()) {
            return;
        }
        over = reason;
        sender.forget(this);
        streams.kept().give(receive.kept());
        receive.release();
        if (how == How.HERE) {
            sender.control(FrameHeader.Type.WINDOW_UPDATE, FrameHeader.RST, id, 0);
        }
        streams.freed(this, how);
        tell(r -> r.closed(reason));
    }

    @Override
    public void write(Bytes bytes) {
        if (isOver() || send.finishing() || bytes.isEmpty()) {
            return;
        }
        sender.during(() -> {
            if (streams.mayWait(send.waiting(), bytes.size())) {
                send.add(bytes);
                undrained = true;
                sender.wake(this);
            } else {
                end(How.HERE, "more waits to be sent than may");
            }
        });
    }

    @Override
    public int unsent() {
        return send.waiting();
    }

    @Override
    public void finish() {
        if (isOver() || send.finishing()) {
            return;
        }
        sender.during(() -> {
            send.finish();
            sender.wake(this);
        });
    }

    @Override
    public void reset() {
        sender.during(() -> end(How.HERE, "this end has reset it"));
    }

    @Override
    public void pause() {
        paused = true;
    }

    @Override
    public void resume() {
        if (!paused || isOver()) {
            return;
        }
        paused = false;
        sender.during(() -> {
            Bytes kept = receive.release();
            if (!kept.isEmpty()) {
                streams.kept().give(kept.size());
                deliver(kept);
            }
            tellEnd();
        });
    }

    private void deliver(Bytes bytes) {
        tell(r -> r.received(bytes));
        int more = receive.took(bytes.size());
        if (more > 0 && !isOver() && !ended) {
            sender.control(FrameHeader.Type.WINDOW_UPDATE, 0, id, more);
        }
    }

    private void tellEnd() {
        if (ended && !toldEnd && !paused && !isOver()) {
            toldEnd = true;
            tell(StreamReader::finished);
            settle();
        }
    }

    private void settle() {
        if (toldEnd && send.finished()) {
            end(How.DONE, "both ends have finished");
        }
    }

    private void tell(Consumer<StreamReader> news) {
        if (reader == null) {
            return;
        }
        try {
            news.accept(reader);
        } catch (Fault fault) {
            end(How.HERE, fault.detail());
        }
    }
}
