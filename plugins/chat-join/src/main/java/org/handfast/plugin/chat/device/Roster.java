package org.handfast.plugin.chat.device;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.handfast.api.Crypto;
import org.handfast.api.Key;
import org.handfast.plugin.chat.wire.Identity;

/**
 * Who is in the room, as this client knows it.
 *
 * @param members the oldest first
 * @param keys of those whose key was seen; each hashes to its identity, and gives no trust
 */
record Roster(List<Identity> members, Map<Identity, Key> keys) {

    static final Roster EMPTY = new Roster(List.of(), Map.of());

    Roster {
        members = List.copyOf(members);
        keys = Map.copyOf(keys);
    }

    /** Members with the keys that were told of them, without those that are none of theirs. */
    static Roster of(List<Identity> members, List<Optional<Key>> told, Crypto crypto) {
        Map<Identity, Key> keys = new HashMap<>();
        for (int i = 0; i < members.size() && i < told.size(); i++) {
            Identity member = members.get(i);
            told.get(i).filter(key -> Identity.of(key, crypto).equals(member)).ifPresent(key -> keys.put(member, key));
        }
        return new Roster(members, keys);
    }

    boolean has(Identity identity) {
        return members.contains(identity);
    }

    Optional<Key> key(Identity identity) {
        return Optional.ofNullable(keys.get(identity));
    }

    /** With a key that hashes to the identity. */
    Roster knowing(Identity identity, Key key) {
        var all = new HashMap<>(keys);
        all.put(identity, key);
        return new Roster(members, all);
    }

    Roster plus(Identity identity, Key key) {
        return knowing(identity, key).of(with(identity));
    }

    Roster minus(Identity identity) {
        return of(members.stream().filter(m -> !m.equals(identity)).toList());
    }

    /** The same keys with other members. */
    Roster of(List<Identity> members) {
        return new Roster(members, keys);
    }

    /** The members if one more comes. */
    List<Identity> with(Identity identity) {
        var all = new ArrayList<>(members);
        if (!all.contains(identity)) {
            all.add(identity);
        }
        return all;
    }
}
