package org.handfast.plugin.libp2p.yamux;

import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import org.handfast.api.Bytes;
import org.handfast.plugin.libp2p.stream.MuxedStream;
import org.handfast.plugin.libp2p.yamux.FrameHeader.Type;

/** One end of a connection whose other end is the test, or another one of these. */
final class End {

    final List<Heard> accepted = new ArrayList<>();
    final List<Heard> opened = new ArrayList<>();
    final Session session;
    boolean writable = true;
    int writes;
    long drawn = 0xffff_ffffL;
    Instant now = Instant.EPOCH;
    Session.Acceptor acceptor = this::accept;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    End(boolean dialled) {
        this(dialled, YamuxLimits.STANDARD);
    }

    End(boolean dialled, YamuxLimits limits) {
        this(dialled, limits, new Quota(Integer.MAX_VALUE));
    }

    End(boolean dialled, YamuxLimits limits, Quota unsent) {
        session = new Session(
                dialled,
                bytes -> {
                    writes++;
                    out.writeBytes(bytes.toArray());
                },
                () -> writable,
                new Session.Shared(() -> now, () -> drawn, unsent),
                limits,
                stream -> acceptor.opened(stream));
    }

    Heard accept(MuxedStream stream) {
        var heard = new Heard(stream);
        accepted.add(heard);
        return heard;
    }

    Heard open() {
        session.open(stream -> {
            var heard = new Heard(stream);
            opened.add(heard);
            return heard;
        });
        return opened.get(opened.size() - 1);
    }

    /** What it has sent since this was last asked. */
    Bytes sent() {
        Bytes sent = Bytes.wrap(out.toByteArray());
        out.reset();
        return sent;
    }

    /** The same, as text: type, flags, stream, length. */
    List<String> frames() {
        Bytes sent = sent();
        var frames = new ArrayList<String>();
        for (int at = 0; at < sent.size(); ) {
            FrameHeader frame = FrameHeader.parse(sent.slice(at, FrameHeader.SIZE));
            frames.add(frame.type() + " " + frame.flags() + " " + frame.stream() + " " + frame.length());
            at += FrameHeader.SIZE + (frame.type() == Type.DATA ? (int) frame.length() : 0);
        }
        return frames;
    }

    void receives(Type type, int flags, int stream, long length) {
        session.received(new FrameHeader(type, flags, stream, length).bytes());
    }

    void receivesData(int flags, int stream, Bytes payload) {
        session.received(data(flags, stream, payload));
    }

    static Bytes data(int flags, int stream, Bytes payload) {
        return Bytes.join(new FrameHeader(Type.DATA, flags, stream, payload.size()).bytes(), payload);
    }

    /** Carries what both send to the other until neither sends any more. */
    static void run(End one, End other) {
        for (boolean more = true; more; ) {
            Bytes there = one.sent();
            other.session.received(there);
            Bytes back = other.sent();
            one.session.received(back);
            more = !there.isEmpty() || !back.isEmpty();
        }
    }
}
