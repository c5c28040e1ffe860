package org.handfast.plugin.libp2p;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import org.handfast.api.Bytes;
import org.handfast.api.transport.RunningTransport;
import org.handfast.plugin.libp2p.kad.Kad;
import org.handfast.plugin.libp2p.multiaddr.Multiaddr;
import org.handfast.plugin.libp2p.peer.PeerId;

/** One search: in the table, and among those who are near. Not thread-safe. */
final class Seeking implements RunningTransport.Search {

    private final Bytes key;
    private final Kad kad;
    private final RunningTransport.Finder finder;
    private final Consumer<Seeking> onEnd;
    private final Set<String> told = new HashSet<>();
    private RunningTransport.@Nullable Search looking;
    private boolean over;

    Seeking(Bytes key, Kad kad, RunningTransport.Finder finder, Consumer<Seeking> onEnd) {
        this.key = key;
        this.kad = kad;
        this.finder = finder;
        this.onEnd = onEnd;
    }

    void begin(Map<PeerId, List<Multiaddr>> near) {
        near.forEach(this::near);
        looking = kad.get(key, finder::record, finder::searched);
    }

    /** Somebody is near. */
    void near(PeerId peer, List<Multiaddr> addresses) {
        String endpoint = Endpoints.text(peer, addresses);
        if (!over && told.add(endpoint)) {
            finder.neighbour(endpoint);
        }
    }

    @Override
    public void cancel() {
        if (over) {
            return;
        }
        over = true;
        if (looking != null) {
            looking.cancel();
        }
        onEnd.accept(this);
    }
}
