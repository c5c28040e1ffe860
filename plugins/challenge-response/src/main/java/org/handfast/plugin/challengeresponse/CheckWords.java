package org.handfast.plugin.challengeresponse;

import java.util.List;
import java.util.Optional;

import org.handfast.api.Bytes;
import org.handfast.api.Comparison.Ends;
import org.handfast.api.Fingerprints;
import org.handfast.api.Key;
import org.handfast.api.Shown;
import org.handfast.api.View;
import org.handfast.plugin.challengeresponse.Joiner.Asked;
import org.handfast.plugin.challengeresponse.wire.PeerNames;

/**
 * What the two persons compare. Role 1 is the joiner, which commits in PairingRequest and opens in Response; an end's id is its peer
 * id in base58.
 */
final class CheckWords {

    private CheckWords() {}

    private static Bytes id(Key key) {
        return Bytes.utf8(PeerNames.peerId(key));
    }

    /** What a joiner of this key commits to. */
    static Bytes commit(Key joiner, Bytes nonce, View view) {
        return view.comparison().commit(id(joiner), joiner.bytes(), nonce);
    }

    /** False if a joiner opens what it had not committed to. It need not open, or commit to, anything. */
    static boolean opens(Key joiner, Asked asked, Optional<Bytes> nonce, View view) {
        return nonce.isEmpty()
                || asked.commit()
                        .filter(c -> c.equals(commit(joiner, nonce.get(), view)))
                        .isPresent();
    }

    /** What an initiator shows of a sound Response. */
    static List<Shown> ofInitiator(Key joiner, Asked asked, Optional<Bytes> opened, View view) {
        return asked.commit().isPresent() && asked.nonce().isPresent() && opened.isPresent()
                ? words(
                        joiner,
                        Own.key(view),
                        asked.commit().get(),
                        asked.nonce().get(),
                        opened.get(),
                        view)
                : fingerprints(joiner, view);
    }

    static List<Shown> words(Key joiner, Key initiator, Bytes commit, Bytes nonce2, Bytes nonce1, View view) {
        return view.comparison()
                .checkWords(new Ends(
                        id(joiner),
                        joiner.bytes(),
                        id(initiator),
                        initiator.bytes(),
                        Bytes.EMPTY,
                        commit,
                        nonce2,
                        nonce1));
    }

    static List<Shown> fingerprints(Key peer, View view) {
        Fingerprints both = both(peer, view);
        return List.of(
                new Shown(Shown.Kind.PEER_FINGERPRINT, both.theirs()),
                new Shown(Shown.Kind.OWN_FINGERPRINT, both.own()));
    }

    static Fingerprints both(Key peer, View view) {
        return new Fingerprints(fingerprint(Own.key(view), view), fingerprint(peer, view));
    }

    private static List<String> fingerprint(Key key, View view) {
        return view.comparison().fingerprint(id(key), key.bytes());
    }
}
