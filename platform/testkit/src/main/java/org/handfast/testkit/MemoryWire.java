package org.handfast.testkit;

import java.util.ArrayDeque;
import java.util.Deque;

import org.jspecify.annotations.Nullable;

import org.handfast.api.Bytes;
import org.handfast.api.Fault;
import org.handfast.api.Framing;
import org.handfast.api.Lines;
import org.handfast.api.Link;
import org.handfast.api.Listener;
import org.handfast.core.link.LinkEvents;
import org.handfast.core.link.Wire;

/** One end of a connection in memory. */
final class MemoryWire implements Wire {

    private static final String CLOSED = "the other end closed it";

    private final MemoryNetwork network;
    private final String owner;
    private final Link link;
    private final LinkEvents events;
    private final Listener listener;
    private final Deque<Bytes> whole = new ArrayDeque<>();
    private Bytes unread = Bytes.EMPTY;
    private @Nullable MemoryWire other;
    private boolean closed;
    private boolean paused;
    private boolean deaf;

    MemoryWire(MemoryNetwork network, String owner, Link link, LinkEvents events, Listener listener) {
        this.network = network;
        this.owner = owner;
        this.link = link;
        this.events = events;
        this.listener = listener;
    }

    void joinTo(MemoryWire other) {
        this.other = other;
    }

    String owner() {
        return owner;
    }

    Link link() {
        return link;
    }

    Listener listener() {
        return listener;
    }

    @Override
    public void send(Bytes message) {
        MemoryWire to = other;
        if (!closed && to != null) {
            network.carry(this, to, message);
        }
    }

    void arrived(Bytes piece) {
        if (closed || deaf) {
            return;
        }
        unread = Bytes.join(unread, piece);
        deliver();
    }

    void arrivedWhole(Bytes message) {
        if (closed || deaf) {
            return;
        }
        whole.addLast(message);
        deliver();
    }

    private void deliver() {
        if (listener instanceof Listener.Tcp tcp) {
            deliver(tcp.framing());
        } else {
            deliverWhole();
        }
    }

    private void deliverWhole() {
        while (!closed && !paused && !whole.isEmpty()) {
            Bytes message = whole.removeFirst();
            if (message.size() > listener.maxMessage()) {
                end("a message of " + message.size() + " bytes is larger than is taken here");
                return;
            }
            events.received(link, message);
        }
    }

    private void deliver(Framing framing) {
        while (!closed && !paused && !unread.isEmpty()) {
            Framing.Extent extent;
            try {
                extent = framing.measure(unread);
            } catch (Fault notAFrame) {
                end(notAFrame.detail());
                return;
            }
            if (extent.size() > listener.maxMessage()) {
                end("a message of " + extent.size() + " bytes is larger than is taken here");
                return;
            }
            if (framing instanceof Lines
                    && extent.equals(Framing.Extent.MORE)
                    && unread.size() > listener.maxMessage()) {
                end("a line is longer than is taken here");
                return;
            }
            int after = framing.suffix().size();
            if (extent.equals(Framing.Extent.MORE) || unread.size() < extent.offset() + extent.size() + after) {
                return;
            }
            Bytes message = unread.slice(extent.offset(), (int) extent.size());
            unread = unread.from(extent.offset() + (int) extent.size() + after);
            events.received(link, message);
        }
    }

    @Override
    public void whenSent(Runnable then) {
        network.later(this, () -> {
            if (!closed) {
                then.run();
            }
        });
    }

    @Override
    public void close() {
        end("closed at this end");
    }

    @Override
    public void close(int code) {
        end("closed at this end", listener instanceof Listener.WebSocket ? CLOSED + " (" + code + ")" : CLOSED);
    }

    private void end(String reason) {
        end(reason, CLOSED);
    }

    /** {@code told} is what the other end learns. */
    private void end(String reason, String told) {
        if (closed) {
            return;
        }
        closed = true;
        network.gone(this);
        network.later(this, () -> events.closed(link, reason));
        MemoryWire to = other;
        if (to != null) {
            network.later(to, () -> to.ended(told));
        }
    }

    private void ended(String reason) {
        if (!closed) {
            closed = true;
            network.gone(this);
            events.closed(link, reason);
        }
    }

    /** The connection breaks; both ends notice. */
    void cut() {
        end("the connection was reset");
    }

    /** This end is gone without noticing; the other notices. */
    void crash() {
        closed = true;
        network.gone(this);
        MemoryWire to = other;
        if (to != null) {
            to.deaf = to.deaf || network.losesWhatIsUnderWay();
            network.later(to, () -> to.ended("the connection was reset"));
        }
    }

    @Override
    public void pause() {
        paused = network.heedsPauses();
    }

    @Override
    public void resume() {
        if (paused) {
            paused = false;
            network.later(this, this::deliver);
        }
    }
}
