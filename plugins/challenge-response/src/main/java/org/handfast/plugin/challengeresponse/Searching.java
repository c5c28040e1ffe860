package org.handfast.plugin.challengeresponse;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.handfast.api.Bytes;
import org.handfast.api.Effect;
import org.handfast.api.Event.Dialled;
import org.handfast.api.Event.Found;
import org.handfast.api.Event.Neighbour;
import org.handfast.api.Event.Received;
import org.handfast.api.Fault;
import org.handfast.api.Key;
import org.handfast.api.Link;
import org.handfast.api.Offer;
import org.handfast.api.Step;
import org.handfast.api.View;
import org.handfast.plugin.challengeresponse.Candidate.Lead;
import org.handfast.plugin.challengeresponse.code.Code;
import org.handfast.plugin.challengeresponse.code.Derivation;
import org.handfast.plugin.challengeresponse.code.Handle;
import org.handfast.plugin.challengeresponse.code.Proofs;
import org.handfast.plugin.challengeresponse.code.Words;
import org.handfast.plugin.challengeresponse.wire.DhtRecord;
import org.handfast.plugin.challengeresponse.wire.PairingMessage;
import org.handfast.plugin.challengeresponse.wire.PairingMessage.Challenge;
import org.handfast.plugin.challengeresponse.wire.PairingMessage.Complete;
import org.handfast.plugin.challengeresponse.wire.PairingMessage.PairingRequest;
import org.handfast.plugin.challengeresponse.wire.PeerNames;

/**
 * The side that typed the code looks for whoever made it: in the hash table and among those near, all at once. Whoever proves to have
 * the code is it; one that does not is taken only if nobody else came in ten seconds, and a person agrees.
 */
final class Searching {

    static final String GIVE_UP = "give up";
    static final String WAITED = "waited";

    private static final String EVERYBODY = "everybody";
    private static final Duration BEFORE_STRANGERS = Duration.ofSeconds(2);
    private static final Duration PAUSE = Duration.ofSeconds(2);
    private static final Duration FOR_PROVEN = Duration.ofSeconds(10);
    private static final int CHALLENGE = 32;
    private static final int NONCE = 32;

    private Searching() {}

    static Step<Talk> begin(Map<String, String> arguments, View view) {
        Derivation derivation = Derivation.of(Optional.of(arguments.getOrDefault("derivation", ""))
                .filter(d -> !d.isBlank())
                .orElse(view.settings().text("derivation")));
        Bytes entropy = Words.read(arguments.getOrDefault("words", ""), view.comparison(), view.crypto());
        Code code = Code.of(derivation, entropy, view.crypto());
        Typed typed = Typed.of(code.session(), view).inTime(view);
        String offer = "join/" + Handle.of(code.session()).hex();
        boolean agreed = arguments.getOrDefault("accept-unproven", "").equals("yes");
        var state = new Search(code, offer, view.now(), agreed, false, !code.proves(), Map.of(), Optional.empty());
        List<Effect> effects = new ArrayList<>();
        effects.add(Effect.offer(Offer.of(offer, code.secret(), typed.ends(view), 1)));
        effects.add(typed.keep(code.session()));
        effects.add(Effect.startTimer(GIVE_UP, view.settings().duration("join")));
        effects.add(Effect.startTimer(WAITED, FOR_PROVEN));
        effects.add(Effect.startTimer(EVERYBODY, BEFORE_STRANGERS));
        List<Bytes> keys = DhtRecord.keys(code.session());
        for (int i = 0; i < keys.size(); i++) {
            effects.add(Effect.seek(ChallengeResponse.PAIRING, "code " + i, keys.get(i)));
        }
        String address = arguments.getOrDefault("address", "").strip();
        Search first = address.isEmpty() ? state : state.found(address, Lead.SURE);
        return Step.<Talk>to(first).and(effects.toArray(Effect[]::new)).then(s -> dial((Search) s));
    }

    static Step<Talk> dial(Search state) {
        Search next = state;
        List<Effect> effects = new ArrayList<>();
        for (Candidate candidate : state.next()) {
            next = next.with(candidate.dialled());
            effects.add(Effect.dial(ChallengeResponse.PAIRING, candidate.endpoint()));
        }
        return effects.isEmpty() ? Step.stay(state) : Step.to(next, effects.toArray(Effect[]::new));
    }

    /** A record: one with a wrong proof, or of another time, says nothing. */
    static Step<Talk> found(Search state, Found event, View view) {
        DhtRecord record;
        try {
            record = DhtRecord.decode(event.record());
        } catch (Fault malformed) {
            return Step.to(state, Effect.note("bad-record", malformed.detail()));
        }
        Code code = state.code();
        if (code.proves() && record.forged(code.session(), code.secret(), view.crypto())
                || !record.endsAt().isAfter(view.now())) {
            return Step.to(state, Effect.note("bad-record", "It was not made by whoever has the code, or has ended."));
        }
        if (PeerNames.key(record.peerId()).isEmpty() || record.peerId().equals(PeerNames.peerId(Own.key(view)))) {
            return Step.stay(state);
        }
        Lead lead = record.auth().isEmpty() ? Lead.ANYBODY : Lead.SURE;
        Search next = state;
        for (String address : record.addresses()) {
            if (lead == Lead.SURE || Dialling.strangersMay(address)) {
                next = next.found(Dialling.at(address, record.peerId()), lead);
            }
        }
        return Step.<Talk>to(next).then(s -> dial((Search) s));
    }

    /** Somebody near. Where the session's id is the code, nobody is handed it who has not been found by it. */
    static Step<Talk> neighbour(Search state, Neighbour event) {
        return state.code().proves()
                ? Step.<Talk>to(state.found(event.endpoint(), Lead.NEAR)).then(s -> dial((Search) s))
                : Step.stay(state);
    }

    static Step<Talk> dialled(Search state, Dialled event, View view) {
        Optional<Candidate> waiting = state.at(event.endpoint()).filter(c -> c.is(Candidate.Stage.DIALLED));
        if (waiting.isEmpty()) {
            return event.link()
                    .map(link -> Step.<Talk>to(state, Effect.close(link, "no longer wanted")))
                    .orElseGet(() -> Step.stay(state));
        }
        Candidate candidate = waiting.get();
        if (event.link().isEmpty()) {
            return out(state, candidate, event.detail(), view);
        }
        Link link = event.link().get();
        Optional<Key> peer = link.peer().filter(key -> !key.equals(Own.key(view)));
        if (peer.isEmpty()) {
            String why = "is this end itself, or nobody";
            return out(state, candidate, why, view).and(Effect.close(link, why));
        }
        if (state.knows(peer.get(), candidate.endpoint())) {
            return Step.to(state.with(candidate.aside(peer.get())), Effect.close(link, "it is asked at another place"));
        }
        Bytes nonce = view.crypto().random(NONCE);
        Optional<Bytes> commit =
                state.code().proves() ? Optional.of(CheckWords.commit(Own.key(view), nonce, view)) : Optional.empty();
        Bytes request = new PairingRequest(
                        state.code().session(), Own.nobody(view), PeerNames.publicKey(Own.key(view)), commit)
                .encode();
        Search next = state.with(candidate.asked(link, peer.get(), nonce, view.now()));
        return Step.<Talk>to(next, Effect.send(link, request)).and(Silence.hear(next, view));
    }

    static Step<Talk> received(Search state, Received event, View view) {
        Optional<Candidate> on = state.on(event.link());
        Effect close = Effect.close(event.link(), "it has answered");
        if (on.isEmpty()) {
            return Step.to(state, close);
        }
        Candidate candidate = on.get();
        PairingMessage message;
        try {
            message = PairingMessage.decode(event.message());
        } catch (Fault malformed) {
            return out(state, candidate, malformed.detail(), view).and(close);
        }
        Optional<String> wrong = wrong(state, candidate, message, view);
        if (wrong.isPresent()) {
            return out(state, candidate, wrong.get(), view).and(close);
        }
        var challenge = (Challenge) message;
        Candidate sound = candidate.unproven(challenge);
        return challenge.proof().isPresent()
                ? Choosing.choose(state, sound, Optional.empty(), view)
                : Step.<Talk>to(state.with(sound), close).then(s -> Unproven.ask((Search) s, view));
    }

    /** What is wrong with the answer to a PairingRequest, if something is. */
    private static Optional<String> wrong(Search state, Candidate candidate, PairingMessage message, View view) {
        Code code = state.code();
        Key peer = candidate.peer().orElseThrow();
        if (!message.session().equals(code.session())) {
            return Optional.of("speaks of another code");
        }
        if (message instanceof Complete complete && !complete.success()) {
            return Optional.of(
                    "refused: " + Introductions.clean(complete.reason().orElse("it does not say why")));
        }
        if (!(message instanceof Challenge challenge)) {
            return Optional.of("sent something other than a challenge");
        }
        Bytes signed = challenge.challenge();
        if (signed.size() != CHALLENGE || signed.equals(Bytes.wrap(new byte[CHALLENGE]))) {
            return Optional.of("sent a challenge that is none: 32 bytes, not all zero");
        }
        if (!challenge.device().isOf(peer, view.crypto())) {
            return Optional.of("says that it is another device");
        }
        if (code.proves() && challenge.nonce().filter(Bytes::isEmpty).isPresent()) {
            return Optional.of("sent a nonce for check words that is none");
        }
        if (challenge.proof().isEmpty()) {
            return Optional.empty();
        }
        boolean proven = code.proves()
                && view.crypto()
                        .same(
                                challenge.proof().get(),
                                Proofs.of(code, peer, Own.key(view), signed, view.crypto())
                                        .initiator());
        return proven ? Optional.empty() : Optional.of("gave a wrong proof of the code");
    }

    static Step<Talk> closed(Search state, Link link, String reason, View view) {
        return state.on(link)
                .map(candidate -> out(
                        state.elsewhere(candidate.peer().orElseThrow()),
                        candidate,
                        "closed the connection: " + reason,
                        view))
                .orElseGet(() -> Step.stay(state));
    }

    static Step<Talk> out(Search state, Candidate candidate, String why, View view) {
        return Step.<Talk>to(
                        state.with(candidate.out(why)), Effect.note("candidate-out", candidate.endpoint() + " " + why))
                .then(s -> dial((Search) s))
                .then(s -> Unproven.ask((Search) s, view));
    }

    static Step<Talk> timer(Search state, String timer, View view) {
        return switch (timer) {
            case EVERYBODY -> dial(state.triesEverybody());
            case Silence.TIMER -> Silence.heard(state, view);
            case WAITED -> dial(state.waitedEnough()).then(s -> Unproven.ask((Search) s, view));
            // Whoever is being asked has a time of their own.
            default ->
                state.asking().isPresent() ? Step.to(state, Effect.startTimer(GIVE_UP, PAUSE)) : Unproven.giveUp(state);
        };
    }
}
