package org.handfast.plugin.libp2p.kad;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

import org.handfast.api.Crypto;
import org.handfast.api.transport.TransportHost;
import org.handfast.plugin.libp2p.multiaddr.IpGroup;
import org.handfast.plugin.libp2p.swarm.Swarm;

/**
 * Asks its way to the peers that are closest to a place: always the closest that are known and not asked, up to ten at a time,
 * until the 20 closest of those that answer have (libp2p specs, kad-dht).
 *
 * <p>Some may lie. Each peer at the beginning starts a path, to which belongs whoever is named on it. No path has more than its
 * share of the questions, at a time and in all, and no group of addresses either; every other question is one of the path that
 * had fewest; and who is slow holds up nobody. So those that name endless peers, who are not there or are all of their making,
 * cannot keep the others from being asked. Only who answered is a result.
 */
final class Lookup {

    private static final int ALPHA = 10;
    private static final int ALPHA_OF_PATH = 4;
    private static final int MOST = 160;
    private static final int MOST_OF_PATH = 40;
    private static final Duration SLOW = Duration.ofMillis(1500);
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final Swarm swarm;
    private final Crypto crypto;
    private final KadClient client;
    private final KadMessage request;
    private final GroupLimits limits;
    private final Told told;
    private final TransportHost.Timer timer;
    private final TreeMap<KadId, Candidate> candidates;
    private final Map<IpGroup, Integer> groups = new HashMap<>();
    /** Asked, and not slow yet. */
    private int open;

    private int slow;
    private int asked;
    private int answered;
    private boolean over;

    /** Whoever looks. */
    interface Told {
        /** A peer answered. */
        void answered(Contact from, KadMessage answer);

        /** It is over; the last that is heard of it. */
        void done(Result result);
    }

    /**
     * What came of it.
     *
     * @param closest those that answered and are closest, closest first, at most 20
     */
    record Result(List<Contact> closest, int asked, int answered) {}

    private static final class Path {
        private int open;
        private int asked;
    }

    private enum State {
        NEW,
        ASKED,
        SLOW,
        ANSWERED,
        SILENT
    }

    private static final class Candidate {
        private final Contact contact;
        private final Path path;
        private final boolean trusted;
        private State state = State.NEW;

        Candidate(Contact contact, Path path, boolean trusted) {
            this.contact = contact;
            this.path = path;
            this.trusted = trusted;
        }
    }

    /**
     * Begins one, and may end it at once.
     *
     * @param target where to
     * @param request what each is asked
     * @param seeds whom to begin with
     */
    static Lookup begin(
            Swarm swarm,
            Crypto crypto,
            KadClient client,
            GroupLimits limits,
            KadId target,
            KadMessage request,
            List<Contact> seeds,
            Told told) {
        var lookup = new Lookup(swarm, crypto, client, limits, target, request, told);
        seeds.forEach(seed -> lookup.add(seed, new Path(), true));
        lookup.proceed();
        return lookup;
    }

    private Lookup(
            Swarm swarm,
            Crypto crypto,
            KadClient client,
            GroupLimits limits,
            KadId target,
            KadMessage request,
            Told told) {
        this.swarm = swarm;
        this.crypto = crypto;
        this.client = client;
        this.request = request;
        this.limits = limits;
        this.told = told;
        this.candidates = new TreeMap<>(target.closest());
        this.timer = swarm.after(LIMIT, this::end);
    }

    private void add(Contact contact, Path path, boolean trusted) {
        if (!contact.peer().equals(swarm.self())) {
            candidates.putIfAbsent(contact.place(), new Candidate(contact, path, trusted));
        }
    }

    private void proceed() {
        Candidate next = next();
        while (next != null && open < ALPHA && asked < MOST) {
            ask(next);
            if (over) {
                return;
            }
            next = next();
        }
        if (open == 0 && (slow == 0 || next == null && answered > 0)) {
            end();
        }
    }

    /**
     * One that may be asked now and is closer than the 20 closest that answered: the closest, or, every other time, the closest on
     * the path that had fewest questions.
     */
    private @Nullable Candidate next() {
        boolean closest = asked % 2 == 0;
        int closer = 0;
        Candidate best = null;
        for (Candidate candidate : candidates.values()) {
            if (candidate.state == State.ANSWERED && ++closer == RoutingTable.K) {
                return best;
            }
            if (candidate.state == State.NEW
                    && mayBeAsked(candidate)
                    && (best == null || candidate.path.asked < best.path.asked)) {
                best = candidate;
                if (closest) {
                    return best;
                }
            }
        }
        return best;
    }

    private boolean mayBeAsked(Candidate candidate) {
        Optional<IpGroup> group = candidate.contact.group();
        return candidate.path.open < ALPHA_OF_PATH
                && candidate.path.asked < MOST_OF_PATH
                && (candidate.trusted
                        || !limits.counts(group)
                        || groups.getOrDefault(group.orElseThrow(), 0) < limits.inLookup());
    }

    private void ask(Candidate candidate) {
        candidate.state = State.ASKED;
        candidate.path.open++;
        candidate.path.asked++;
        candidate.contact.group().ifPresent(group -> groups.merge(group, 1, Integer::sum));
        open++;
        asked++;
        TransportHost.Timer patience = swarm.after(SLOW, () -> slow(candidate));
        client.ask(
                candidate.contact,
                request,
                answer -> {
                    patience.cancel();
                    heard(candidate, answer);
                },
                () -> {
                    patience.cancel();
                    closed(candidate, State.SILENT);
                });
    }

    private void slow(Candidate candidate) {
        if (!over && candidate.state == State.ASKED) {
            candidate.state = State.SLOW;
            candidate.path.open--;
            open--;
            slow++;
            proceed();
        }
    }

    private void heard(Candidate from, KadMessage answer) {
        answered++;
        if (!over) {
            answer.closer().forEach(peer -> {
                if (!peer.addresses().isEmpty()) {
                    add(Contact.told(crypto, peer.peer(), peer.addresses()), from.path, false);
                }
            });
            told.answered(from.contact, answer);
        }
        closed(from, State.ANSWERED);
    }

    private void closed(Candidate candidate, State state) {
        if (candidate.state == State.SLOW) {
            slow--;
        } else {
            candidate.path.open--;
            open--;
        }
        candidate.state = state;
        if (!over) {
            proceed();
        }
    }

    private void end() {
        if (!over) {
            over = true;
            timer.cancel();
            told.done(new Result(
                    candidates.values().stream()
                            .filter(c -> c.state == State.ANSWERED)
                            .limit(RoutingTable.K)
                            .map(c -> c.contact)
                            .toList(),
                    asked,
                    answered));
        }
    }

    /** Ends it; nothing more is heard of it. */
    void cancel() {
        over = true;
        timer.cancel();
    }
}
