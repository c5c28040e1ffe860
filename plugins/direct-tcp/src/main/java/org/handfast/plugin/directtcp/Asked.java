package org.handfast.plugin.directtcp;

import java.util.Optional;

import org.handfast.api.Bytes;
import org.handfast.api.Introduction;

/**
 * What a PairRequest asked for.
 *
 * @param introduction who the asker says it is
 * @param details its other bytes, empty if there were none
 */
record Asked(Introduction introduction, Bytes details) {

    private static final Bytes COMMITMENT = Bytes.utf8("HFC1");

    /** The details that carry a commitment to a key. */
    static Bytes committing(Bytes commit) {
        return Bytes.join(COMMITMENT, commit);
    }

    /** The commitment in them. */
    Optional<Bytes> commit() {
        return details.startsWith(COMMITMENT) && details.size() == COMMITMENT.size() + 32
                ? Optional.of(details.from(COMMITMENT.size()))
                : Optional.empty();
    }
}
