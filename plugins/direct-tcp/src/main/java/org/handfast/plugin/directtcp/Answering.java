package org.handfast.plugin.directtcp;

import java.util.List;
import java.util.Optional;

import org.handfast.api.Bytes;
import org.handfast.api.Device;
import org.handfast.api.Effect;
import org.handfast.api.Event.Decided;
import org.handfast.api.Fault;
import org.handfast.api.Introduction;
import org.handfast.api.Key;
import org.handfast.api.KeyPair;
import org.handfast.api.Link;
import org.handfast.api.Offer;
import org.handfast.api.Question;
import org.handfast.api.Question.Stage;
import org.handfast.api.Shown;
import org.handfast.api.Step;
import org.handfast.api.Step.Outcome;
import org.handfast.api.View;
import org.handfast.plugin.directtcp.Talk.AwaitingContact;
import org.handfast.plugin.directtcp.Talk.Pairing;
import org.handfast.plugin.directtcp.Talk.PendingEncryption;
import org.handfast.plugin.directtcp.Talk.PendingPairRequest;
import org.handfast.plugin.directtcp.themis.KeyContainer;
import org.handfast.plugin.directtcp.wire.Packet.Hello;
import org.handfast.plugin.directtcp.wire.Packet.PairRequest;
import org.handfast.plugin.directtcp.wire.Packet.Refusal;
import org.handfast.plugin.directtcp.wire.Packet.SendKey;
import org.handfast.plugin.directtcp.wire.Revision;

/** The side that was dialled: greets, asks its person, exchanges keys. */
final class Answering {

    private Answering() {}

    /** The peer said Hello: it is told how this end sees the two of them. */
    static Step<Talk> greeted(Link link, Revision revision, Hello hello, View view) {
        if (hello.device().equals(DirectTcp.ownDevice(view))) {
            throw Fault.peer("own-id", "It goes by this hub's own device id.");
        }
        var peer = new Peer(link, revision, hello.device(), false);
        // A watch is also what ties the flight record to the device.
        Effect watch = Effect.watch(peer.address());
        if (view.device(peer.address())
                .map(Device::trust)
                .filter(Device.Trust::barred)
                .isPresent()) {
            return Step.end(Outcome.REJECTED, "The device is revoked or suspended.", watch, no(peer, view));
        }
        boolean paired = !Pair.known(peer.pairing(), view).isEmpty();
        Talk next = paired && hello.paired() ? new PendingEncryption(peer) : new PendingPairRequest(peer);
        return Step.to(
                next,
                watch,
                peer.send(new Hello(DirectTcp.ownDevice(view), paired)),
                DirectTcp.wait(view, "hello-timeout"));
    }

    private static Effect no(Peer peer, View view) {
        return peer.send(
                peer.revision() == Revision.LATER ? Refusal.denied() : new Hello(DirectTcp.ownDevice(view), false));
    }

    /** The peer asks to be paired, and so the person is asked. */
    static Step<Talk> asked(PendingPairRequest state, PairRequest request, View view) {
        Peer peer = state.peer();
        var asked = new Asked(
                Introduction.of(request.name(), "device"), request.details().orElse(Bytes.EMPTY));
        var question =
                new Question(Stage.CONTACT, peer.address(), asked.introduction(), List.of(), DirectTcp.patience(view));
        return Step.to(new AwaitingContact(peer, asked), Effect.cancelTimer(DirectTcp.TIMER), Effect.ask(question));
    }

    /** The person decided whether to talk to it at all: on yes it gets this end's key. */
    static Step<Talk> contactDecided(AwaitingContact state, Decided decision, View view) {
        if (decision.stage() != Stage.CONTACT) {
            return Step.stay(state);
        }
        return switch (decision.answer()) {
            case YES -> sendKey(state, view);
            case NO -> Ending.denied(state, Outcome.REJECTED, "It was turned away.");
            case EXPIRED -> Ending.denied(state, Outcome.EXPIRED, "Nobody answered in time.");
        };
    }

    private static Step<Talk> sendKey(AwaitingContact state, View view) {
        Peer peer = state.peer();
        KeyPair own = view.crypto().generate(Key.Algorithm.P256);
        Bytes container = KeyContainer.encode(own.publicKey());
        var transcript = Phrase.Transcript.of(peer, state.asked().details(), view);
        Optional<Bytes> test = Phrase.set(view).map(o -> Phrase.answeringTest(o, transcript, container, view));
        return Step.to(
                new Pairing(peer, state.asked(), own),
                peer.send(new SendKey(container, test)),
                DirectTcp.wait(view, "hello-timeout"));
    }

    /** The peer sent its key, which must be the one it had committed to. */
    static Step<Talk> keySent(Pairing state, SendKey sent, View view) {
        Peer peer = state.peer();
        Asked asked = state.asked();
        var exchange = KeyExchange.of(peer, state.own(), sent.key(), asked.details(), view);
        Optional<Bytes> commit = asked.commit();
        if (commit.isPresent() && !exchange.opens(commit.get(), view)) {
            return Ending.denied(state, Outcome.FAILED, "It sent another key than the one it had committed to.");
        }
        Optional<Offer> phrase = Phrase.set(view);
        if (phrase.isEmpty()) {
            List<Shown> shown =
                    commit.map(c -> exchange.checkWords(c, view)).orElseGet(() -> exchange.fingerprints(view));
            return Words.compare(exchange, asked.introduction(), shown, view);
        }
        Offer offer = phrase.get();
        var transcript = Phrase.Transcript.of(peer, asked.details(), view);
        Bytes expected = Phrase.askingTest(offer, transcript, sent.key(), exchange.sent(), view);
        return Phrase.proves(sent.test(), expected, view)
                ? Words.matched(exchange, asked.introduction(), offer.approval(), view)
                : Phrase.refuse(state, offer);
    }
}
