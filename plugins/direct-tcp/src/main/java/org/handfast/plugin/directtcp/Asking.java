package org.handfast.plugin.directtcp;

import java.util.List;
import java.util.Optional;

import org.handfast.api.Bytes;
import org.handfast.api.Effect;
import org.handfast.api.Event.Dialled;
import org.handfast.api.Fault;
import org.handfast.api.Introduction;
import org.handfast.api.Key;
import org.handfast.api.KeyPair;
import org.handfast.api.Link;
import org.handfast.api.Offer;
import org.handfast.api.Step;
import org.handfast.api.Step.Outcome;
import org.handfast.api.View;
import org.handfast.plugin.directtcp.Talk.AwaitingAnswer;
import org.handfast.plugin.directtcp.Talk.CheckingKeys;
import org.handfast.plugin.directtcp.Talk.Dialling;
import org.handfast.plugin.directtcp.Talk.Greeting;
import org.handfast.plugin.directtcp.themis.KeyContainer;
import org.handfast.plugin.directtcp.wire.Packet;
import org.handfast.plugin.directtcp.wire.Packet.Hello;
import org.handfast.plugin.directtcp.wire.Packet.PairRequest;
import org.handfast.plugin.directtcp.wire.Packet.Refusal;
import org.handfast.plugin.directtcp.wire.Packet.SendKey;
import org.handfast.plugin.directtcp.wire.Packets;

/** The side that dials: greets, and asks to be paired or checks keys with a device it knows. */
final class Asking {

    private Asking() {}

    /** Dials, to use the {@code attempt}th of the keys there are for the device. */
    static Step<Talk> dial(Intent intent, int attempt, View view) {
        return Step.to(
                new Dialling(intent, attempt), Effect.dial(intent.endpoint()), DirectTcp.wait(view, "hello-timeout"));
    }

    /** The link is open, or not. */
    static Step<Talk> dialled(Talk state, Dialled event, View view) {
        if (!(state instanceof Dialling s)) {
            return event.link()
                    .map(link -> Step.to(state, Effect.close(link, "no longer wanted")))
                    .orElseGet(() -> Step.stay(state));
        }
        Optional<Link> link = event.link();
        if (link.isEmpty()) {
            return Step.end(Outcome.FAILED, "Cannot reach " + event.endpoint() + ": " + event.detail());
        }
        var hello = new Hello(DirectTcp.ownDevice(view), s.intent().known().isPresent());
        return Step.to(
                new Greeting(s.intent(), link.get(), s.attempt()),
                Effect.send(link.get(), Packets.encode(hello, s.intent().revision())),
                DirectTcp.wait(view, "hello-timeout"));
    }

    /** The other end answered our Hello. */
    static Step<Talk> greeted(Greeting state, Packet packet, View view) {
        if (packet instanceof Refusal) {
            return Step.end(Outcome.REJECTED, "The other end refuses this device.");
        }
        if (!(packet instanceof Hello hello)) {
            throw Fault.peer("not-hello", "A connection begins with Hello.");
        }
        if (hello.device().equals(DirectTcp.ownDevice(view))) {
            return Step.end(
                    Outcome.FAILED, "This device answers at " + state.intent().endpoint() + " itself.");
        }
        var peer = new Peer(state.link(), state.intent().revision(), hello.device(), true);
        return state.intent().known().isPresent() ? reconnect(state, peer, hello, view) : ask(state, peer, view);
    }

    private static Step<Talk> ask(Greeting state, Peer peer, View view) {
        KeyPair own = view.crypto().generate(Key.Algorithm.P256);
        Bytes details = Asked.committing(commit(own, view));
        return Step.to(
                new AwaitingAnswer(peer, state.intent(), own, details),
                Effect.watch(peer.address()),
                peer.send(new PairRequest(state.intent().name(), Optional.of(details))),
                DirectTcp.waitForPerson(view));
    }

    private static Bytes commit(KeyPair own, View view) {
        return view.comparison().commit(DirectTcp.ownId(view), KeyContainer.encode(own.publicKey()), Bytes.EMPTY);
    }

    private static Step<Talk> reconnect(Greeting state, Peer peer, Hello hello, View view) {
        if (!state.intent().known().equals(Optional.of(peer.device()))) {
            return Step.end(
                    Outcome.FAILED,
                    "Another device answers at " + state.intent().endpoint() + " now.");
        }
        List<Pair> pairs = Pair.known(peer.pairing(), view);
        if (pairs.size() <= state.attempt()) {
            return Step.end(Outcome.FAILED, "There are no keys for this device: pair with it first.");
        }
        Pair pair = pairs.get(state.attempt());
        if (!hello.paired()) {
            Step<Talk> end =
                    Step.end(Outcome.REJECTED, "The other end does not know this device any more: pair again.");
            return pair.established() ? end : end.and(Effect.drop(peer.pairing(), "the other end does not have it"));
        }
        Optional<Dialling> retry = Optional.of(new Dialling(state.intent(), state.attempt() + 1))
                .filter(next -> next.attempt() < pairs.size());
        return Checking.worn(pair, view)
                .orElseGet(() ->
                        Checking.begin(new CheckingKeys(peer, pair, Check.BEGINNING, retry), "check-timeout", view))
                .and(Effect.watch(peer.address()));
    }

    /** The other end sent its key, so its person agreed: ours goes back, and ours is to compare. */
    static Step<Talk> keySent(AwaitingAnswer state, SendKey sent, View view) {
        Peer peer = state.peer();
        var exchange = KeyExchange.of(peer, state.own(), sent.key(), state.details(), view);
        Introduction who = Introduction.of(state.intent().endpoint(), "hub");
        Bytes commit = commit(state.own(), view);
        Optional<Offer> phrase = Phrase.set(view);
        if (phrase.isEmpty()) {
            Effect answer = peer.send(new SendKey(exchange.sent(), Optional.empty()));
            return Words.compare(exchange, who, exchange.everything(commit, view), view)
                    .and(answer);
        }
        Offer offer = phrase.get();
        var transcript = Phrase.Transcript.of(peer, state.details(), view);
        if (!Phrase.proves(sent.test(), Phrase.answeringTest(offer, transcript, sent.key(), view), view)) {
            return Phrase.refuse(state, offer);
        }
        Bytes test = Phrase.askingTest(offer, transcript, exchange.sent(), sent.key(), view);
        return Words.matched(exchange, who, offer.approval(), view)
                .and(peer.send(new SendKey(exchange.sent(), Optional.of(test))));
    }
}
