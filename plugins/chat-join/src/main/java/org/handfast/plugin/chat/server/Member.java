package org.handfast.plugin.chat.server;

import java.time.Instant;
import java.util.Optional;

import org.handfast.api.Key;
import org.handfast.api.Link;
import org.handfast.plugin.chat.wire.Identity;

/**
 * Somebody in a room.
 *
 * @param seat its number among all who ever were members of the room
 * @param identity who it says to be
 * @param key the key of that, if it is known
 * @param proven whether it has shown the hub that it holds the key
 * @param voucher who added it; nobody of the first
 * @param since when it became a member
 * @param epoch the first whose key it was given
 * @param link where it is; nowhere while it is offline
 * @param sent what it broadcast
 * @param manners how it behaves on this link
 * @param keyAsked when it last said that it has lost the key
 * @param silent how many orders of a new key in a row failed by it
 * @param deaf whether it did not answer when it was last asked about a newcomer
 */
record Member(
        long seat,
        Identity identity,
        Optional<Key> key,
        boolean proven,
        Optional<Identity> voucher,
        Instant since,
        long epoch,
        Optional<Link> link,
        Sent sent,
        Manners manners,
        Instant keyAsked,
        int silent,
        boolean deaf) {

    /** One that has just come. */
    static Member of(
            long seat,
            Visitor.Known visitor,
            Link link,
            Optional<Key> key,
            Optional<Identity> by,
            Instant now,
            long epoch) {
        return new Member(
                seat,
                visitor.identity(),
                key,
                visitor.proven(),
                by,
                now,
                epoch,
                Optional.of(link),
                Sent.NOTHING,
                Manners.GOOD,
                Instant.EPOCH,
                0,
                false);
    }

    /** True if what is written down of it is the same. */
    boolean keptLike(Member other) {
        return seat == other.seat
                && proven == other.proven
                && epoch == other.epoch
                && identity.equals(other.identity)
                && key.equals(other.key)
                && voucher.equals(other.voucher);
    }

    boolean online() {
        return link.isPresent();
    }

    Member offline() {
        return at(Optional.empty(), key, proven);
    }

    /** Shown to hold its key, and there by another link. */
    Member back(Link link, Key key) {
        return at(Optional.of(link), Optional.of(key), true);
    }

    private Member at(Optional<Link> link, Optional<Key> key, boolean proven) {
        return new Member(
                seat, identity, key, proven, voucher, since, epoch, link, sent, Manners.GOOD, keyAsked, 0, false);
    }

    Member having(Sent sent) {
        return with(sent, manners, keyAsked, silent, deaf);
    }

    Member with(Manners manners) {
        return with(sent, manners, keyAsked, silent, deaf);
    }

    Member askedForKey(Instant now) {
        return with(sent, manners, now, silent, deaf);
    }

    Member silent(int times) {
        return with(sent, manners, keyAsked, times, deaf);
    }

    Member deaf(boolean deaf) {
        return with(sent, manners, keyAsked, silent, deaf);
    }

    private Member with(Sent sent, Manners manners, Instant keyAsked, int silent, boolean deaf) {
        return new Member(
                seat, identity, key, proven, voucher, since, epoch, link, sent, manners, keyAsked, silent, deaf);
    }
}
