package org.handfast.bench.libp2p;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

import org.handfast.api.Bytes;
import org.handfast.api.transport.TransportHost;
import org.handfast.core.crypto.Toolkit;
import org.handfast.plugin.libp2p.identify.Identify;
import org.handfast.plugin.libp2p.stream.StreamReader;
import org.handfast.plugin.libp2p.swarm.Node;
import org.handfast.plugin.libp2p.swarm.Swarm;
import org.handfast.plugin.libp2p.swarm.SwarmLimits;

/**
 * One peer that connects again and again: asks who is there, says the same when it is asked, and leaves once both are over. It does
 * not look at what it hears of identify, so that the load has less to do.
 */
final class Dialler implements Swarm.Opening {

    private final OwnedHost host;
    private final Node node;
    private Consumer<Optional<String>> done = Dialler::nobody;
    private boolean asked;
    private boolean answered;

    Dialler(TransportHost host, Toolkit toolkit) {
        this.host = new OwnedHost(host, toolkit);
        this.node = new Node(this.host, SwarmLimits.STANDARD, List.of(), List::of);
        new Identify(new Served(node, this::answered), "bench", peer -> {});
    }

    /** Connects; {@code told} hears of it once, why it failed or nothing. */
    void dial(Target target, Consumer<Optional<String>> told) {
        done = told;
        asked = false;
        answered = false;
        node.open(target.peer(), List.of(target.address()), Identify.PROTOCOL, this);
    }

    @Override
    public StreamReader opened(Swarm.PeerStream stream) {
        return new StreamReader() {
            private int heard;

            @Override
            public void received(Bytes bytes) {
                heard += bytes.size();
            }

            @Override
            public void finished() {
                stream.finish();
                if (heard > 0) {
                    asked = true;
                    leave();
                }
            }

            @Override
            public void closed(String reason) {
                if (!asked) {
                    failed(reason);
                }
            }
        };
    }

    @Override
    public void failed(String reason) {
        tell(Optional.of(reason));
    }

    private void answered() {
        answered = true;
        leave();
    }

    private void leave() {
        if (asked && answered) {
            host.hangUp();
            tell(Optional.empty());
        }
    }

    private static void nobody(Optional<String> result) {}

    private void tell(Optional<String> result) {
        Consumer<Optional<String>> to = done;
        done = Dialler::nobody;
        to.accept(result);
    }
}
