package org.handfast.plugin.qr.server;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.handfast.api.Address;
import org.handfast.api.Bytes;
import org.handfast.api.Claim;
import org.handfast.api.Device;
import org.handfast.api.Effect;
import org.handfast.api.Item;
import org.handfast.api.Peering;
import org.handfast.api.Peering.Standing;
import org.handfast.api.Shown;
import org.handfast.api.View;
import org.handfast.plugin.qr.wire.PairId;
import org.handfast.plugin.qr.wire.Problem;
import org.handfast.plugin.qr.wire.Wire;

/**
 * A permanent connection, seen from one of its ends.
 *
 * @param peering as it is kept: A's pair ID began it
 * @param own the pair ID of this end
 * @param peer the pair ID of the other
 */
record Connection(Peering peering, PairId own, PairId peer) {

    private static final String ID = "connection";
    private static final String PAUSED = "paused-by-";
    private static final String USED = "used";
    private static final String LAPSED = "expired";
    private static final int MOST = 900;
    private static final Duration REMEMBERED = Duration.ofDays(1);

    /** The connection that a pair ID is an end of, seen from there. */
    static Optional<Connection> at(PairId own, View view) {
        return view.peerings(own.address()).stream().findFirst().map(peering -> {
            boolean sender = peering.proposer().equals(own.address());
            return new Connection(peering, own, new PairId((sender ? peering.other() : peering.proposer()).value()));
        });
    }

    /** One of a caller's, by either of its pair IDs, seen from the caller's end. */
    static Optional<Connection> of(Caller caller, PairId either, View view) {
        return at(either, view)
                .flatMap(c -> caller.owns(c.own.address())
                        ? Optional.of(c)
                        : Optional.of(c.turned()).filter(t -> caller.owns(t.own.address())));
    }

    /** The same from the other end. */
    Connection turned() {
        return new Connection(peering, peer, own);
    }

    /** What makes one of two pair IDs; both stay used for good. */
    static List<Effect> made(PairId sender, Device a, PairId recipient, Device b, String connectionId, View view) {
        return List.of(
                Effect.alias(a.addresses().getFirst(), sender.address()),
                Effect.alias(b.addresses().getFirst(), recipient.address()),
                Effect.put(new Item(USED, sender.bytes(), Bytes.EMPTY, Claim.FOREVER)),
                Effect.put(new Item(USED, recipient.bytes(), Bytes.EMPTY, Claim.FOREVER)),
                Effect.relate(new Peering(
                        sender.address(),
                        recipient.address(),
                        Standing.ESTABLISHED,
                        List.of(fingerprint(a, view), fingerprint(b, view)),
                        Map.of(ID, connectionId))));
    }

    private static Shown fingerprint(Device device, View view) {
        Address account = device.addresses().getFirst();
        List<String> line = new ArrayList<>(List.of(account.value()));
        line.addAll(view.comparison()
                .fingerprint(
                        Wire.account(account).orElseThrow(),
                        device.key().orElseThrow().bytes()));
        return new Shown(Shown.Kind.FINGERPRINT, line);
    }

    /**
     * Requires that an account may have one more.
     *
     * @throws org.handfast.plugin.qr.wire.Refused FULL
     */
    static void requireRoom(Device account) {
        if (account.addresses().size() > MOST) {
            throw Problem.FULL.because("One of the two accounts has " + MOST + " connections, and can have no more.");
        }
    }

    /** True if a pair ID belongs to a connection, or ever did. */
    static boolean used(PairId id, View view) {
        return view.item(USED, id.bytes()).isPresent();
    }

    /** Remembers that what a pair ID initiated was not confirmed in time. */
    static Effect lapsed(PairId sender, Instant now) {
        return Effect.put(new Item(LAPSED, sender.bytes(), Bytes.EMPTY, now.plus(REMEMBERED)));
    }

    /** True if that was a short while ago. */
    static boolean hasLapsed(PairId sender, View view) {
        return view.item(LAPSED, sender.bytes()).isPresent();
    }

    /** Forgets it: it is initiated anew. */
    static Effect renewed(PairId sender) {
        return Effect.remove(LAPSED, sender.bytes());
    }

    /** The id that both ends know it by. */
    String id() {
        return peering.facts().getOrDefault(ID, "");
    }

    PairId sender() {
        return ownsSender() ? own : peer;
    }

    PairId recipient() {
        return ownsSender() ? peer : own;
    }

    /** True if this end is A, who initiated it. */
    boolean ownsSender() {
        return peering.proposer().equals(own.address());
    }

    boolean over() {
        return peering.standing() == Standing.ENDED;
    }

    /** The account at the other end; none if it is gone. */
    Optional<Address> peerAccount(View view) {
        return view.device(peer.address()).map(d -> d.addresses().getFirst());
    }

    /** True if either end does not want to be seen, and so sees nothing. */
    boolean paused() {
        return peering.facts().keySet().stream().anyMatch(f -> f.startsWith(PAUSED));
    }

    /** With this end's pause, or without. */
    Effect pausedByThisEnd(boolean paused) {
        var facts = new HashMap<>(peering.facts());
        String fact = PAUSED + (ownsSender() ? "sender" : "recipient");
        if (paused) {
            facts.put(fact, "yes");
        } else {
            facts.remove(fact);
        }
        return Effect.relate(
                new Peering(peering.proposer(), peering.other(), peering.standing(), peering.shown(), facts));
    }

    Effect ended() {
        return Effect.relate(
                new Peering(peering.proposer(), peering.other(), Standing.ENDED, peering.shown(), peering.facts()));
    }
}
