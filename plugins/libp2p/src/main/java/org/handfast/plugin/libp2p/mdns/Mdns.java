package org.handfast.plugin.libp2p.mdns;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

import org.handfast.api.Bytes;
import org.handfast.api.Fault;
import org.handfast.api.transport.MulticastGroup;
import org.handfast.api.transport.SocketPlace;
import org.handfast.api.transport.TransportHost;
import org.handfast.plugin.libp2p.multiaddr.Multiaddr;
import org.handfast.plugin.libp2p.peer.PeerId;
import org.handfast.plugin.libp2p.swarm.Swarm;

/**
 * Tells peers of the same network where this node is, and hears where they are (libp2p specs, discovery/mdns). Anybody in the
 * network can tell anything: what is heard is where to ask, no more. By the transport's thread only.
 */
public final class Mdns {

    /** Where it is spoken (RFC 6762, section 3). */
    public static final List<MulticastGroup> GROUPS = List.of(
            new MulticastGroup("224.0.0.251", 5353, DnsReader.LONGEST),
            new MulticastGroup("ff02::fb", 5353, DnsReader.LONGEST));

    private static final Duration OFTEN = Duration.ofSeconds(10);
    private static final Duration SELDOM = Duration.ofSeconds(60);
    private static final Duration BETWEEN = Duration.ofSeconds(1);

    /** Datagrams that are read in a second: of one sender, and of all. */
    private static final int READ_EACH = 64;

    private static final int READ_ALL = 256;

    /** Peers that are news in a second: of one sender, and of all. */
    private static final int LEARNT_EACH = 16;

    private static final int LEARNT_ALL = 32;

    private static final Bytes QUERY = DnsWriter.write(DnsMessage.query(Announcement.SERVICE));

    private final Swarm swarm;
    private final Sender sender;
    private final Predicate<String> own;
    private final Listener listener;
    private final DnsName instance;
    private final Neighbours neighbours = new Neighbours();
    private final Rate read = new Rate(READ_EACH, READ_ALL);
    private final Rate learnt = new Rate(LEARNT_EACH, LEARNT_ALL);
    private final Map<MulticastGroup, Instant> answered = new HashMap<>();
    private final Map<MulticastGroup, TransportHost.Timer> answering = new HashMap<>();
    private TransportHost.@Nullable Timer next;
    private @Nullable Instant asked;
    private Duration pause = OFTEN;
    private boolean seeking;
    private long queries;
    private long answers;
    private long passedOver;

    /** Sends datagrams. */
    @FunctionalInterface
    public interface Sender {
        /** Sends one to a group. */
        void send(MulticastGroup group, Bytes datagram);
    }

    /** Whoever wants to know who is near. */
    @FunctionalInterface
    public interface Listener {
        /** A peer is near that was not, or is elsewhere now: at these addresses, without {@code /p2p}, at least one. */
        void neighbour(PeerId peer, List<Multiaddr> addresses);
    }

    /**
     * What was heard so far.
     *
     * @param queries for peers, this node's own among them
     * @param answers of other peers
     * @param passedOver datagrams that nobody can read, or that were too many
     */
    public record Heard(long queries, long answers, long passedOver) {}

    /**
     * Not yet begun.
     *
     * @param own true for an address of this machine, as numbers
     */
    public Mdns(Swarm swarm, Sender sender, Predicate<String> own, Listener listener) {
        this.swarm = swarm;
        this.sender = sender;
        this.own = own;
        this.listener = listener;
        this.instance = Announcement.SERVICE.below(InstanceNames.draw(swarm.crypto()));
    }

    /** Begins to ask, at once and again and again. Called once. */
    public void start() {
        ask();
    }

    /** Asks more often while somebody is looked for, beginning at once. */
    public void seeking(boolean now) {
        boolean begins = now && !seeking;
        seeking = now;
        if (begins && next != null) {
            next.cancel();
            next = swarm.after(untilAllowed(Optional.ofNullable(asked)), this::ask);
        }
    }

    /** Who is near now, and where. */
    public Map<PeerId, List<Multiaddr>> neighbours() {
        return neighbours.at(swarm.now());
    }

    /** What was heard so far. */
    public Heard heard() {
        return new Heard(queries, answers, passedOver);
    }

    /** A datagram came. */
    public void datagram(MulticastGroup group, SocketPlace from, Bytes datagram) {
        // The port is open to all: whoever is not near has no business with it (RFC 6762, section 11).
        Multiaddr source = Multiaddr.tcp(from.host(), from.port());
        if (!Announcement.isNear(source) || !read.allows(from.host(), swarm.now())) {
            passedOver++;
            return;
        }
        DnsMessage message;
        try {
            message = DnsReader.read(datagram);
        } catch (Fault unreadable) {
            passedOver++;
            return;
        }
        if (message.response()) {
            boolean here = source.isLoopback() || own.test(from.host());
            Announcement.read(message, here).forEach(told -> learn(told, from));
        } else if (message.questions().contains(Announcement.SERVICE)) {
            queries++;
            answer(group);
        }
    }

    /** Asks and answers no more. */
    public void stop() {
        if (next != null) {
            next.cancel();
            next = null;
        }
        answering.values().forEach(TransportHost.Timer::cancel);
        answering.clear();
    }

    private void ask() {
        asked = swarm.now();
        GROUPS.forEach(group -> sender.send(group, QUERY));
        next = swarm.after(seeking ? OFTEN : pause, this::ask);
        pause = pause.multipliedBy(2).compareTo(SELDOM) < 0 ? pause.multipliedBy(2) : SELDOM;
    }

    /** Tells a group at once, or when a second has gone by since it was told last (RFC 6762, section 6). */
    private void answer(MulticastGroup group) {
        if (answering.containsKey(group)) {
            return;
        }
        Duration wait = untilAllowed(Optional.ofNullable(answered.get(group)));
        if (wait.isZero()) {
            tell(group);
        } else {
            answering.put(group, swarm.after(wait, () -> {
                answering.remove(group);
                tell(group);
            }));
        }
    }

    private void tell(MulticastGroup group) {
        var announcement = Announcement.of(instance, swarm.self(), swarm.addresses());
        if (!announcement.addresses().isEmpty()) {
            answered.put(group, swarm.now());
            sender.send(group, DnsWriter.write(announcement.answer()));
        }
    }

    private Duration untilAllowed(Optional<Instant> last) {
        Duration left =
                last.map(at -> Duration.between(swarm.now(), at.plus(BETWEEN))).orElse(Duration.ZERO);
        return left.isNegative() ? Duration.ZERO : left.compareTo(BETWEEN) > 0 ? BETWEEN : left;
    }

    private void learn(Announcement told, SocketPlace from) {
        if (told.instance().equals(instance) || told.peer().equals(swarm.self())) {
            return;
        }
        answers++;
        Instant now = swarm.now();
        if (told.lasts().isZero()) {
            neighbours.gone(told.peer());
            return;
        }
        boolean news = !neighbours.knows(told.peer(), told.addresses(), now);
        if (news && !learnt.allows(from.host(), now)) {
            passedOver++;
            return;
        }
        Instant until = now.plus(told.lasts());
        neighbours.heard(told.peer(), told.addresses(), until);
        swarm.book().addNear(told.peer(), told.addresses(), until);
        if (news) {
            listener.neighbour(told.peer(), told.addresses());
        }
    }
}
