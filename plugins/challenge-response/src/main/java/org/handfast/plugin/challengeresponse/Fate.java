package org.handfast.plugin.challengeresponse;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;

import org.handfast.api.Address;
import org.handfast.api.Bytes;
import org.handfast.api.Effect;
import org.handfast.api.Item;
import org.handfast.api.View;
import org.handfast.plugin.challengeresponse.code.Handle;

/** What has become of a code, for the conversation that shows it: kept as an item, and told by a stir. */
record Fate(Kind kind, String peer) {

    private static final String SCOPE = "codes";

    /** What can become of one. */
    enum Kind {
        /** Somebody came for it, and a person is to decide. */
        WAITS,
        /** Somebody is paired by it. */
        PAIRED,
        /** A person turned away whoever proved to have it. */
        REFUSED
    }

    static Fate waits() {
        return new Fate(Kind.WAITS, "");
    }

    static Fate refused() {
        return new Fate(Kind.REFUSED, "");
    }

    static Fate paired(Address peer) {
        return new Fate(Kind.PAIRED, peer.value());
    }

    /** What stands for a code among those who are told of it. */
    static Address about(Bytes session) {
        return new Address("code/" + Handle.of(session).hex());
    }

    static Optional<Fate> of(Bytes session, View view) {
        return view.item(SCOPE, Handle.of(session)).map(item -> {
            String[] words = new String(item.value().toArray(), StandardCharsets.US_ASCII).split(" ", 2);
            return new Fate(Kind.valueOf(words[0]), words[1]);
        });
    }

    /** Keeps it, and tells. */
    Effect[] tell(Bytes session, Instant until) {
        return new Effect[] {
            Effect.put(new Item(SCOPE, Handle.of(session), Bytes.utf8(kind + " " + peer), until)),
            Effect.stir(about(session))
        };
    }
}
