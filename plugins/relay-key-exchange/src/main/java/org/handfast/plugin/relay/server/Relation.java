package org.handfast.plugin.relay.server;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.handfast.api.Address;
import org.handfast.api.Bytes;
import org.handfast.api.Comparison.Ends;
import org.handfast.api.Device;
import org.handfast.api.Fault;
import org.handfast.api.Key;
import org.handfast.api.Peering;
import org.handfast.api.Peering.Standing;
import org.handfast.api.Shown;
import org.handfast.api.View;
import org.handfast.plugin.relay.wire.Envelope;
import org.handfast.plugin.relay.wire.Refusal;
import org.handfast.plugin.relay.wire.Type;
import org.handfast.plugin.relay.wire.Wire;

/**
 * What a sender and a recipient have with each other, as far as the hub can see: who offered which exchange, and which was
 * answered. It decides what may pass, and shows an operator what the two of them see, without being able to prove it.
 *
 * @param before as it stands
 * @param from who sends
 * @param to who is sent to
 */
record Relation(Optional<Peering> before, Address from, Address to) {

    private static final int KEY = 32;
    private static final int NONCE = 32;

    /**
     * What it is once a message has passed; empty if the message changes nothing.
     *
     * @throws Fault of the peer, if the message may not pass
     */
    Optional<Peering> after(Type type, Envelope envelope, View view) {
        return switch (type) {
            case KEY_EXCHANGE -> offered(envelope, view);
            case KEY_EXCHANGE_ACK -> answered(envelope, view);
            case KEY_CONFIRM -> confirmed(envelope, view);
            case MESSAGE -> {
                requireEstablished();
                yield Optional.empty();
            }
            case BYE -> ended();
            case CONNECT, ACK -> throw Refusal.INVALID_MESSAGE.because("This is for the hub, and is not relayed.");
        };
    }

    private Optional<Peering> offered(Envelope envelope, View view) {
        String key = agreementKey(envelope, view);
        String exchange = envelope.exchange(view.crypto());
        var facts = facts();
        if (Exchanges.of(facts).has(exchange)) {
            if (before.map(Peering::standing).equals(Optional.of(Standing.ENDED))) {
                throw Refusal.REFUSED.because("The pairing that this exchange began is over: begin another.");
            }
            return Optional.empty();
        }
        Exchanges.of(facts).with(exchange).into(facts);
        facts.put(Offer.exchange(from), exchange);
        facts.put(Offer.key(from), key);
        commit(envelope).ifPresentOrElse(c -> facts.put(Offer.commit(from), c), () -> facts.remove(Offer.commit(from)));
        // An offer stands beside an established pairing and does not touch it.
        return Optional.of(
                established()
                        ? with(before.orElseThrow(), facts)
                        : new Peering(from, to, Standing.PROPOSED, fingerprints(view), facts));
    }

    private Optional<Peering> answered(Envelope envelope, View view) {
        String key = agreementKey(envelope, view);
        var facts = facts();
        String offer = facts.get(Offer.exchange(to));
        if (offer == null || before.map(Peering::standing).equals(Optional.of(Standing.ENDED))) {
            throw Refusal.REFUSED.because(
                    "The recipient has no key exchange with the sender that waits for an answer.");
        }
        if (envelope.payload().has("in_reply_to")
                && !envelope.payload().text("in_reply_to").equals(Optional.of(offer))) {
            throw Refusal.REFUSED.because("This answers another key exchange than the recipient's last one.");
        }
        String answer = envelope.exchange(view.crypto());
        if (established() && answer.equals(facts.put("answer", answer)) && offer.equals(facts.put("answered", offer))) {
            return Optional.empty();
        }
        facts.put("answer", answer);
        facts.put("answered", offer);
        facts.put("answer-key", key);
        Optional<String> nonce = envelope.payload()
                .text("nonce")
                .filter(n -> Wire.b64u(n).filter(b -> b.size() == NONCE).isPresent());
        nonce.ifPresentOrElse(n -> facts.put("answer-nonce", n), () -> facts.remove("answer-nonce"));
        return Optional.of(new Peering(to, from, Standing.ESTABLISHED, fingerprints(view), facts));
    }

    /** The opening of the commitment makes the words that both ends show. */
    private Optional<Peering> confirmed(Envelope envelope, View view) {
        requireEstablished();
        Peering peering = before.orElseThrow();
        if (!peering.proposer().equals(from)
                || peering.shown().stream().anyMatch(s -> s.kind() == Shown.Kind.CHECK_WORDS)) {
            return Optional.empty();
        }
        return envelope.payload()
                .text("nonce")
                .flatMap(Wire::b64u)
                .flatMap(nonce -> words(nonce, view))
                .map(words -> {
                    List<Shown> shown = new ArrayList<>(words);
                    shown.addAll(fingerprints(view));
                    return new Peering(from, to, Standing.ESTABLISHED, shown, peering.facts());
                });
    }

    private Optional<List<Shown>> words(Bytes nonce1, View view) {
        var facts = facts();
        String commit = facts.get(Offer.commit(from));
        String nonce2 = facts.get("answer-nonce");
        String key1 = facts.get(Offer.key(from));
        String key2 = facts.get("answer-key");
        if (commit == null || nonce2 == null || key1 == null || key2 == null) {
            return Optional.empty();
        }
        Bytes id1 = Bytes.utf8(from.value());
        Bytes both1 = Bytes.join(signing(from, view), Bytes.hex(key1));
        if (!view.comparison().commit(id1, both1, nonce1).hex().equals(commit)) {
            return Optional.empty();
        }
        return Optional.of(view.comparison()
                .checkWords(new Ends(
                        id1,
                        both1,
                        Bytes.utf8(to.value()),
                        Bytes.join(signing(to, view), Bytes.hex(key2)),
                        Bytes.utf8(view.hub().id()),
                        Bytes.hex(commit),
                        Wire.b64u(nonce2).orElse(Bytes.EMPTY),
                        nonce1)));
    }

    private Optional<Peering> ended() {
        Peering peering = before.filter(p -> p.standing() != Standing.ENDED).orElseThrow(Relation::strangers);
        return Optional.of(
                new Peering(peering.proposer(), peering.other(), Standing.ENDED, peering.shown(), peering.facts()));
    }

    private void requireEstablished() {
        if (!established()) {
            throw strangers();
        }
    }

    private static Fault strangers() {
        return Refusal.REFUSED.because("The sender and the recipient are not paired: a key exchange comes first.");
    }

    private boolean established() {
        return before.map(Peering::standing).equals(Optional.of(Standing.ESTABLISHED));
    }

    private Map<String, String> facts() {
        return new HashMap<>(before.map(Peering::facts).orElse(Map.of()));
    }

    private static Peering with(Peering peering, Map<String, String> facts) {
        return new Peering(peering.proposer(), peering.other(), peering.standing(), peering.shown(), facts);
    }

    private static String agreementKey(Envelope envelope, View view) {
        return envelope.payload()
                .text("ecdh_public_key")
                .flatMap(digits -> Wire.key(Key.Algorithm.X25519, digits))
                .flatMap(view.crypto()::canonical)
                .map(k -> k.bytes().hex())
                .filter(canonical -> envelope.payload().text("ecdh_public_key").equals(Optional.of(canonical)))
                .orElseThrow(() -> Refusal.INVALID_MESSAGE.because("'ecdh_public_key' is no X25519 key: 64 lower-case"
                        + " hexadecimal digits, the one spelling there is of it, and not of low order."));
    }

    private static Optional<String> commit(Envelope envelope) {
        return envelope.payload().text("commit").filter(c -> Wire.hex(c, KEY).isPresent());
    }

    private List<Shown> fingerprints(View view) {
        return List.of(fingerprint(from, view), fingerprint(to, view));
    }

    private static Shown fingerprint(Address user, View view) {
        List<String> line = new ArrayList<>(List.of(user.value()));
        line.addAll(view.comparison().fingerprint(Bytes.utf8(user.value()), signing(user, view)));
        return new Shown(Shown.Kind.FINGERPRINT, line);
    }

    private static Bytes signing(Address user, View view) {
        return view.device(user).flatMap(Device::key).map(Key::bytes).orElse(Bytes.EMPTY);
    }

    /** The names under which is remembered what a user offered last. */
    private static final class Offer {

        private Offer() {}

        static String exchange(Address by) {
            return "offer-of-" + by;
        }

        static String key(Address by) {
            return "offer-key-of-" + by;
        }

        static String commit(Address by) {
            return "offer-commit-of-" + by;
        }
    }
}
