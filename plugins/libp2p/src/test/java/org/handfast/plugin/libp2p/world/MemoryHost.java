package org.handfast.plugin.libp2p.world;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.handfast.api.Bytes;
import org.handfast.api.Crypto;
import org.handfast.api.Descriptor;
import org.handfast.api.Settings;
import org.handfast.api.transport.Channel;
import org.handfast.api.transport.ChannelEvents;
import org.handfast.api.transport.MulticastGroup;
import org.handfast.api.transport.RunningTransport;
import org.handfast.api.transport.SocketPlace;
import org.handfast.api.transport.TransportHost;
import org.handfast.crypto.HubKeys;
import org.handfast.crypto.HubToolkit;
import org.handfast.plugin.libp2p.Libp2p;
import org.handfast.testkit.SeededRandom;

/** What one machine does for a transport. */
public final class MemoryHost implements TransportHost {

    private final Hosts hosts;
    private final SocketPlace place;
    private final List<SocketPlace> listening = new ArrayList<>();
    private final HubToolkit toolkit;
    private final Map<String, String> settings = new HashMap<>();
    private final Set<MulticastGroup> joined = new HashSet<>();
    private final List<MemoryChannel> channels = new ArrayList<>();
    private Acceptor acceptor = channel -> {
        throw new AssertionError("nobody accepts here");
    };
    private int changes;
    private @Nullable RunningTransport running;

    /** Whoever takes the connections that others open. */
    public interface Acceptor {
        /** One was opened. */
        ChannelEvents accepted(Channel channel);
    }

    MemoryHost(Hosts hosts, SocketPlace place, long seed) {
        this.hosts = hosts;
        this.place = place;
        listening.add(place);
        var random = new SeededRandom(seed);
        this.toolkit = HubToolkit.portable(HubKeys.generate(random), place.host(), random);
        settings.put("mdns", "false");
    }

    /** A setting, in place of its standard. */
    public MemoryHost set(String name, String value) {
        settings.put(name, value);
        return this;
    }

    /** Runs the whole transport. */
    public RunningTransport run() {
        RunningTransport started = new Libp2p().start(this);
        running = started;
        acceptor = started::accepted;
        return started;
    }

    /** From now on this takes the connections that others open. */
    public void accept(Acceptor by) {
        acceptor = by;
    }

    /** Where it listens. */
    public SocketPlace place() {
        return place;
    }

    /** Takes no connections any more. */
    public void deaf() {
        hosts.gone(place);
    }

    /** Its ends of connections that are open. */
    public List<MemoryChannel> channels() {
        channels.removeIf(MemoryChannel::isClosed);
        return List.copyOf(channels);
    }

    @Override
    public Instant now() {
        return hosts.now();
    }

    @Override
    public Timer after(Duration delay, Runnable task) {
        return hosts.after(delay, task);
    }

    @Override
    public Crypto crypto() {
        return toolkit.forEvent(toolkit.random(32));
    }

    @Override
    public Settings settings() {
        return new Settings() {
            @Override
            public String text(String name) {
                return settings.getOrDefault(name, standard(name));
            }

            @Override
            public boolean flag(String name) {
                return text(name).equals("true");
            }

            @Override
            public long number(String name) {
                return Long.parseLong(text(name));
            }

            @Override
            public Duration duration(String name) {
                return Duration.parse("PT" + text(name));
            }
        };
    }

    private static String standard(String name) {
        return new Libp2p()
                .descriptor().settings().stream()
                        .filter(s -> s.name().equals(name))
                        .map(Descriptor.Setting::standard)
                        .findFirst()
                        .orElseThrow();
    }

    @Override
    public String hubName() {
        return place.host();
    }

    /** Says that it listens here, too, from now on. */
    public void listens(SocketPlace another) {
        listening.add(another);
    }

    @Override
    public List<SocketPlace> listening() {
        return List.copyOf(listening);
    }

    @Override
    public void connect(SocketPlace to, Connecting told) {
        hosts.after(Hosts.DELAY, () -> {
            MemoryHost other = hosts.at(to);
            if (other == null) {
                told.failed("connection refused: nothing listens there");
                return;
            }
            var near = new MemoryChannel(hosts, to);
            var far = new MemoryChannel(hosts, new SocketPlace(place.host(), 40_000 + (int) (hosts.nextId() % 20_000)));
            near.join(far);
            far.join(near);
            channels.add(near);
            other.channels.add(far);
            near.begin(told.connected(near));
            hosts.after(Hosts.DELAY, () -> far.begin(other.acceptor.accepted(far)));
        });
    }

    @Override
    public void join(MulticastGroup group) {
        joined.add(group);
    }

    @Override
    public void multicast(MulticastGroup group, Bytes datagram) {
        for (MemoryHost one : hosts.all()) {
            RunningTransport there = one.running;
            if (there != null && one.joined.contains(group)) {
                hosts.after(Hosts.DELAY, () -> there.datagram(group, place, datagram));
            }
        }
    }

    @Override
    public void changed() {
        changes++;
    }

    /** How often something changed. */
    public int changes() {
        return changes;
    }
}
