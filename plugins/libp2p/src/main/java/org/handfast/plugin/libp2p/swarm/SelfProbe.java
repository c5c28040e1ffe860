package org.handfast.plugin.libp2p.swarm;

import java.util.Optional;
import java.util.function.Consumer;

import org.handfast.api.transport.Channel;
import org.handfast.api.transport.ChannelEvents;
import org.handfast.api.transport.TransportHost;
import org.handfast.plugin.libp2p.peer.PeerId;
import org.handfast.plugin.libp2p.yamux.Session;

/** Dials this node itself: that the one at the other end proves to be it is all that is wanted. Not thread-safe. */
final class SelfProbe implements TransportHost.Connecting, Connection.Owner {

    private final PeerId self;
    private final Upgrades upgrades;
    private final Connection.Owner owner;
    private final Consumer<Optional<String>> told;
    private boolean done;

    /** {@code owner} takes streams; {@code told} hears once, nothing or why not. */
    SelfProbe(PeerId self, Upgrades upgrades, Connection.Owner owner, Consumer<Optional<String>> told) {
        this.self = self;
        this.upgrades = upgrades;
        this.owner = owner;
        this.told = told;
    }

    @Override
    public ChannelEvents connected(Channel channel) {
        return upgrades.dialled(channel, self, this);
    }

    @Override
    public void failed(String reason) {
        tell(Optional.of(reason));
    }

    @Override
    public void upgraded(Connection connection) {
        tell(Optional.empty());
        connection.close("it was tried whether this node can be reached");
    }

    @Override
    public Session.Acceptor streams(Connection connection) {
        return owner.streams(connection);
    }

    @Override
    public void closed(Connection connection, String reason) {
        tell(Optional.of(reason));
    }

    private void tell(Optional<String> result) {
        if (!done) {
            done = true;
            told.accept(result);
        }
    }
}
