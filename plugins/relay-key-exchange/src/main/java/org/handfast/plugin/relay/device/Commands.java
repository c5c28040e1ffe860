package org.handfast.plugin.relay.device;

import java.util.Map;
import java.util.Optional;

import org.handfast.api.Address;
import org.handfast.api.Json;
import org.handfast.api.Key;
import org.handfast.plugin.relay.wire.Type;
import org.handfast.plugin.relay.wire.Wire;

/** What the person at this end, or its program, wants with a peer; but for messages, which are {@link Messages}'. */
final class Commands {

    private Commands() {}

    /** An exchange of keys, in place of one in progress. */
    static void pair(Turn turn, Map<String, String> arguments) {
        Optional<Address> named = named(turn, arguments);
        if (named.isEmpty()) {
            return;
        }
        Address peer = named.get();
        if (!learned(turn, peer, arguments)) {
            return;
        }
        Optional<Key> identity = turn.identity(peer);
        if (identity.isEmpty()) {
            turn.show("unknown-peer", peer.value());
            return;
        }
        Exchanging.begin(turn, peer, identity.get());
    }

    /** A user's key has been found out. */
    static void known(Turn turn, Map<String, String> arguments) {
        named(turn, arguments).filter(peer -> learned(turn, peer, arguments)).ifPresent(peer -> Inbound.again(turn));
    }

    /** The end of a pairing. */
    static void unpair(Turn turn, Map<String, String> arguments) {
        named(turn, arguments).ifPresent(peer -> {
            turn.post(peer, Type.BYE, Json.of());
            Exchanging.forgotten(turn, peer);
            turn.show("unpaired", peer.value());
        });
    }

    private static Optional<Address> named(Turn turn, Map<String, String> arguments) {
        Optional<Address> peer = Wire.code(arguments.getOrDefault("peer", ""))
                .filter(code -> !code.equals(turn.account().code()));
        if (peer.isEmpty()) {
            turn.show("refused", "Say which other user: a code of seven characters.");
        }
        return peer;
    }

    private static boolean learned(Turn turn, Address peer, Map<String, String> arguments) {
        String digits = arguments.getOrDefault("key", "");
        if (digits.isEmpty()) {
            return true;
        }
        Optional<Key> key = Wire.key(Key.Algorithm.ED25519, digits).flatMap(turn.view.crypto()::canonical);
        if (key.isEmpty()) {
            turn.show("refused", "The key of " + peer + " is no Ed25519 key.");
            return false;
        }
        if (turn.identity(peer).filter(known -> !known.equals(key.get())).isPresent()) {
            turn.show("refused", "The hub now gives another key for " + peer + " than this end knows it by.");
            return false;
        }
        turn.become(c -> c.knowing(peer, key.get()));
        return true;
    }
}
