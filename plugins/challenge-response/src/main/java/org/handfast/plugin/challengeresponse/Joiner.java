package org.handfast.plugin.challengeresponse;

import java.util.Optional;

import org.handfast.api.Approval;
import org.handfast.api.Bytes;
import org.handfast.api.Key;
import org.handfast.api.Link;
import org.handfast.plugin.challengeresponse.wire.DeviceInfo;

/**
 * What an initiator holds of one that answers to its code: of one peer, whatever connections it comes by.
 *
 * @param peer the key that it has proven to have
 * @param since when it first came, among the others
 * @param network where it came from then
 * @param asked the challenge that it has not answered
 * @param waiting its Response that a person is to decide about
 * @param answered the last Response that was answered
 * @param verdict what a person said of it
 */
record Joiner(
        Key peer,
        long since,
        String network,
        Optional<Asked> asked,
        Optional<Waiting> waiting,
        Optional<Answered> answered,
        Optional<Verdict> verdict) {

    /**
     * An open challenge.
     *
     * @param challenge what is to be signed
     * @param commit of the joiner's, to check words
     * @param nonce what it was answered for them
     * @param message the whole Challenge, to be said again
     */
    record Asked(Bytes challenge, Optional<Bytes> commit, Optional<Bytes> nonce, Bytes message) {}

    /**
     * A sound Response.
     *
     * @param response its hash
     * @param device what the joiner says of itself
     * @param challenge what it signed
     * @param proof that it has the code, if it gave one
     * @param link what to answer on, until that was given up
     */
    record Waiting(Bytes response, DeviceInfo device, Bytes challenge, Optional<Bytes> proof, Optional<Link> link) {

        boolean proven() {
            return proof.isPresent();
        }

        Waiting on(Optional<Link> link) {
            return new Waiting(response, device, challenge, proof, link);
        }
    }

    /**
     * A Response that was answered, and with what.
     *
     * @param response its hash
     * @param complete the answer
     */
    record Answered(Bytes response, Bytes complete) {}

    /**
     * What a person said of a joiner. Good for the session, and for one that has proven as much as it had then.
     *
     * @param proven whether it had proven that it has the code
     * @param approval if they said yes
     */
    record Verdict(boolean proven, Optional<Approval> approval) {}

    static Joiner first(Key peer, long since, String network) {
        return new Joiner(peer, since, network, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    Joiner asked(Asked asked) {
        return new Joiner(peer, since, network, Optional.of(asked), waiting, answered, verdict);
    }

    /** Its challenge is spent. */
    Joiner spent() {
        return new Joiner(peer, since, network, Optional.empty(), waiting, answered, verdict);
    }

    Joiner waiting(Waiting waiting) {
        return new Joiner(peer, since, network, asked, Optional.of(waiting), answered, verdict);
    }

    /** Nobody is asked about it any more. */
    Joiner waitsNoLonger() {
        return new Joiner(peer, since, network, asked, Optional.empty(), answered, verdict);
    }

    Joiner answered(Bytes response, Bytes complete) {
        return new Joiner(peer, since, network, asked, waiting, Optional.of(new Answered(response, complete)), verdict);
    }

    Joiner judged(Optional<Verdict> verdict) {
        return new Joiner(peer, since, network, asked, waiting, answered, verdict);
    }

    /** True if it may not give way to others: a person is asked about it, or has said yes. */
    boolean holdsItsPlace() {
        return waiting.isPresent() || approved();
    }

    boolean approved() {
        return verdict.flatMap(Verdict::approval).isPresent();
    }

    boolean waitsUnproven() {
        return waiting.filter(w -> !w.proven()).isPresent();
    }

    boolean waitsProven() {
        return waiting.filter(Waiting::proven).isPresent();
    }
}
