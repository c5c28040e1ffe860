package org.handfast.plugin.directtcp;

import java.util.ArrayList;
import java.util.List;

import org.handfast.api.Bytes;
import org.handfast.api.Comparison;
import org.handfast.api.Effect;
import org.handfast.api.Fault;
import org.handfast.api.Fingerprints;
import org.handfast.api.Introduction;
import org.handfast.api.Key;
import org.handfast.api.KeyPair;
import org.handfast.api.Shown;
import org.handfast.api.View;
import org.handfast.plugin.directtcp.themis.KeyContainer;

/**
 * Both keys of a first pairing, as soon as an end has them: what can be proposed, proven and compared.
 *
 * @param peer the other end
 * @param own this end's key pair
 * @param theirs the other end's key
 * @param received the container it came in, which is what everything is computed over
 * @param details what the asking side's PairRequest carried
 */
record KeyExchange(Peer peer, KeyPair own, Key theirs, Bytes received, Bytes details) {

    /**
     * The exchange, once the other end's key has come.
     *
     * @throws Fault PEER_FAULT if the key is no key, this end's own, or another device's
     */
    static KeyExchange of(Peer peer, KeyPair own, Bytes received, Bytes details, View view) {
        Key theirs = KeyContainer.decode(received, view.crypto());
        if (theirs.equals(own.publicKey())) {
            throw Fault.peer("own-key", "It sent this end's own key back.");
        }
        if (view.holder(theirs).isPresent()) {
            throw Fault.peer("known-key", "It sent a key that a device of the registry holds already.");
        }
        return new KeyExchange(peer, own, theirs, received, details);
    }

    Bytes sent() {
        return KeyContainer.encode(own.publicKey());
    }

    Pair pair() {
        return new Pair(own, theirs, Pair.Standing.PROPOSED);
    }

    Effect proposal(Introduction introduction, View view) {
        return Effect.propose(
                peer.pairing(),
                introduction,
                own,
                theirs,
                new Fingerprints(
                        view.comparison().fingerprint(DirectTcp.ownId(view), sent()),
                        view.comparison().fingerprint(peer.id(), received)));
    }

    /** True if {@code commit} is the asking side's commitment to the key that it then sent. */
    boolean opens(Bytes commit, View view) {
        return view.crypto().same(commit, view.comparison().commit(peer.id(), received, Bytes.EMPTY));
    }

    /** Short words: only where the asking side had committed to its key. */
    List<Shown> checkWords(Bytes commit, View view) {
        Bytes ownId = DirectTcp.ownId(view);
        return view.comparison()
                .checkWords(
                        peer.asked()
                                ? ends(ownId, sent(), peer.id(), received, commit)
                                : ends(peer.id(), received, ownId, sent(), commit));
    }

    private static Comparison.Ends ends(Bytes id1, Bytes key1, Bytes id2, Bytes key2, Bytes commit) {
        return new Comparison.Ends(id1, key1, id2, key2, Bytes.EMPTY, commit, Bytes.EMPTY, Bytes.EMPTY);
    }

    /** Long words, for where there is no commitment. */
    List<Shown> fingerprints(View view) {
        return List.of(
                new Shown(Shown.Kind.PEER_FINGERPRINT, view.comparison().fingerprint(peer.id(), received)),
                new Shown(Shown.Kind.OWN_FINGERPRINT, view.comparison().fingerprint(DirectTcp.ownId(view), sent())));
    }

    /** Both, for the asking side: it cannot know whether the other end understood its commitment. */
    List<Shown> everything(Bytes commit, View view) {
        List<Shown> all = new ArrayList<>(checkWords(commit, view));
        all.addAll(fingerprints(view));
        return all;
    }
}
