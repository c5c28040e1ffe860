package org.handfast.plugin.libp2p.world;

import java.util.ArrayDeque;
import java.util.Deque;

import org.jspecify.annotations.Nullable;

import org.handfast.api.Bytes;
import org.handfast.api.Fault;
import org.handfast.api.transport.Channel;
import org.handfast.api.transport.ChannelEvents;
import org.handfast.api.transport.SocketPlace;

/** One end of a connection in memory. */
public final class MemoryChannel implements Channel {

    /** How much may be under way before an end is not writable. */
    private static final int FULL = 256 * 1024;

    private final Hosts hosts;
    private final long id;
    private final SocketPlace remote;
    private final Deque<Bytes> arrived = new ArrayDeque<>();
    private @Nullable ChannelEvents events;
    private @Nullable MemoryChannel other;
    private int under;
    private boolean full;
    private boolean paused;
    private boolean closed;
    private boolean otherClosed;
    private boolean told;

    MemoryChannel(Hosts hosts, SocketPlace remote) {
        this.hosts = hosts;
        this.id = hosts.nextId();
        this.remote = remote;
    }

    void join(MemoryChannel far) {
        other = far;
    }

    void begin(ChannelEvents hears) {
        events = hears;
        deliver();
    }

    @Override
    public long id() {
        return id;
    }

    @Override
    public SocketPlace remote() {
        return remote;
    }

    @Override
    public void write(Bytes bytes) {
        MemoryChannel to = other;
        if (closed || to == null || bytes.isEmpty()) {
            return;
        }
        under += bytes.size();
        full |= under >= FULL;
        for (int at = 0; at < bytes.size(); ) {
            int most = Math.min(65_536, bytes.size() - at);
            int size = hosts.cuts() ? 1 + hosts.random().nextInt(most) : most;
            Bytes piece = bytes.slice(at, size);
            at += size;
            hosts.after(Hosts.DELAY, () -> to.arrive(piece));
        }
    }

    private void arrive(Bytes piece) {
        if (closed) {
            return;
        }
        arrived.add(piece);
        deliver();
    }

    private void deliver() {
        while (!paused && events != null && !arrived.isEmpty() && !closed) {
            Bytes piece = arrived.remove();
            if (other != null) {
                other.taken(piece.size());
            }
            try {
                events.received(piece);
            } catch (Fault fault) {
                close();
            }
        }
        if (arrived.isEmpty() && otherClosed) {
            tell("the other end closed it");
        }
    }

    private void taken(int size) {
        under -= size;
        if (full && under < FULL / 2) {
            full = false;
            hosts.after(Hosts.DELAY, () -> {
                if (!closed && events != null) {
                    events.writable();
                }
            });
        }
    }

    @Override
    public boolean isWritable() {
        return !full;
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        MemoryChannel to = other;
        if (to != null) {
            hosts.after(Hosts.DELAY, () -> {
                to.otherClosed = true;
                to.deliver();
            });
        }
        hosts.after(Hosts.DELAY, () -> tell("closed at this end"));
    }

    private void tell(String reason) {
        closed = true;
        if (!told && events != null) {
            told = true;
            events.closed(reason);
        }
    }

    /** True once it is closed at this end. */
    public boolean isClosed() {
        return closed;
    }

    @Override
    public void pause() {
        paused = true;
    }

    @Override
    public void resume() {
        paused = false;
        hosts.after(Hosts.DELAY, this::deliver);
    }
}
