package org.handfast.plugin.libp2p;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.handfast.api.Bytes;
import org.handfast.api.Listener;
import org.handfast.api.Reach;
import org.handfast.api.transport.Channel;
import org.handfast.api.transport.ChannelEvents;
import org.handfast.api.transport.MulticastGroup;
import org.handfast.api.transport.RunningTransport;
import org.handfast.api.transport.SocketPlace;
import org.handfast.api.transport.TransportHost;
import org.handfast.plugin.libp2p.identify.Identified;
import org.handfast.plugin.libp2p.identify.Identify;
import org.handfast.plugin.libp2p.identify.ObservedAddresses;
import org.handfast.plugin.libp2p.kad.GroupLimits;
import org.handfast.plugin.libp2p.kad.Kad;
import org.handfast.plugin.libp2p.kad.KadConfig;
import org.handfast.plugin.libp2p.mdns.Mdns;
import org.handfast.plugin.libp2p.multiaddr.Multiaddr;
import org.handfast.plugin.libp2p.peer.PeerId;
import org.handfast.plugin.libp2p.ping.Ping;
import org.handfast.plugin.libp2p.stream.StreamReader;
import org.handfast.plugin.libp2p.swarm.Node;
import org.handfast.plugin.libp2p.swarm.Swarm;
import org.handfast.plugin.libp2p.swarm.SwarmLimits;

/** A node, and what the hub wants of it: streams of protocols, records, and who is near. By the transport's thread only. */
final class RunningLibp2p implements RunningTransport {

    private final TransportHost host;
    private final Node node;
    private final ObservedAddresses observed = new ObservedAddresses();
    private final Identify identify;
    private final Kad kad;
    private final Optional<Mdns> mdns;
    private final Reachability reachability;
    private final HalfRead halfRead = new HalfRead();
    private final Set<Seeking> searches = new LinkedHashSet<>();

    RunningLibp2p(TransportHost host, Configuration configuration) {
        this.host = host;
        this.node =
                new Node(host, SwarmLimits.STANDARD, configuration.announce(), () -> observed.confirmed(host.now()));
        this.identify = new Identify(node, "handfast/0.1", this::identified);
        this.kad = new Kad(
                node,
                new Ping(node),
                new KadConfig(
                        configuration.dhtProtocol(),
                        configuration.dhtServer(),
                        configuration.bootstrap(),
                        GroupLimits.DEFAULT));
        this.mdns = configuration.mdns()
                ? Optional.of(new Mdns(node, host::multicast, this::isOwn, this::neighbour))
                : Optional.empty();
        this.reachability = new Reachability(node, host::changed);
        node.watch(identify);
        kad.start();
        mdns.ifPresent(m -> {
            Mdns.GROUPS.forEach(host::join);
            m.start();
        });
        reachability.start();
    }

    private void identified(Identified peer) {
        List<Multiaddr> before = node.addresses();
        observed.observed(peer, node.addresses(), host.now());
        if (!node.addresses().equals(before)) {
            identify.pushSeldom();
        }
        kad.identified(peer);
        host.changed();
    }

    private boolean isOwn(String address) {
        return host.listening().stream().anyMatch(place -> place.host().equals(address));
    }

    private void neighbour(PeerId peer, List<Multiaddr> addresses) {
        List.copyOf(searches).forEach(s -> s.near(peer, addresses));
        host.changed();
    }

    @Override
    public ChannelEvents accepted(Channel channel) {
        return node.accepted(channel);
    }

    @Override
    public void datagram(MulticastGroup group, SocketPlace from, Bytes datagram) {
        mdns.ifPresent(m -> m.datagram(group, from, datagram));
    }

    @Override
    public void serve(Listener.Stream listener, StreamAcceptor acceptor) {
        node.handle(listener.protocol(), stream -> {
            OneMessage message = message(stream, listener);
            message.begin(acceptor.opened(message));
            return message;
        });
        listener.records().ifPresent(kad::serve);
        identify.push();
    }

    private OneMessage message(Swarm.PeerStream stream, Listener.Stream listener) {
        // Whoever has proven a peer id by Noise here has one of a key.
        return new OneMessage(stream, stream.peer().key().orElseThrow(), listener.maxMessage(), halfRead, node);
    }

    @Override
    public void stopServing(Listener.Stream listener) {
        node.unhandle(listener.protocol());
        listener.records().ifPresent(kad::stopServing);
        identify.push();
    }

    @Override
    public void open(Listener.Stream listener, String endpoint, Opening told) {
        Optional<Endpoints> to = Endpoints.parse(endpoint);
        if (to.isEmpty()) {
            told.failed("'" + endpoint + "' is no multiaddr with a peer at its end, such as"
                    + " /ip4/192.0.2.7/tcp/4001/p2p/12D3KooW…");
            return;
        }
        node.open(to.get().peer(), to.get().addresses(), listener.protocol(), new Swarm.Opening() {
            @Override
            public StreamReader opened(Swarm.PeerStream stream) {
                OneMessage message = message(stream, listener);
                message.begin(told.opened(message));
                return message;
            }

            @Override
            public void failed(String reason) {
                told.failed(reason);
            }
        });
    }

    @Override
    public void advertise(Bytes key, Bytes record, Instant until) {
        kad.put(key, record, until);
    }

    @Override
    public void withdraw(Bytes key) {
        kad.withdraw(key);
    }

    @Override
    public Search seek(Bytes key, Finder finder) {
        var seeking = new Seeking(key, kad, finder, ended -> {
            searches.remove(ended);
            mdns.ifPresent(m -> m.seeking(!searches.isEmpty()));
        });
        searches.add(seeking);
        mdns.ifPresent(m -> m.seeking(true));
        seeking.begin(mdns.map(Mdns::neighbours).orElse(Map.of()));
        return seeking;
    }

    @Override
    public Reach reach() {
        return new Reach(
                node.self().toString(),
                node.addresses().stream().map(Multiaddr::toString).toList());
    }

    @Override
    public List<Report> report() {
        List<Report> lines = new ArrayList<>();
        lines.add(new Report("This node", "peer id", node.self().toString()));
        lines.addAll(reachability.report(observed.confirmed(host.now())));
        node.connected()
                .forEach((peer, count) -> lines.add(new Report(
                        "Connections",
                        peer.toString(),
                        node.remotes(peer).getFirst()
                                + identify.known(peer)
                                        .map(Identified::agent)
                                        .filter(agent -> !agent.isEmpty())
                                        .map(agent -> ", " + agent)
                                        .orElse(""))));
        lines.addAll(kad.report());
        lines.addAll(near());
        return lines;
    }

    private List<Report> near() {
        if (mdns.isEmpty()) {
            return List.of(new Report("mDNS", "off", "libp2p.mdns is false"));
        }
        List<Report> lines = new ArrayList<>();
        Mdns.Heard heard = mdns.get().heard();
        lines.add(new Report(
                "mDNS",
                "heard",
                heard.queries() + " queries, " + heard.answers() + " answers, " + heard.passedOver()
                        + " datagrams passed over"));
        mdns.get()
                .neighbours()
                .forEach((peer, addresses) -> lines.add(
                        new Report("mDNS", peer.toString(), addresses.getFirst().toString())));
        return lines;
    }

    @Override
    public void stop() {
        List.copyOf(searches).forEach(Seeking::cancel);
        mdns.ifPresent(Mdns::stop);
        kad.stop();
        node.stop();
    }
}
