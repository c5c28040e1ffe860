package org.handfast.plugin.chat.server;

import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

import org.handfast.api.Bytes;
import org.handfast.api.Key;
import org.handfast.api.Link;
import org.handfast.plugin.chat.wire.Identity;

/**
 * Somebody at the door.
 *
 * @param link where it is
 * @param stage how far it has come
 * @param manners how it behaves
 */
record Visitor(Link link, Stage stage, Manners manners) {

    /** How far a visitor has come. */
    sealed interface Stage {

        /** When it has taken too long. */
        Instant until();
    }

    /** Has not said who it is; {@code roomLine} until it has said on lines which room it is for. */
    record Silent(boolean roomLine, Instant until) implements Stage {}

    /** Is to show that it holds its key. */
    record Proving(Identity identity, Key key, Bytes nonce, Instant until) implements Stage {}

    /** Has said who it is. */
    sealed interface Known extends Stage {

        Identity identity();

        Optional<Key> key();

        boolean proven();
    }

    /**
     * A member is asked about it, the last of those in {@code tried}.
     *
     * @param written how many boxes that member has sent it
     * @param answered how many it has sent back
     */
    record Asking(
            Identity identity,
            Optional<Key> key,
            boolean proven,
            Identity asked,
            Set<Identity> tried,
            Instant until,
            int written,
            int answered)
            implements Known {
        Asking {
            tried = Set.copyOf(tried);
        }

        static Asking next(Known visitor, Identity asked, Instant until) {
            var tried = new HashSet<>(Asking.tried(visitor));
            tried.add(asked);
            return new Asking(visitor.identity(), visitor.key(), visitor.proven(), asked, tried, until, 0, 0);
        }

        static Set<Identity> tried(Known visitor) {
            return visitor instanceof Asking asking ? asking.tried() : Set.of();
        }

        boolean mayAnswer() {
            return answered < written;
        }

        Asking writing() {
            return new Asking(identity, key, proven, asked, tried, until, written + 1, answered);
        }

        Asking answering() {
            return new Asking(identity, key, proven, asked, tried, until, written, answered + 1);
        }
    }

    /** Waits for a member whom one could ask, or for another who is to open the room. */
    record Queued(Identity identity, Optional<Key> key, boolean proven, Instant until) implements Known {}

    /** Would open a room that an operator is to allow. */
    record Opening(Identity identity, Optional<Key> key, boolean proven, Instant until) implements Known {}

    Visitor at(Stage stage) {
        return new Visitor(link, stage, manners);
    }

    Visitor with(Manners manners) {
        return new Visitor(link, stage, manners);
    }

    Optional<Known> known() {
        return stage instanceof Known known ? Optional.of(known) : Optional.empty();
    }

    /** True if this is who it has said to be, and not only begun to show. */
    boolean is(Identity identity) {
        return stage instanceof Known known && known.identity().equals(identity);
    }
}
