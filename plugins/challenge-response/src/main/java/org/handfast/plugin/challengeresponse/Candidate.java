package org.handfast.plugin.challengeresponse;

import java.time.Instant;
import java.util.Optional;

import org.handfast.api.Bytes;
import org.handfast.api.Key;
import org.handfast.api.Link;
import org.handfast.plugin.challengeresponse.wire.PairingMessage.Challenge;

/**
 * One that may be the initiator a joiner looks for.
 *
 * @param endpoint where to dial it
 * @param order among those that were found
 * @param lead what says that it may be the one
 * @param stage how far it has come
 * @param link what it was asked on
 * @param since when it was asked
 * @param nonce that opens the commitment it was sent
 * @param answer its challenge, once it is found sound
 * @param peer the key that it has proven to have
 * @param why it is out of question
 */
record Candidate(
        String endpoint,
        int order,
        Lead lead,
        Stage stage,
        Optional<Link> link,
        Optional<Instant> since,
        Bytes nonce,
        Optional<Challenge> answer,
        Optional<Key> peer,
        String why) {

    /** What says that one may be the initiator, the best first. */
    enum Lead {
        /** Whoever has the code, or the person who typed it. */
        SURE,
        /** That it is near. */
        NEAR,
        /** A record that anybody may have made: it is tried when there was time for better ones. */
        ANYBODY
    }

    /** How far one has come. */
    enum Stage {
        QUEUED,
        DIALLED,
        ASKED,
        /** The same peer is asked at another place. */
        ASIDE,
        /** It sent a challenge, and no proof. */
        UNPROVEN,
        OUT
    }

    static Candidate queued(String endpoint, int order, Lead lead) {
        return new Candidate(
                endpoint,
                order,
                lead,
                Stage.QUEUED,
                Optional.empty(),
                Optional.empty(),
                Bytes.EMPTY,
                Optional.empty(),
                Optional.empty(),
                "not asked any more");
    }

    Candidate dialled() {
        return new Candidate(
                endpoint, order, lead, Stage.DIALLED, link, since, nonce, answer, peer, "did not answer in time");
    }

    Candidate asked(Link on, Key by, Bytes nonce, Instant now) {
        return new Candidate(
                endpoint,
                order,
                lead,
                Stage.ASKED,
                Optional.of(on),
                Optional.of(now),
                nonce,
                answer,
                Optional.of(by),
                "did not answer in time");
    }

    Candidate unproven(Challenge challenge) {
        return new Candidate(
                endpoint,
                order,
                lead,
                Stage.UNPROVEN,
                link,
                since,
                nonce,
                Optional.of(challenge),
                peer,
                "has not proven the code");
    }

    Candidate aside(Key by) {
        return new Candidate(
                endpoint,
                order,
                lead,
                Stage.ASIDE,
                Optional.empty(),
                Optional.empty(),
                nonce,
                answer,
                Optional.of(by),
                "is asked at another place");
    }

    Candidate out(String reason) {
        return new Candidate(endpoint, order, lead, Stage.OUT, Optional.empty(), since, nonce, answer, peer, reason);
    }

    /** True if it was asked by then, and has not answered. */
    boolean silentSince(Instant then) {
        return is(Stage.ASKED) && since.filter(s -> !s.isAfter(then)).isPresent();
    }

    boolean is(Stage other) {
        return stage == other;
    }
}
