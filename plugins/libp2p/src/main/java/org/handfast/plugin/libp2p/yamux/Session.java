package org.handfast.plugin.libp2p.yamux;

import java.time.Instant;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import org.handfast.api.Bytes;
import org.handfast.api.Fault;
import org.handfast.plugin.libp2p.stream.MuxedStream;
import org.handfast.plugin.libp2p.stream.Outlet;
import org.handfast.plugin.libp2p.stream.StreamReader;
import org.handfast.plugin.libp2p.yamux.FrameHeader.Type;
import org.handfast.plugin.libp2p.yamux.Stream.How;

/**
 * One end of a connection that carries many streams: Yamux, {@code /yamux/1.0.0} (libp2p/specs, yamux). A state machine without
 * sockets or a clock. Any of its methods, and those of its streams, may be called from what it calls. Not thread-safe.
 */
public final class Session {

    /** How many bytes the other end may send on a stream ahead of whoever reads it. */
    public static final int WINDOW = 256 << 10;

    private final YamuxLimits limits;
    private final Acceptor acceptor;
    private final Sender sender;
    private final Streams streams;
    private final Pings pings;
    private final Frames frames;
    private boolean saidGoAway;
    private boolean heardGoAway;
    private boolean over;

    /** Finds out who reads a stream that was just opened. */
    @FunctionalInterface
    public interface Acceptor {
        /** A stream was opened; whoever is given back hears of what comes. A {@link Fault} that it throws resets the stream. */
        StreamReader opened(MuxedStream stream);
    }

    /**
     * What all sessions of a node have.
     *
     * @param now the time
     * @param random numbers from 0 to 2^32-1 that nobody can guess
     * @param unsent bytes that wait to be sent, of all sessions together; the stream that would write more is reset
     */
    public record Shared(Supplier<Instant> now, LongSupplier random, Quota unsent) {}

    /**
     * A session with no stream yet. Sends nothing by itself.
     *
     * @param dialled true if this end dialled
     * @param out where frames go; asked only while {@code writable}
     * @param writable true while the channel takes more; {@link #writable()} is to be called when it does again
     * @param acceptor takes what the other end opens
     */
    public Session(
            boolean dialled,
            Outlet out,
            BooleanSupplier writable,
            Shared shared,
            YamuxLimits limits,
            Acceptor acceptor) {
        this.limits = limits;
        this.acceptor = acceptor;
        Quota unsent = shared.unsent().part(limits.unsentInAll());
        sender = new Sender(out, writable, unsent);
        streams = new Streams(dialled, limits, new Allowance(limits.wasted(), shared.now()), unsent);
        pings = new Pings(sender, new Allowance(limits.pings(), shared.now()), shared.random());
        frames = new Frames(this::began, () -> over);
    }

    /**
     * Takes what came, cut anywhere.
     *
     * @throws Fault PEER_FAULT if the other end does what costs the connection: say {@link #goAway} 1, then close it
     */
    public void received(Bytes bytes) {
        sender.during(() -> frames.read(bytes));
    }

    /** The channel takes more again: goes on sending what waits. */
    public void writable() {
        sender.during(() -> {});
    }

    /**
     * Opens a stream. What is written to it may go out before the other end has agreed to it.
     *
     * @param reader gives back who reads it, before this returns
     * @throws Fault LIMIT_REACHED if there are too many already, or the session ends
     */
    public MuxedStream open(Acceptor reader) {
        if (over || goingAway()) {
            throw new Fault(Fault.Category.LIMIT_REACHED, "going-away", "The connection takes no new streams.");
        }
        if (sender.controlSize() > limits.control()) {
            throw new Fault(Fault.Category.LIMIT_REACHED, "unread", "The other end does not read what it is sent.");
        }
        Stream stream = streams.open(sender);
        sender.during(() -> {
            sender.control(Type.WINDOW_UPDATE, FrameHeader.SYN, stream.id(), 0);
            try {
                stream.begin(reader);
            } catch (Fault fault) {
                stream.end(How.HERE, fault.detail());
                throw fault;
            }
        });
        return stream;
    }

    /**
     * Asks whether the other end is there.
     *
     * @param answered run once, when it has answered
     * @throws Fault LIMIT_REACHED if too many were asked and not answered
     */
    public void ping(Runnable answered) {
        if (!over) {
            sender.during(() -> pings.ask(answered));
        }
    }

    /**
     * Says that this end takes no new streams; those that are there go on. Overtakes data that waits; some close the connection
     * when they hear it.
     *
     * @param code 0 if all is well, 1 if the other end broke the protocol, 2 if this end failed
     */
    public void goAway(int code) {
        if (!over && !saidGoAway) {
            saidGoAway = true;
            sender.during(() -> sender.control(Type.GO_AWAY, 0, 0, code));
        }
    }

    /** The connection is gone: tells all streams, once. Nothing is sent or taken any more. */
    public void closed(String reason) {
        if (over) {
            return;
        }
        over = true;
        sender.during(() -> {
            pings.clear();
            streams.end(reason);
            sender.clear();
        });
    }

    /** How many streams are not over. */
    public int streams() {
        return streams.size();
    }

    /** True once either end has said that it takes no new streams. */
    public boolean goingAway() {
        return saidGoAway || heardGoAway;
    }

    private @Nullable Stream began(FrameHeader frame) {
        if (streams.tooManyWasted()) {
            throw Fault.peer("stream-storm", "It opens too many streams for nothing.");
        }
        if (sender.controlSize() > limits.control()) {
            throw Fault.peer("unread-answers", "It asks for more than it reads.");
        }
        boolean ofSession = frame.type() == Type.PING || frame.type() == Type.GO_AWAY;
        if (ofSession != (frame.stream() == 0)) {
            throw Fault.peer("bad-frame", "A frame of its type belongs to " + (ofSession ? "no" : "a") + " stream.");
        }
        switch (frame.type()) {
            case PING -> pings.received(frame);
            case GO_AWAY -> heardGoAway = true;
            case DATA, WINDOW_UPDATE -> {
                return onStream(frame);
            }
        }
        return null;
    }

    private @Nullable Stream onStream(FrameHeader frame) {
        boolean data = frame.type() == Type.DATA;
        if (data && frame.length() > WINDOW) {
            throw Fault.peer("window-overrun", "It sent " + frame.length() + " bytes at once.");
        }
        Stream stream = frame.has(FrameHeader.SYN)
                ? accept(frame.stream())
                : streams.find(frame.stream()).orElse(null);
        if (stream == null) {
            return null;
        }
        streams.heard(stream);
        if (data) {
            stream.expect((int) frame.length());
        } else {
            stream.granted(frame.length());
        }
        if (frame.has(FrameHeader.RST)) {
            stream.end(How.THERE, "the other end has reset it");
        }
        return stream;
    }

    private @Nullable Stream accept(int id) {
        Stream stream = streams.accept(id, sender).orElse(null);
        if (stream == null) {
            streams.waste();
            sender.control(Type.WINDOW_UPDATE, FrameHeader.RST, id, 0);
        } else if (saidGoAway) {
            stream.end(How.HERE, "the connection takes no new streams");
        } else {
            begin(stream);
        }
        return stream;
    }

    private void begin(Stream stream) {
        try {
            stream.begin(acceptor);
        } catch (Fault fault) {
            stream.end(How.HERE, fault.detail());
        }
        if (!stream.isOver()) {
            sender.control(Type.WINDOW_UPDATE, FrameHeader.ACK, stream.id(), 0);
        }
    }
}
