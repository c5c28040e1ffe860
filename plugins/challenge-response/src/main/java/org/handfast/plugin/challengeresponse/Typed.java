package org.handfast.plugin.challengeresponse;

import java.time.Duration;
import java.time.Instant;

import org.handfast.api.Bytes;
import org.handfast.api.Effect;
import org.handfast.api.Fault;
import org.handfast.api.Item;
import org.handfast.api.View;
import org.handfast.plugin.challengeresponse.code.Handle;

/**
 * A code that somebody typed at this end. It is good once, and no longer after it was first typed than a code can be, which was
 * made before that; if the initiator has answered, no longer than a session.
 *
 * @param stage what came of it
 * @param first when it was first typed
 */
record Typed(Stage stage, Instant first) {

    private static final String SCOPE = "typed";
    private static final Duration KEPT = Duration.ofDays(1);

    /** What came of a code. */
    enum Stage {
        NOTHING,
        /** The initiator answered, and may let it in when it comes again. */
        ANSWERED,
        USED
    }

    /**
     * What there is of a code that is typed now, or in use.
     *
     * @throws Fault OPERATOR_INPUT if it is good no more
     */
    static Typed of(Bytes session, View view) {
        Typed typed = view.item(SCOPE, Handle.of(session))
                .map(Item::value)
                .map(Typed::read)
                .orElseGet(() -> new Typed(Stage.NOTHING, view.now()));
        if (typed.stage() == Stage.USED) {
            throw spent("This code has been used: a code is good once. Make another.");
        }
        return typed;
    }

    private static Typed read(Bytes value) {
        return new Typed(
                Stage.values()[value.at(0)],
                Instant.ofEpochMilli(value.from(1).buffer().getLong()));
    }

    /**
     * The same, if it is still time to look for whoever made it.
     *
     * @throws Fault OPERATOR_INPUT if it is not
     */
    Typed inTime(View view) {
        Instant until = stage == Stage.ANSWERED
                ? ends(view)
                : first.plus(view.settings().duration("code"));
        if (!view.now().isBefore(until)) {
            throw spent("This code is no longer good. Make another.");
        }
        return this;
    }

    private static Fault spent(String why) {
        return new Fault(Fault.Category.OPERATOR_INPUT, "code-spent", why);
    }

    /** When nothing can come of it any more. */
    Instant ends(View view) {
        return first.plus(view.settings().duration("session"));
    }

    Typed now(Stage next) {
        return new Typed(next, first);
    }

    Effect keep(Bytes session) {
        Bytes value = Bytes.join(Bytes.u8(stage.ordinal()), Bytes.u64(first.toEpochMilli()));
        return Effect.put(new Item(SCOPE, Handle.of(session), value, first.plus(KEPT)));
    }
}
