package org.handfast.plugin.relay.device;

import java.util.List;
import java.util.Optional;

import org.handfast.api.Address;
import org.handfast.api.Bytes;
import org.handfast.api.Comparison.Ends;
import org.handfast.api.Crypto;
import org.handfast.api.Key;
import org.handfast.api.KeyPair;
import org.handfast.api.Shown;
import org.handfast.api.View;

/**
 * A key exchange in progress.
 *
 * @param peer with whom
 * @param identity the peer's Ed25519 key
 * @param initiator true if this end began it
 * @param id the hash of the signature that began it
 * @param own this end's X25519 keys, made for this exchange
 * @param theirs the peer's X25519 key, once it has come
 * @param commit the initiator's commitment; empty if it made none
 * @param nonce2 the other end's nonce; empty if it sent none
 * @param nonce1 what opens the commitment, once this end has it
 * @param confirmed true once the peer has proven that it has the same keys
 * @param sent what this end sent last to carry it on, if it may have to be sent again
 */
record Exchange(
        Address peer,
        Key identity,
        boolean initiator,
        String id,
        KeyPair own,
        Optional<Key> theirs,
        Bytes commit,
        Bytes nonce2,
        Bytes nonce1,
        boolean confirmed,
        Optional<Outgoing> sent) {

    private static final String LABEL = "handfast/relay-key-exchange/v1";

    Exchange answered(Key key, Bytes nonce) {
        return new Exchange(
                peer, identity, initiator, id, own, Optional.of(key), commit, nonce, nonce1, confirmed, sent);
    }

    Exchange opened(Bytes nonce) {
        return new Exchange(peer, identity, initiator, id, own, theirs, commit, nonce2, nonce, confirmed, sent);
    }

    Exchange proven() {
        return new Exchange(peer, identity, initiator, id, own, theirs, commit, nonce2, nonce1, true, sent);
    }

    Exchange sending(Outgoing message) {
        return new Exchange(
                peer, identity, initiator, id, own, theirs, commit, nonce2, nonce1, confirmed, Optional.of(message));
    }

    /** True if there are both a commitment and an answer to it, and so words that are safe to compare. */
    boolean committed() {
        return !commit.isEmpty() && !nonce2.isEmpty();
    }

    /** What people compare is there: words once they are certain, or else, at once, fingerprints. */
    boolean comparable() {
        return theirs.isPresent() && (confirmed || !committed());
    }

    /** The commitment of the end whose keys these are. */
    static Bytes commitment(Address code, Key agreement, Bytes nonce, View view) {
        return view.comparison().commit(id(code), agreement.bytes(), nonce);
    }

    private static Bytes id(Address code) {
        return Bytes.utf8(code.value());
    }

    /** What the session's keys are bound to, as this end saw it: both ends by code, signing key and key agreed with. */
    Bytes transcript(Account account, View view) {
        Bytes here = end(account.code(), view.hub().signing(), own.publicKey());
        Bytes there = end(peer, identity, theirs.orElseThrow());
        return initiator
                ? transcript(here, there, commit, nonce2, view.crypto())
                : transcript(there, here, commit, nonce2, view.crypto());
    }

    static Bytes transcript(Bytes initiator, Bytes responder, Bytes commit, Bytes nonce2, Crypto crypto) {
        return crypto.sha256(Bytes.lp(Bytes.utf8(LABEL)), initiator, responder, Bytes.lp(commit), Bytes.lp(nonce2));
    }

    static Bytes end(Address code, Key identity, Key agreement) {
        return Bytes.join(Bytes.lp(id(code)), Bytes.lp(identity.bytes()), Bytes.lp(agreement.bytes()));
    }

    Session session(Account account, View view) {
        Crypto crypto = view.crypto();
        return Session.of(crypto.agree(own, theirs.orElseThrow()), transcript(account, view), initiator, crypto);
    }

    /** What the two people compare. */
    List<Shown> shown(Account account, String hub, View view) {
        if (!committed() || nonce1.isEmpty()) {
            return List.of(
                    new Shown(Shown.Kind.PEER_FINGERPRINT, theirFingerprint(view)),
                    new Shown(Shown.Kind.OWN_FINGERPRINT, ownFingerprint(account, view)));
        }
        Bytes mine = own.publicKey().bytes();
        Bytes others = theirs.orElseThrow().bytes();
        Bytes hubId = Bytes.utf8(hub);
        return view.comparison()
                .checkWords(
                        initiator
                                ? new Ends(account.id(), mine, id(peer), others, hubId, commit, nonce2, nonce1)
                                : new Ends(id(peer), others, account.id(), mine, hubId, commit, nonce2, nonce1));
    }

    List<String> ownFingerprint(Account account, View view) {
        return view.comparison().fingerprint(account.id(), view.hub().signing().bytes());
    }

    List<String> theirFingerprint(View view) {
        return view.comparison().fingerprint(id(peer), identity.bytes());
    }
}
