package org.handfast.plugin.directtcp;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.handfast.api.Bytes;
import org.handfast.api.Effect;
import org.handfast.api.Fault;
import org.handfast.api.Offer;
import org.handfast.api.Secret;
import org.handfast.api.Shown;
import org.handfast.api.Step;
import org.handfast.api.Step.Outcome;
import org.handfast.api.View;

/**
 * The optional test: a phrase that one person reads to the other stands in for the comparison of words. Eight words are 80
 * random bits and the first byte of their SHA-256; short or chosen ones would fall offline, since the answering side
 * sends its proof first.
 */
final class Phrase {

    private static final String OFFER = "phrase";
    private static final String ARGUMENT = "phrase";
    private static final int WORDS = 8;
    private static final int ENTROPY = 10;
    private static final int TRIES = 3;
    private static final Duration LIFE = Duration.ofMinutes(10);

    private Phrase() {}

    /** Makes a phrase for the next device and shows it. */
    static Step<Talk> make(View view) {
        Bytes entropy = view.crypto().random(ENTROPY);
        List<String> words = view.comparison().words(withChecksum(entropy, view), WORDS);
        return Step.end(
                Outcome.CLOSED,
                "A phrase was made for the next device.",
                offer(String.join(" ", words), view),
                Effect.show(OFFER, view.now().plus(LIFE), new Shown(Shown.Kind.PHRASE, words)));
    }

    private static Bytes withChecksum(Bytes entropy, View view) {
        return Bytes.join(entropy, view.crypto().sha256(entropy).slice(0, 1));
    }

    /** Takes the phrase that somebody typed, if the arguments have one. */
    static Effect[] typed(Map<String, String> arguments, View view) {
        String typed = arguments.getOrDefault(ARGUMENT, "");
        if (typed.isBlank()) {
            return new Effect[0];
        }
        Bytes bits = view.comparison()
                .bits(typed)
                .filter(b -> b.size() == ENTROPY + 1)
                .filter(b -> b.equals(withChecksum(b.slice(0, ENTROPY), view)))
                .orElseThrow(() -> new Fault(
                        Fault.Category.OPERATOR_INPUT,
                        "bad-phrase",
                        "This is not a phrase: it has eight words, and one of them is mistyped."));
        return new Effect[] {offer(String.join(" ", view.comparison().words(bits, WORDS)), view)};
    }

    private static Effect offer(String phrase, View view) {
        return Effect.offer(Offer.of(
                OFFER, view.crypto().secret(Bytes.utf8(phrase)), view.now().plus(LIFE), TRIES));
    }

    /** The phrase that is set, if one is. */
    static Optional<Offer> set(View view) {
        return view.offer(OFFER);
    }

    /**
     * What both proofs are bound to.
     *
     * @param asking the asking side's id
     * @param answering the answering side's id
     * @param details of the PairRequest
     */
    record Transcript(Bytes asking, Bytes answering, Bytes details) {

        private Bytes bytes() {
            return Bytes.join(Bytes.lp(asking), Bytes.lp(answering), Bytes.lp(details));
        }

        static Transcript of(Peer peer, Bytes details, View view) {
            Bytes own = DirectTcp.ownId(view);
            return peer.asked() ? new Transcript(own, peer.id(), details) : new Transcript(peer.id(), own, details);
        }
    }

    /** The answering side's proof, over its key. */
    static Bytes answeringTest(Offer offer, Transcript transcript, Bytes answeringKey, View view) {
        return view.crypto().hmac(key(offer, view), Bytes.lp("B"), transcript.bytes(), Bytes.lp(answeringKey));
    }

    /** The asking side's proof, over both keys. */
    static Bytes askingTest(Offer offer, Transcript transcript, Bytes askingKey, Bytes answeringKey, View view) {
        return view.crypto()
                .hmac(key(offer, view), Bytes.lp("A"), transcript.bytes(), Bytes.lp(askingKey), Bytes.lp(answeringKey));
    }

    private static Secret key(Offer offer, View view) {
        return view.crypto().derive(offer.secret(), Bytes.EMPTY, Bytes.lp("handfast/direct-tcp/test/v1"), 32);
    }

    /** True if the other end's proof is the one it must be. */
    static boolean proves(Optional<Bytes> test, Bytes expected, View view) {
        return test.filter(t -> view.crypto().same(t, expected)).isPresent();
    }

    /** Turns the other end away for a wrong or missing proof, and counts that. */
    static Step<Talk> refuse(Talk.WithPeer state, Offer offer) {
        return Ending.denied(state, Outcome.REJECTED, "It did not know the phrase that was set.")
                .and(Effect.missOffer(offer.id()));
    }
}
