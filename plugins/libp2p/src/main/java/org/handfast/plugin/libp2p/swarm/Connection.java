package org.handfast.plugin.libp2p.swarm;

import java.time.Instant;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import org.handfast.api.Bytes;
import org.handfast.api.Fault;
import org.handfast.api.transport.Channel;
import org.handfast.api.transport.ChannelEvents;
import org.handfast.api.transport.TransportHost;
import org.handfast.plugin.libp2p.multiaddr.IpGroup;
import org.handfast.plugin.libp2p.multiaddr.Multiaddr;
import org.handfast.plugin.libp2p.noise.NoiseHandshake;
import org.handfast.plugin.libp2p.noise.Secured;
import org.handfast.plugin.libp2p.peer.PeerId;
import org.handfast.plugin.libp2p.wire.Unread;
import org.handfast.plugin.libp2p.yamux.Session;
import org.handfast.plugin.libp2p.yamux.YamuxLimits;

/** One TCP connection: first upgraded, then full of streams. What the other end breaks costs it the connection. */
final class Connection implements ChannelEvents {

    private final Channel channel;
    private final boolean dialled;
    private final Multiaddr remote;
    private final TransportHost host;
    private final Session.Shared shared;
    private final Owner owner;
    private final Upgrade upgrade;
    private final Unread unread = new Unread();
    private final TransportHost.Timer patience;
    private @Nullable Carried carried;
    private boolean over;
    private boolean answered = true;
    private Instant busy;

    /** What it is once it is upgraded. */
    private record Carried(Secured secured, Gathering out, Session session) {}

    /** Whoever has to do with connections. */
    interface Owner {
        /** It is upgraded. */
        void upgraded(Connection connection);

        /** The other end opens a stream. */
        Session.Acceptor streams(Connection connection);

        /** It is gone; {@code reason} is a sentence without a full stop. */
        void closed(Connection connection, String reason);
    }

    Connection(
            Channel channel,
            boolean dialled,
            NoiseHandshake proof,
            SwarmLimits limits,
            TransportHost host,
            Session.Shared shared,
            Owner owner) {
        this.channel = channel;
        this.dialled = dialled;
        this.remote = Multiaddr.tcp(channel.remote().host(), channel.remote().port());
        this.host = host;
        this.shared = shared;
        this.owner = owner;
        this.upgrade = new Upgrade(dialled, proof, channel::write);
        this.busy = host.now();
        this.patience = host.after(limits.upgrade(), () -> close("it took too long to say who it is"));
        upgrade.begin();
    }

    @Override
    public void received(Bytes bytes) {
        if (over) {
            return;
        }
        unread.add(bytes);
        try {
            Carried now = carried;
            if (now == null) {
                upgrade.advance(unread).ifPresent(this::carry);
            } else {
                now.out().during(() -> read(now));
            }
        } catch (Fault fault) {
            broken(fault);
        }
    }

    private void carry(Secured secured) {
        patience.cancel();
        var out = new Gathering(secured.channel(), channel::write);
        Session.Acceptor acceptor = owner.streams(this);
        var session = new Session(dialled, out, channel::isWritable, shared, YamuxLimits.STANDARD, stream -> {
            busy = host.now();
            return acceptor.opened(stream);
        });
        var now = new Carried(secured, out, session);
        carried = now;
        out.during(() -> {
            owner.upgraded(this);
            if (!over) {
                session.received(upgrade.rest());
                read(now);
            }
        });
    }

    private void read(Carried now) {
        for (Bytes plain : now.secured().channel().open(unread)) {
            if (!over) {
                now.session().received(plain);
            }
        }
    }

    private void broken(Fault fault) {
        Carried now = carried;
        if (now != null) {
            now.session().goAway(1);
        }
        close(sentence(fault));
    }

    /** A fault's sentence as the end of another. */
    static String sentence(Fault fault) {
        String detail = fault.detail();
        return detail.endsWith(".") ? detail.substring(0, detail.length() - 1) : detail;
    }

    @Override
    public void writable() {
        Carried now = carried;
        if (now != null) {
            now.out().during(now.session()::writable);
        }
    }

    @Override
    public void closed(String reason) {
        end(reason);
    }

    /** Closes it; its streams break. */
    void close(String reason) {
        channel.close();
        end(reason);
    }

    private void end(String reason) {
        if (over) {
            return;
        }
        over = true;
        patience.cancel();
        if (carried != null) {
            carried.session().closed(reason);
        }
        owner.closed(this, reason);
    }

    /** Who is at the other end. */
    PeerId peer() {
        return require().secured().peer();
    }

    Optional<PeerId> knownPeer() {
        return Optional.ofNullable(carried).map(c -> c.secured().peer());
    }

    /** Where the other end is, as seen from here. */
    Multiaddr remote() {
        return remote;
    }

    /** What its address is one of. */
    Optional<IpGroup> group() {
        return IpGroup.of(remote);
    }

    boolean dialled() {
        return dialled;
    }

    /** Does something with its streams; what that writes goes out together. */
    void during(Runnable task) {
        require().out().during(task);
    }

    /** Opens a stream; a Fault LIMIT_REACHED if there is no room for one. */
    void open(Session.Acceptor reader) {
        Carried now = require();
        busy = host.now();
        now.out().during(() -> now.session().open(reader));
    }

    /** True if it takes new streams. */
    boolean usable() {
        return !over && carried != null && !carried.session().goingAway();
    }

    int streams() {
        return carried == null ? 0 : carried.session().streams();
    }

    /** When either end opened a stream last; now, if there are some. */
    Instant idleSince() {
        if (streams() > 0) {
            busy = host.now();
        }
        return busy;
    }

    /** Asks whether the other end is there; closes it if it has not answered the last time. */
    void beat() {
        Carried now = carried;
        if (now == null || over) {
            return;
        }
        if (!answered) {
            close("the other end does not answer");
            return;
        }
        answered = false;
        now.out().during(() -> now.session().ping(() -> answered = true));
    }

    private Carried require() {
        Carried now = carried;
        if (now == null) {
            throw new IllegalStateException("the connection is not upgraded");
        }
        return now;
    }
}
