package org.handfast.plugin.libp2p.ping;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import org.handfast.api.Bytes;
import org.handfast.api.transport.TransportHost;
import org.handfast.plugin.libp2p.stream.StreamReader;
import org.handfast.plugin.libp2p.swarm.Swarm;
import org.handfast.plugin.libp2p.swarm.Swarm.PeerStream;
import org.handfast.plugin.libp2p.wire.Unread;

/** One question of this node. */
final class Probe implements Swarm.Opening, StreamReader {

    private final Swarm swarm;
    private final Bytes sent;
    private final Consumer<Duration> answered;
    private final Consumer<String> failed;
    private final TransportHost.Timer timer;
    private final Unread unread = new Unread();
    private Instant begun;
    private @Nullable PeerStream stream;
    private boolean over;

    Probe(Swarm swarm, Bytes sent, Duration limit, Consumer<Duration> answered, Consumer<String> failed) {
        this.swarm = swarm;
        this.sent = sent;
        this.answered = answered;
        this.failed = failed;
        this.begun = swarm.now();
        this.timer = swarm.after(limit, () -> fail("no answer in " + limit.toSeconds() + " s"));
    }

    @Override
    public StreamReader opened(PeerStream opened) {
        stream = opened;
        if (over) {
            opened.reset();
        } else {
            begun = swarm.now();
            opened.write(sent);
        }
        return this;
    }

    @Override
    public void received(Bytes bytes) {
        if (over) {
            return;
        }
        unread.add(bytes);
        if (unread.size() < sent.size()) {
            return;
        }
        if (unread.size() > sent.size() || !unread.take(sent.size()).equals(sent)) {
            fail("what came back is not what was sent");
            return;
        }
        over = true;
        if (stream != null) {
            stream.finish();
        }
        answered.accept(Duration.between(begun, swarm.now()));
    }

    @Override
    public void finished() {
        fail("the peer ended the stream without an answer");
    }

    @Override
    public void failed(String reason) {
        closed(reason);
    }

    @Override
    public void closed(String reason) {
        timer.cancel();
        fail(reason);
    }

    /** Also when it was answered and the peer leaves its half open. */
    private void fail(String reason) {
        boolean news = !over;
        over = true;
        if (stream != null) {
            stream.reset();
        }
        if (news) {
            failed.accept(reason);
        }
    }
}
