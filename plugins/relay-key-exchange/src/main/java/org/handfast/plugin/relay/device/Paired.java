package org.handfast.plugin.relay.device;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.handfast.api.Address;
import org.handfast.api.Bytes;
import org.handfast.api.Device;
import org.handfast.api.Effect;
import org.handfast.api.Key;
import org.handfast.api.Pairing;
import org.handfast.api.PairingId;
import org.handfast.api.View;
import org.handfast.plugin.relay.wire.Moment;
import org.handfast.plugin.relay.wire.Wire;

/**
 * A peer that this end is paired with, as it is kept.
 *
 * @param peer its code
 * @param pairing its keys
 * @param facts what is remembered of it
 */
record Paired(Address peer, Pairing pairing, Map<String, String> facts) {

    private static final String IDENTITY = "ed25519";
    private static final String TRANSCRIPT = "transcript";
    private static final String INITIATOR = "initiator";
    private static final String EXCHANGE = "exchange";
    private static final String SENT = "sent";
    private static final String RECEIVED = "received";

    /** After which new keys are due. */
    private static final Duration LIFE = Duration.ofDays(30);

    /** How many messages keys are used for, in each direction. */
    private static final long MOST = 1L << 30;

    static PairingId id(Address peer) {
        return PairingId.hub(peer);
    }

    static Optional<Paired> find(Address peer, View view) {
        return view.device(peer)
                .filter(device -> !device.trust().barred() && device.is(TRANSCRIPT))
                .flatMap(device -> view.pairing(id(peer)).map(pairing -> new Paired(peer, pairing, device.facts())));
    }

    /** The Ed25519 key that a peer was paired under, also if that is over. */
    static Optional<Key> identity(Address peer, View view) {
        return view.device(peer)
                .map(Device::facts)
                .flatMap(facts -> Optional.ofNullable(facts.get(IDENTITY)))
                .flatMap(digits -> Wire.key(Key.Algorithm.ED25519, digits));
    }

    /** What is remembered of an exchange that a person agreed to. */
    static List<Effect> remember(Exchange exchange, Account account, View view) {
        Address peer = exchange.peer();
        return List.of(
                Effect.remember(peer, IDENTITY, exchange.identity().bytes().hex()),
                Effect.remember(
                        peer, TRANSCRIPT, exchange.transcript(account, view).hex()),
                Effect.remember(peer, INITIATOR, Boolean.toString(exchange.initiator())),
                Effect.remember(peer, EXCHANGE, exchange.id()),
                Effect.remember(peer, PeerFact.CONFIRMED, Boolean.toString(exchange.confirmed())));
    }

    Session session(View view) {
        return Session.of(
                view.crypto().agree(pairing.own(), pairing.theirs()),
                Bytes.hex(facts.getOrDefault(TRANSCRIPT, "")),
                Boolean.parseBoolean(facts.get(INITIATOR)),
                view.crypto());
    }

    boolean by(String exchange) {
        return exchange.equals(facts.get(EXCHANGE));
    }

    boolean over() {
        return facts.containsKey(PeerFact.ENDED);
    }

    boolean confirmed() {
        return Boolean.parseBoolean(facts.get(PeerFact.CONFIRMED));
    }

    long nextSeq() {
        return Long.parseLong(facts.getOrDefault(SENT, "0")) + 1;
    }

    Received received() {
        return Optional.ofNullable(facts.get(RECEIVED)).map(Received::of).orElse(Received.NOTHING);
    }

    /** Why nothing can be sent now; empty if it can. */
    Optional<String> hindrance(Instant now) {
        if (over()) {
            return Optional.of("The pairing with " + peer + " is over: pair again.");
        }
        if (!confirmed()) {
            return Optional.of(peer + " has not shown that it has the same keys, so it could read nothing.");
        }
        if (nextSeq() > MOST || pairing.since().plus(LIFE).isBefore(now)) {
            return Optional.of("The keys shared with " + peer + " have been used long enough: pair again.");
        }
        return Optional.empty();
    }

    static boolean possible(long seq) {
        return seq >= 1 && seq <= MOST;
    }

    Effect rememberSent(long seq) {
        return Effect.remember(peer, SENT, Long.toString(seq));
    }

    Effect rememberReceived(Received received) {
        return Effect.remember(peer, RECEIVED, received.toString());
    }

    Effect rememberConfirmed() {
        return Effect.remember(peer, PeerFact.CONFIRMED, "true");
    }

    Effect rememberOver(View view) {
        return Effect.remember(peer, PeerFact.ENDED, Moment.write(view.now()));
    }
}
