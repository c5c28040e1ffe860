package org.handfast.plugin.chat.server;

import java.time.Instant;
import java.util.HashSet;
import java.util.Set;

import org.handfast.plugin.chat.wire.Identity;

/**
 * An order of a new key that not all have acknowledged.
 *
 * @param by who is to make it
 * @param waiting who has not said to hold it
 * @param passed whom {@code by} has sent something
 * @param objected who has said to have none in spite of that
 * @param until when another is ordered
 */
record Rekey(
        long epoch, Identity by, Set<Identity> waiting, Set<Identity> passed, Set<Identity> objected, Instant until) {

    Rekey {
        waiting = Set.copyOf(waiting);
        passed = Set.copyOf(passed);
        objected = Set.copyOf(objected);
    }

    /** One that somebody need not be waited for any more. */
    Rekey without(Identity member) {
        return new Rekey(epoch, by, minus(waiting, member), passed, objected, until);
    }

    Rekey passedTo(Identity member) {
        return new Rekey(epoch, by, waiting, plus(passed, member), objected, until);
    }

    Rekey objectedBy(Identity member) {
        return new Rekey(epoch, by, waiting, passed, plus(objected, member), until);
    }

    /** True of a member whose silence is its own: it was sent something, and has not said that this was no key. */
    boolean silent(Identity member) {
        return !member.equals(by) && waiting.contains(member) && passed.contains(member) && !objected.contains(member);
    }

    /** True if it is the maker's: somebody was sent nothing, or something that was no key. */
    boolean botched() {
        return waiting.stream().anyMatch(m -> m.equals(by) || !passed.contains(m)) || !objected.isEmpty();
    }

    private static Set<Identity> plus(Set<Identity> all, Identity one) {
        var more = new HashSet<>(all);
        more.add(one);
        return more;
    }

    private static Set<Identity> minus(Set<Identity> all, Identity one) {
        var fewer = new HashSet<>(all);
        fewer.remove(one);
        return fewer;
    }
}
