package org.handfast.plugin.libp2p.swarm;

import java.time.Duration;
import java.util.List;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import org.handfast.api.Bytes;
import org.handfast.api.Fault;
import org.handfast.api.transport.TransportHost;
import org.handfast.plugin.libp2p.multiaddr.Multiaddr;
import org.handfast.plugin.libp2p.peer.PeerId;
import org.handfast.plugin.libp2p.stream.StreamReader;
import org.handfast.plugin.libp2p.swarm.Swarm.PeerStream;
import org.handfast.plugin.libp2p.wire.LengthPrefixed;
import org.handfast.plugin.libp2p.wire.Unread;

/**
 * A stream on which this end says at most one message and hears at most one, each behind its size, in a limited time. By the
 * transport's thread only.
 *
 * @param <T> what the answer is
 */
public final class Exchange<T> implements Swarm.Opening, StreamReader {

    private final Terms<T> terms;
    private final Bytes request;
    private final Answer<T> told;
    private final TransportHost.Timer timer;
    private final Unread unread = new Unread();
    private @Nullable PeerStream stream;
    private boolean over;

    /**
     * What goes for all exchanges of a kind.
     *
     * @param protocol what it is called on the wire
     * @param longest the most bytes of an answer; 0 if none is awaited
     * @param limit how long it may take, the dialling too
     * @param decode reads the answer; a PEER_FAULT if it is none
     */
    public record Terms<T>(String protocol, int longest, Duration limit, Function<Bytes, T> decode) {}

    /** Whoever asked; hears of it once. */
    public interface Answer<T> {
        /** The answer came; without one, the request went out. */
        void answered(T answer, PeerStream stream);

        /** There is none, and why: a sentence without a full stop. */
        void failed(String reason);
    }

    /**
     * Begins one.
     *
     * @param addresses where the peer may be, beyond what is known
     * @param request what is sent, with its size before it; empty if nothing is
     */
    public static <T> void begin(
            Swarm swarm, PeerId peer, List<Multiaddr> addresses, Bytes request, Terms<T> terms, Answer<T> told) {
        swarm.open(peer, addresses, terms.protocol(), new Exchange<>(swarm, request, terms, told));
    }

    private Exchange(Swarm swarm, Bytes request, Terms<T> terms, Answer<T> told) {
        this.terms = terms;
        this.request = request;
        this.told = told;
        this.timer = swarm.after(terms.limit(), this::late);
    }

    private void late() {
        fail("no answer in " + terms.limit().toSeconds() + " s");
        if (stream != null) {
            stream.reset();
        }
    }

    @Override
    public StreamReader opened(PeerStream opened) {
        stream = opened;
        if (over) {
            opened.reset();
            return this;
        }
        if (!request.isEmpty()) {
            opened.write(request);
        }
        if (terms.longest() == 0) {
            answer(Bytes.EMPTY, opened);
        }
        return this;
    }

    @Override
    public void failed(String reason) {
        timer.cancel();
        fail(reason);
    }

    @Override
    public void received(Bytes bytes) {
        if (over || stream == null) {
            return;
        }
        unread.add(bytes);
        try {
            PeerStream from = stream;
            LengthPrefixed.take(unread, terms.longest()).ifPresent(message -> answer(message, from));
        } catch (Fault fault) {
            if (fault.category() != Fault.Category.PEER_FAULT) {
                throw fault;
            }
            fail(fault.detail());
            stream.reset();
        }
    }

    private void answer(Bytes message, PeerStream from) {
        T answer = terms.decode().apply(message);
        over = true;
        from.finish();
        told.answered(answer, from);
    }

    @Override
    public void finished() {
        if (stream != null) {
            stream.finish();
        }
        fail("the peer ended the stream without an answer");
    }

    @Override
    public void closed(String reason) {
        timer.cancel();
        fail(reason);
    }

    private void fail(String reason) {
        if (!over) {
            over = true;
            told.failed(reason);
        }
    }
}
