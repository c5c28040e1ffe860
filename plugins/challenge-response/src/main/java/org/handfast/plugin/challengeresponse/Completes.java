package org.handfast.plugin.challengeresponse;

import java.time.Instant;
import java.util.Optional;

import org.handfast.api.Bytes;
import org.handfast.api.Effect;
import org.handfast.api.Item;
import org.handfast.api.Key;
import org.handfast.api.View;

/** What those were answered who are paired by a code: kept with the pairing, so that no restart orphans it at the other end. */
final class Completes {

    private static final String SCOPE = "completes";

    private Completes() {}

    /** Keeps the answer to a Response of this hash until the session ends. */
    static Effect keep(Key peer, Bytes response, Bytes complete, Instant until, View view) {
        return Effect.put(new Item(SCOPE, name(peer, response, view), complete, until));
    }

    /** The answer to it, if there is one. */
    static Optional<Bytes> of(Key peer, Bytes response, View view) {
        return view.item(SCOPE, name(peer, response, view)).map(Item::value);
    }

    private static Bytes name(Key peer, Bytes response, View view) {
        return view.crypto().sha256(Bytes.lp(SCOPE, peer.bytes(), response));
    }
}
