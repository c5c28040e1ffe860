package org.handfast.plugin.chat.device;

import java.time.Instant;
import java.util.Optional;

import org.handfast.api.Bytes;

/**
 * A newcomer that this client was asked about, and knows.
 *
 * @param contact who it is
 * @param n by which its answer is known as one to this very box
 * @param opening of what it was committed to
 * @param nonce what it asked to have back, once it has
 * @param given the epoch whose key it was given; 0 before
 * @param since when it knocked
 */
record Vouch(Contact contact, Bytes n, Bytes opening, Optional<Bytes> nonce, long given, Instant since) {

    Vouch asked(Bytes nonce) {
        return new Vouch(contact, n, opening, Optional.of(nonce), given, since);
    }

    Vouch given(long epoch) {
        return new Vouch(contact, n, opening, nonce, epoch, since);
    }
}
