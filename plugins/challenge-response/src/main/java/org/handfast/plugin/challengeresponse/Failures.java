package org.handfast.plugin.challengeresponse;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.handfast.api.Bytes;
import org.handfast.api.Effect;
import org.handfast.api.Fault;
import org.handfast.api.Item;
import org.handfast.api.Link;
import org.handfast.api.View;
import org.handfast.plugin.challengeresponse.wire.PeerNames;

/**
 * How often a peer, and a network address, has failed lately, whatever the code: kept as items, so that all conversations count
 * together and a restart forgives nothing. Never against a code: everybody may know its session.
 */
final class Failures {

    private static final String SCOPE = "failures";
    private static final Duration WINDOW = Duration.ofMinutes(10);

    private Failures() {}

    /**
     * Passes over whoever may be answered.
     *
     * @throws Fault PEER_FAULT if it failed too often
     */
    static void require(Link link, View view) {
        long most = view.settings().number("failures");
        for (Bytes key : keys(link, view)) {
            if (view.item(SCOPE, key).filter(item -> count(item) >= most).isPresent()) {
                throw Fault.peer("too-many-failures", "It has failed too often in the last minutes.");
            }
        }
    }

    /** Counts one more, of the peer and of its address. */
    static Effect[] count(Link link, View view) {
        return keys(link, view).stream().map(key -> more(key, view)).toArray(Effect[]::new);
    }

    private static Effect more(Bytes key, View view) {
        Optional<Item> before = view.item(SCOPE, key);
        Instant until = before.map(Item::until).orElse(view.now().plus(WINDOW));
        long count = before.map(Failures::count).orElse(0L) + 1;
        return Effect.put(new Item(SCOPE, key, Bytes.u64(count), until));
    }

    private static long count(Item item) {
        return item.value().buffer().getLong();
    }

    private static List<Bytes> keys(Link link, View view) {
        List<Bytes> keys = new ArrayList<>();
        keys.add(key("address", network(link.remote()), view));
        link.peer().ifPresent(peer -> keys.add(key("peer", PeerNames.peerId(peer), view)));
        return keys;
    }

    private static Bytes key(String kind, String name, View view) {
        return view.crypto().sha256(Bytes.lp(kind, Bytes.utf8(name)));
    }

    /** What counts as one address: the host of {@code host:port}, of an IPv6 address its first 64 bits. */
    static String network(String remote) {
        int colon = remote.lastIndexOf(':');
        String host = colon < 0 ? remote : remote.substring(0, colon);
        if (!host.startsWith("[") || !host.endsWith("]")) {
            return host;
        }
        String address = host.substring(1, host.length() - 1);
        int gap = address.indexOf("::");
        List<String> parts = new ArrayList<>(List.of((gap < 0 ? address : address.substring(0, gap)).split(":")));
        while (parts.size() < 4) {
            parts.add("0");
        }
        return String.join(":", parts.subList(0, 4));
    }
}
