package org.handfast.plugin.qr.device;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.handfast.api.Key;
import org.handfast.api.KeyPair;

/**
 * The keys of one connection. New ones count when each end has sent one and has seen the other's; the former stay for as long as
 * something may come under them.
 *
 * @param pair the pair key
 * @param generations what packets are sealed with, the newest first
 * @param next what the other end was told, and is not used yet
 * @param theirs what the other end told, and is not used yet
 */
public record Keyring(KeyPair pair, List<Generation> generations, Optional<Next> next, Optional<Key> theirs) {

    private static final Duration AGE = Duration.ofDays(90);

    /** For how long the hub keeps a packet, and a day. */
    private static final Duration ON_THE_WAY = Duration.ofDays(8);

    /**
     * Keys that were, or are, in use.
     *
     * @param own X25519
     * @param peer X25519
     * @param since when they came into use
     * @param proven whether the other end has used them
     */
    public record Generation(KeyPair own, Key peer, Instant since, boolean proven) {}

    /** A key that the other end was told of, and when last. */
    public record Next(KeyPair own, Instant told) {}

    public Keyring {
        generations = List.copyOf(generations);
    }

    /** Those that two codes told. */
    static Keyring first(OwnEnd own, PeerEnd peer, Instant now) {
        return new Keyring(
                own.pair(),
                List.of(new Generation(own.agreement(), peer.agreement(), now, true)),
                Optional.empty(),
                Optional.empty());
    }

    Generation newest() {
        return generations.getFirst();
    }

    /** True if it is time for a new key, or to tell of it once more. */
    boolean tellsDue(Instant now) {
        return next.map(n -> theirs.isEmpty() && !n.told().plus(ON_THE_WAY).isAfter(now))
                .orElse(!newest().since().plus(AGE).isAfter(now));
    }

    /** Without those that nothing can come under any more. */
    Keyring pruned(Instant now) {
        boolean settled =
                newest().proven() && !newest().since().plus(ON_THE_WAY).isAfter(now);
        return settled ? new Keyring(pair, generations.subList(0, 1), next, theirs) : this;
    }

    Keyring telling(KeyPair own, Instant now) {
        return new Keyring(pair, generations, Optional.of(new Next(own, now)), theirs);
    }

    Keyring told(Key key) {
        return new Keyring(pair, generations, next, Optional.of(key));
    }

    /** With the new keys, if both ends have told theirs. */
    Keyring turned(Instant now) {
        if (next.isEmpty() || theirs.isEmpty()) {
            return this;
        }
        List<Generation> all = new ArrayList<>();
        all.add(new Generation(next.get().own(), theirs.get(), now, false));
        all.add(newest());
        return new Keyring(pair, all, Optional.empty(), Optional.empty());
    }

    /** The other end has used these keys. */
    Keyring proven(Generation used) {
        return new Keyring(
                pair,
                generations.stream()
                        .map(g -> g.equals(used) ? new Generation(g.own(), g.peer(), g.since(), true) : g)
                        .toList(),
                next,
                theirs);
    }
}
