package org.handfast.plugin.qr.server;

import java.time.Instant;
import java.util.Optional;

import org.handfast.api.Approval;
import org.handfast.api.Bytes;
import org.handfast.api.Effect;
import org.handfast.api.Offer;
import org.handfast.api.Secret;
import org.handfast.api.View;
import org.handfast.plugin.qr.wire.Problem;
import org.handfast.plugin.qr.wire.Refused;

/** One-time tokens that let an account in. A token is a name, a hyphen and 16 random bytes in base64url. */
final class Invites {

    /** The size of a token's secret, in bytes. */
    static final int SECRET = 16;

    /** How often one may be tried with a wrong secret. */
    static final int TRIES = 5;

    private static final String OFFER = "invite-";
    private static final int NAME = 8;

    private Invites() {}

    /** What a token is worth. */
    sealed interface Checked {

        /** It lets somebody in. */
        record Good(Approval approval) implements Checked {}

        /** It has the name of one and not its secret; {@code miss} counts that. */
        record Missed(Effect miss) implements Checked {}

        /** There is none of that name, or it is used, spent or too old. */
        record None() implements Checked {}
    }

    static Checked check(String token, View view) {
        Optional<Bytes> secret = token.length() > NAME + 1 && token.charAt(NAME) == '-'
                ? Bytes.b64u(token.substring(NAME + 1)).filter(s -> s.size() == SECRET)
                : Optional.empty();
        if (secret.isEmpty() || !token.substring(0, NAME).matches("[0-9a-f]+")) {
            return new Checked.None();
        }
        String id = offer(token.substring(0, NAME));
        Secret given = view.crypto().secret(secret.get());
        return view.offer(id)
                .<Checked>map(offer -> offer.secret().equals(given)
                        ? new Checked.Good(offer.approval())
                        : new Checked.Missed(Effect.missOffer(id)))
                .orElseGet(Checked.None::new);
    }

    static Refused wrong() {
        return Problem.WRONG_INVITE.because(
                "There is no such invite, or it was used, or is too old: ask the operator of this hub for another.");
    }

    /** A new token. */
    static String token(Bytes name, Bytes secret) {
        return name.hex() + "-" + secret.b64u();
    }

    /** What the hub keeps of it. */
    static Offer offer(Bytes name, Bytes secret, Instant until, View view) {
        return Offer.of(offer(name.hex()), view.crypto().secret(secret), until, TRIES);
    }

    private static String offer(String name) {
        return OFFER + name;
    }
}
