package org.handfast.plugin.challengeresponse;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.handfast.api.Bytes;
import org.handfast.api.Effect;
import org.handfast.api.Offer;
import org.handfast.api.Reach;
import org.handfast.api.Shown;
import org.handfast.api.Step;
import org.handfast.api.Step.Outcome;
import org.handfast.api.View;
import org.handfast.plugin.challengeresponse.code.Code;
import org.handfast.plugin.challengeresponse.code.Derivation;
import org.handfast.plugin.challengeresponse.code.Handle;
import org.handfast.plugin.challengeresponse.code.Words;
import org.handfast.plugin.challengeresponse.wire.DhtRecord;
import org.handfast.plugin.challengeresponse.wire.PeerNames;

/**
 * Makes a code, shows it, and lets it be found for as long as it is good. Who comes for it is another conversation's matter
 * ({@link Initiator}): the two share the offer, whose end is the end of the code, and an item that says who used it.
 */
final class Invite {

    private static final String END = "end";
    private static final String AGAIN = "again";
    private static final String SESSION = "session";
    private static final Duration SAY_AGAIN = Duration.ofSeconds(20);

    private Invite() {}

    /** The offer of a code. Its id says how to come from what the offer keeps to the code. */
    static String offer(Derivation derivation, Bytes session) {
        return derivation.text() + "/" + Handle.of(session).hex();
    }

    static Step<Talk> make(Map<String, String> arguments, View view) {
        String wanted = arguments.getOrDefault("derivation", "");
        Derivation derivation = Derivation.of(wanted.isBlank() ? view.settings().text("derivation") : wanted);
        Bytes entropy = derivation.entropy(view.crypto());
        Code code = Code.of(derivation, entropy, view.crypto());
        Instant until = view.now().plus(view.settings().duration("code"));
        List<Effect> effects = new ArrayList<>();
        effects.add(Effect.offer(Offer.of(offer(derivation, code.session()), code.secret(), until, 1)));
        effects.add(Effect.show(
                "code", until, new Shown(Shown.Kind.PHRASE, Words.of(entropy, view.comparison(), view.crypto()))));
        effects.add(Effect.show("session", until, text(code.session().hex())));
        effects.add(Effect.show("addresses", until, new Shown(Shown.Kind.TEXT, named(view))));
        if (!code.proves()) {
            effects.add(Effect.show(
                    "warning",
                    until,
                    text("This code stands in the hash table as it is: whoever looks there can pair in your device's"
                            + " place. It is for old devices alone.")));
        }
        effects.add(Effect.watch(Fate.about(code.session())));
        effects.add(Effect.startTimer(END, Duration.between(view.now(), until)));
        effects.add(Effect.startTimer(AGAIN, SAY_AGAIN));
        var inviting = new Inviting(code, until, addresses(view));
        return Step.<Talk>to(inviting).and(effects.toArray(Effect[]::new)).and(advertise(inviting, view));
    }

    private static Shown text(String text) {
        return new Shown(Shown.Kind.TEXT, List.of(text));
    }

    /** Where this end is, as far as its transport knows. */
    private static List<String> addresses(View view) {
        return view.reach(ChallengeResponse.PAIRING).map(Reach::addresses).orElse(List.of());
    }

    private static List<String> named(View view) {
        String peer = Dialling.PEER + PeerNames.peerId(Own.key(view));
        return addresses(view).stream().map(address -> address + peer).toList();
    }

    private static Effect[] advertise(Inviting state, View view) {
        if (state.found().isEmpty()) {
            return new Effect[0];
        }
        Code code = state.code();
        DhtRecord plain = DhtRecord.of(
                PeerNames.peerId(Own.key(view)), state.found(), Own.nobody(view), view.now(), state.until());
        Bytes record = (code.proves() ? plain.proven(code.session(), code.secret(), view.crypto()) : plain).encode();
        return DhtRecord.keys(code.session()).stream()
                .map(key -> Effect.advertise(ChallengeResponse.PAIRING, key, record, state.until()))
                .toArray(Effect[]::new);
    }

    private static Effect[] withdraw(Inviting state) {
        return DhtRecord.keys(state.code().session()).stream()
                .map(key -> Effect.withdraw(ChallengeResponse.PAIRING, key))
                .toArray(Effect[]::new);
    }

    static Step<Talk> timer(Inviting state, String timer, View view) {
        return switch (timer) {
            case AGAIN -> sayAgain(state, view);
            case END -> codeEnds(state, view);
            default -> Step.end(Outcome.EXPIRED, "Nobody decided in time about whoever came for the code.");
        };
    }

    /** Others may reach this end elsewhere by now; and a record of a stranger's that displaced this one's is displaced by it. */
    private static Step<Talk> sayAgain(Inviting state, View view) {
        var next = new Inviting(state.code(), state.until(), addresses(view));
        return Step.<Talk>to(next, Effect.startTimer(AGAIN, SAY_AGAIN)).and(advertise(next, view));
    }

    /** Nobody new can come for it; who came in time may still be waited for. */
    private static Step<Talk> codeEnds(Inviting state, View view) {
        boolean waits = Fate.of(state.code().session(), view).isPresent();
        return waits
                ? Step.<Talk>to(
                                state,
                                Effect.cancelTimer(AGAIN),
                                Effect.startTimer(SESSION, Session.longerThanCode(view)))
                        .and(withdraw(state))
                : Step.end(Outcome.EXPIRED, "Nobody came for the code in time.", withdraw(state));
    }

    /** Whoever made the code takes it back. */
    static Step<Talk> cancelled(Inviting state, String reason) {
        Code code = state.code();
        return Step.<Talk>end(
                        Outcome.CANCELLED,
                        reason,
                        Effect.endOffer(offer(code.derivation(), code.session()), "its invitation was cancelled"))
                .and(withdraw(state));
    }

    /** Something has become of the code. */
    static Step<Talk> stirred(Inviting state, View view) {
        Optional<Fate> fate = Fate.of(state.code().session(), view);
        return switch (fate.map(Fate::kind).orElse(Fate.Kind.WAITS)) {
            case WAITS -> Step.stay(state);
            case REFUSED -> Step.end(Outcome.REJECTED, "A person turned away whoever had the code.", withdraw(state));
            case PAIRED -> {
                String peer = fate.orElseThrow().peer();
                yield Step.<Talk>end(Outcome.CLOSED, "Paired with " + peer + ".", Effect.show("paired", text(peer)))
                        .and(withdraw(state));
            }
        };
    }
}
