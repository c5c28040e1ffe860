package org.handfast.plugin.directtcp;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.handfast.api.Bytes;
import org.handfast.api.Claim;
import org.handfast.api.Crypto;
import org.handfast.api.Key;
import org.handfast.api.KeyPair;
import org.handfast.api.Pairing;
import org.handfast.api.PairingId;
import org.handfast.api.View;

/**
 * The keys of one pairing.
 *
 * @param own this end's
 * @param theirs the other end's
 * @param standing how far the pairing has come
 */
record Pair(KeyPair own, Key theirs, Standing standing) {

    /** How far a pairing has come. */
    enum Standing {
        /** Proposed in this conversation; nobody has approved it. */
        PROPOSED,
        /** Approved in this conversation, not yet connected with. */
        APPROVED,
        /** Approved in an earlier one that was cut off before its key check had ended. */
        LEFT_BEHIND,
        ESTABLISHED;

        /** True if the conversation made the keys and has not come to anything with them, so that it may drop them. */
        boolean madeHere() {
            return this == PROPOSED || this == APPROVED;
        }
    }

    /** What there is to reconnect with: what was left behind first, since the other end may hold nothing older. */
    static List<Pair> known(PairingId id, View view) {
        return Stream.concat(
                        view.proposal(id).filter(Pairing::approved).map(p -> of(p, Standing.LEFT_BEHIND)).stream(),
                        view.pairing(id).map(p -> of(p, Standing.ESTABLISHED)).stream())
                .toList();
    }

    private static Pair of(Pairing pairing, Standing standing) {
        return new Pair(pairing.own(), pairing.theirs(), standing);
    }

    /** These keys as they stand now; empty if others have taken their place, or the pairing is over. */
    Optional<Pair> asItStands(PairingId id, View view) {
        if (view.pairing(id).filter(this::has).isPresent()) {
            return Optional.of(in(Standing.ESTABLISHED));
        }
        return established()
                ? Optional.empty()
                : view.proposal(id).filter(this::has).map(p -> this);
    }

    private boolean has(Pairing kept) {
        return kept.own().publicKey().equals(own.publicKey());
    }

    Pair in(Standing standing) {
        return new Pair(own, theirs, standing);
    }

    boolean established() {
        return standing == Standing.ESTABLISHED;
    }

    /** The scope of everything that is claimed for the life of these keys. */
    String scope() {
        return own.publicKey().bytes().hex();
    }

    /** A Secure Message, which no other may repeat, in either direction. */
    Claim messageClaim(Bytes message, Crypto crypto) {
        return claim("message", message, crypto);
    }

    /** A challenge, which nobody may pass off as one of their own in another conversation. */
    Claim challengeClaim(Bytes challenge, Crypto crypto) {
        return claim("challenge", challenge, crypto);
    }

    private Claim claim(String what, Bytes content, Crypto crypto) {
        return new Claim(
                scope(),
                crypto.sha256(Bytes.lp("handfast/direct-tcp/" + what + "/v1", crypto.sha256(content))),
                Claim.FOREVER);
    }
}
