package org.handfast.plugin.relay.device;

import java.util.Optional;

import org.handfast.api.Address;
import org.handfast.api.Bytes;
import org.handfast.api.Crypto;
import org.handfast.api.Fault;
import org.handfast.api.Json;
import org.handfast.api.Key;
import org.handfast.api.KeyPair;
import org.handfast.plugin.relay.wire.Envelope;
import org.handfast.plugin.relay.wire.Frame;
import org.handfast.plugin.relay.wire.Type;
import org.handfast.plugin.relay.wire.Wire;

/** Key exchanges: begun by a person at this end, answered to those at the others, until both ends have the same keys. */
final class Exchanging {

    private static final int NONCE = 32;
    private static final int HASH = 32;
    private static final int MOST_IN_PROGRESS = 100;

    private Exchanging() {}

    /** Begins an exchange with a peer of a key, in place of one in progress. */
    static void begin(Turn turn, Address peer, Key identity) {
        dropped(turn, peer);
        Crypto crypto = turn.view.crypto();
        KeyPair own = crypto.generate(Key.Algorithm.X25519);
        Bytes nonce = crypto.random(NONCE);
        Bytes commit = Exchange.commitment(turn.account().code(), own.publicKey(), nonce, turn.view);
        var offer = Outgoing.fixed(
                turn.account().code(),
                peer,
                Type.KEY_EXCHANGE,
                Json.of("ecdh_public_key", own.publicKey().bytes().hex(), "commit", commit.hex()),
                turn.view);
        turn.become(c -> c.with(new Exchange(
                peer,
                identity,
                true,
                id(offer, turn),
                own,
                Optional.empty(),
                commit,
                Bytes.EMPTY,
                nonce,
                false,
                Optional.empty())));
        turn.post(offer);
    }

    private static String id(Outgoing offer, Turn turn) {
        return Envelope.of(Frame.read(offer.fixed().orElseThrow(), turn.view)).exchange(turn.view.crypto());
    }

    static void offered(Turn turn, Address peer, Key identity, Envelope envelope) {
        Key theirs = agreementKey(turn, peer, envelope);
        String id = envelope.exchange(turn.view.crypto());
        Optional<Exchange> before = turn.client().exchange(peer);
        if (before.filter(x -> x.id().equals(id)).isPresent()) {
            before.flatMap(Exchange::sent).ifPresent(turn::transmit);
            return;
        }
        if (Paired.find(peer, turn.view).filter(p -> p.by(id)).isPresent()) {
            return;
        }
        boolean bothBegan =
                before.filter(x -> x.initiator() && x.theirs().isEmpty()).isPresent();
        if (bothBegan && turn.account().code().value().compareTo(peer.value()) < 0) {
            return;
        }
        dropped(turn, peer);
        if (turn.client().exchanges().size() >= MOST_IN_PROGRESS) {
            throw Fault.peer("too-many-exchanges", "Too many exchanges are in progress.");
        }
        Crypto crypto = turn.view.crypto();
        KeyPair own = crypto.generate(Key.Algorithm.X25519);
        Bytes nonce = crypto.random(NONCE);
        var answer = Outgoing.fixed(
                turn.account().code(),
                peer,
                Type.KEY_EXCHANGE_ACK,
                Json.of("ecdh_public_key", own.publicKey().bytes().hex(), "in_reply_to", id, "nonce", nonce.hex()),
                turn.view);
        Bytes commit = envelope.payload()
                .text("commit")
                .flatMap(c -> Wire.hex(c, HASH))
                .orElse(Bytes.EMPTY);
        var exchange = new Exchange(
                peer,
                identity,
                false,
                id,
                own,
                Optional.of(theirs),
                commit,
                nonce,
                Bytes.EMPTY,
                false,
                Optional.of(answer));
        turn.become(c -> c.with(exchange));
        turn.post(answer);
        turn.show("asked", peer.value());
        Comparing.whenPossible(turn, exchange);
    }

    static void answered(Turn turn, Address peer, Envelope envelope) {
        Optional<Exchange> found = turn.client()
                .exchange(peer)
                .filter(x -> x.initiator() && x.theirs().isEmpty());
        if (found.isEmpty()) {
            return;
        }
        Json.Members payload = envelope.payload();
        if (payload.has("in_reply_to")
                && !payload.text("in_reply_to").equals(Optional.of(found.get().id()))) {
            throw Fault.peer("another-exchange", "It answers another exchange than the last one.");
        }
        Key theirs = agreementKey(turn, peer, envelope);
        Bytes nonce = payload.text("nonce")
                .filter(n -> payload.has("in_reply_to"))
                .flatMap(n -> Wire.hex(n, NONCE))
                .orElse(Bytes.EMPTY);
        Exchange exchange = found.get().answered(theirs, nonce);
        var confirm = Outgoing.of(
                peer,
                Type.KEY_CONFIRM,
                Json.of(
                        "mac",
                        exchange.session(turn.account(), turn.view)
                                .proof(turn.view.crypto())
                                .hex(),
                        "nonce",
                        exchange.nonce1().hex()),
                turn.view);
        turn.become(c -> c.with(exchange));
        turn.post(confirm);
        Comparing.whenPossible(turn, exchange);
    }

    static void confirmed(Turn turn, Address peer, Envelope envelope) {
        Optional<Exchange> found =
                turn.client().exchange(peer).filter(x -> x.theirs().isPresent());
        if (found.isEmpty()) {
            confirmedLater(turn, peer, envelope);
            return;
        }
        Exchange exchange = found.get();
        if (exchange.confirmed()) {
            return;
        }
        Session session = exchange.session(turn.account(), turn.view);
        requireProof(session, envelope, turn);
        if (!exchange.initiator()) {
            if (!exchange.commit().isEmpty()) {
                exchange = opened(turn, exchange, envelope);
            }
            turn.post(
                    peer,
                    Type.KEY_CONFIRM,
                    Json.of("mac", session.proof(turn.view.crypto()).hex()));
        }
        Exchange proven = exchange.proven();
        turn.become(c -> c.with(proven));
        Comparing.whenPossible(turn, proven);
    }

    /** It had nothing to open, so people did not wait for it to confirm. */
    private static void confirmedLater(Turn turn, Address peer, Envelope envelope) {
        Paired paired = Paired.find(peer, turn.view)
                .filter(p -> !p.confirmed() && !p.over())
                .orElseThrow(() -> Fault.peer("nothing-to-confirm", "It confirms keys that are not waiting for that."));
        requireProof(paired.session(turn.view), envelope, turn);
        turn.add(paired.rememberConfirmed());
    }

    private static void requireProof(Session session, Envelope envelope, Turn turn) {
        boolean proves = envelope.payload()
                .text("mac")
                .flatMap(mac -> Wire.hex(mac, HASH))
                .filter(mac -> session.proves(mac, turn.view.crypto()))
                .isPresent();
        if (!proves) {
            throw Fault.peer("wrong-keys", "It does not have the keys that this end has.");
        }
    }

    private static Exchange opened(Turn turn, Exchange exchange, Envelope envelope) {
        Bytes nonce = envelope.payload()
                .text("nonce")
                .flatMap(n -> Wire.hex(n, NONCE))
                .orElseThrow(Exchanging::notOpened);
        Bytes commit = Exchange.commitment(exchange.peer(), exchange.theirs().orElseThrow(), nonce, turn.view);
        if (!turn.view.crypto().same(commit, exchange.commit())) {
            throw notOpened();
        }
        return exchange.opened(nonce);
    }

    private static Fault notOpened() {
        return Fault.peer("not-opened", "It does not open the commitment that it made.");
    }

    private static Key agreementKey(Turn turn, Address peer, Envelope envelope) {
        Key key = envelope.payload()
                .text("ecdh_public_key")
                .flatMap(digits -> Wire.key(Key.Algorithm.X25519, digits))
                .flatMap(turn.view.crypto()::canonical)
                .orElseThrow(() -> Fault.peer("bad-key", "It sent no X25519 key."));
        if (turn.view.holder(key).filter(d -> !d.address().equals(peer)).isPresent()) {
            throw Fault.peer("known-key", "It sent a key that another device of this end's holds already.");
        }
        return key;
    }

    /** The peer is gone, or does not want to. */
    static void ended(Turn turn, Address peer) {
        forgotten(turn, peer);
        turn.show("bye", peer.value());
    }

    /** A pairing with a peer is over, and so is an exchange in progress. */
    static void forgotten(Turn turn, Address peer) {
        Paired.find(peer, turn.view).filter(p -> !p.over()).ifPresent(p -> turn.add(p.rememberOver(turn.view)));
        dropped(turn, peer);
    }

    /** An exchange comes to nothing; what was to be sent for it is not. */
    static void dropped(Turn turn, Address peer) {
        Inbound.again(turn);
        turn.become(c -> c.withoutExchange(peer));
        turn.client().outbox().stream()
                .filter(o -> o.to().equals(peer))
                .filter(o -> o.type() == Type.KEY_EXCHANGE
                        || o.type() == Type.KEY_EXCHANGE_ACK
                        || o.type() == Type.KEY_CONFIRM)
                .forEach(o -> turn.become(c -> c.without(o)));
    }
}
