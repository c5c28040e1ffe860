package org.handfast.plugin.libp2p.swarm;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.handfast.api.transport.SocketPlace;
import org.handfast.plugin.libp2p.peer.PeerId;

/** One peer, dialled at several addresses at once: the first at which it proves who it is counts. Not thread-safe. */
final class Dial {

    private final PeerId peer;
    private final List<Waiting> waiting = new ArrayList<>();
    private final Map<SocketPlace, String> failures = new LinkedHashMap<>();
    private final Set<SocketPlace> tried = new HashSet<>();
    private int under;
    private @Nullable Connection won;

    /** Whoever waits for it. */
    interface Waiting {
        void connected(Connection connection);

        /** A sentence without a full stop. */
        void failed(String reason);
    }

    Dial(PeerId peer) {
        this.peer = peer;
    }

    PeerId peer() {
        return peer;
    }

    void wait(Waiting one) {
        waiting.add(one);
    }

    /** One more address is to be tried; false if it has been. */
    boolean tries(SocketPlace place) {
        boolean more = tried.add(place);
        under += more ? 1 : 0;
        return more;
    }

    /** It is there. True if it is the first. */
    boolean won(Connection connection) {
        if (won != null) {
            return false;
        }
        won = connection;
        List<Waiting> all = List.copyOf(waiting);
        waiting.clear();
        all.forEach(w -> w.connected(connection));
        return true;
    }

    /** It is not at an address. True if there is no hope left. */
    boolean lost(SocketPlace place, String reason) {
        under--;
        failures.put(place, reason);
        if (won != null || under > 0) {
            return false;
        }
        fail(failures.entrySet().stream()
                .map(f -> f.getKey() + ": " + f.getValue())
                .reduce((a, b) -> a + "; " + b)
                .orElse("there is no address to dial"));
        return true;
    }

    /** Nobody is to wait for it any more. */
    void fail(String reason) {
        List<Waiting> all = List.copyOf(waiting);
        waiting.clear();
        all.forEach(w -> w.failed(reason));
    }
}
