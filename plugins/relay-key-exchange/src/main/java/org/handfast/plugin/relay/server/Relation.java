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
import org.handfast.api.Json;
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

    private static final int HASH = 32;
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
        String exchange = envelope.exchange(view.crypto());
        var facts = facts();
        var exchanges = Exchanges.of(facts);
        if (exchanges.has(exchange)) {
            if (over()) {
                throw Refusal.REFUSED.because("The pairing that this exchange began is over: begin another.");
            }
            return Optional.empty();
        }
        if (over()) {
            // An answer to what was offered before the end would bring the pairing back.
            facts.clear();
        }
        exchanges.with(exchange).into(facts);
        var offer = new Offer(agreementKey(envelope, view), commit(envelope), List.of(exchange));
        Offer.of(from, facts)
                .filter(before -> before.repeatedBy(offer))
                .map(before -> before.with(exchange))
                .orElse(offer)
                .into(facts, from);
        // An offer stands beside an established pairing and does not touch it.
        return Optional.of(
                established()
                        ? with(before.orElseThrow(), facts)
                        : new Peering(from, to, Standing.PROPOSED, fingerprints(view), facts));
    }

    private Optional<Peering> answered(Envelope envelope, View view) {
        var facts = facts();
        Offer offer = Offer.of(to, facts)
                .filter(any -> !over())
                .orElseThrow(() -> Refusal.REFUSED.because(
                        "The recipient has begun no key exchange with the sender that waits for an answer."));
        Json.Members payload = envelope.payload();
        if (payload.has("in_reply_to")
                && payload.text("in_reply_to")
                        .filter(offer.exchanges()::contains)
                        .isEmpty()) {
            throw Refusal.REFUSED.because("This answers another key exchange than the recipient's last one.");
        }
        var answer = new Answer(
                offer.key(), agreementKey(envelope, view), payload.text("nonce").filter(n -> Wire.hex(n, NONCE)
                        .isPresent()));
        if (established()
                && before.orElseThrow().proposer().equals(to)
                && Answer.of(facts).equals(Optional.of(answer))) {
            return Optional.empty();
        }
        answer.into(facts);
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
                .flatMap(nonce -> Wire.hex(nonce, NONCE))
                .flatMap(nonce -> words(nonce, view))
                .map(words -> {
                    List<Shown> shown = new ArrayList<>(words);
                    shown.addAll(fingerprints(view));
                    return new Peering(from, to, Standing.ESTABLISHED, shown, peering.facts());
                });
    }

    private Optional<List<Shown>> words(Bytes nonce1, View view) {
        Optional<Answer> answer = Answer.of(facts()).filter(a -> a.nonce().isPresent());
        Optional<String> commit = Offer.of(from, facts()).flatMap(Offer::commit);
        if (answer.isEmpty() || commit.isEmpty()) {
            return Optional.empty();
        }
        Bytes id1 = Bytes.utf8(from.value());
        Bytes key1 = Bytes.hex(answer.get().offered());
        if (!view.comparison().commit(id1, key1, nonce1).hex().equals(commit.get())) {
            return Optional.empty();
        }
        return Optional.of(view.comparison()
                .checkWords(new Ends(
                        id1,
                        key1,
                        Bytes.utf8(to.value()),
                        Bytes.hex(answer.get().key()),
                        Bytes.utf8(view.hub().id()),
                        Bytes.hex(commit.get()),
                        Bytes.hex(answer.get().nonce().orElseThrow()),
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

    private boolean over() {
        return before.map(Peering::standing).equals(Optional.of(Standing.ENDED));
    }

    private Map<String, String> facts() {
        return new HashMap<>(before.map(Peering::facts).orElse(Map.of()));
    }

    private static Peering with(Peering peering, Map<String, String> facts) {
        return new Peering(peering.proposer(), peering.other(), peering.standing(), peering.shown(), facts);
    }

    /**
     * The key that an exchange, or the answer to one, brings.
     *
     * @throws Fault of the peer, if it brings none
     */
    static String agreementKey(Envelope envelope, View view) {
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
        return envelope.payload().text("commit").filter(c -> Wire.hex(c, HASH).isPresent());
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
}
