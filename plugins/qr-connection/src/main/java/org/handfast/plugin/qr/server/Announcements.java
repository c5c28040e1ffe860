package org.handfast.plugin.qr.server;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import org.handfast.api.Address;
import org.handfast.api.Bytes;
import org.handfast.api.Effect;
import org.handfast.api.Item;
import org.handfast.api.Json;
import org.handfast.api.View;
import org.handfast.plugin.qr.server.Messages.Message;
import org.handfast.plugin.qr.wire.Packet;
import org.handfast.plugin.qr.wire.Wire;

/** The hub's messages to all accounts. Each is kept once; what is kept for an account is that it had it. */
final class Announcements {

    /** Who listens is stirred by this when there is a new one. */
    static final Address ALL = new Address("announcements");

    /** Where they are kept. */
    static final String SCOPE = "announcements";

    private static final String HAD = "announced/";
    private static final String LABEL = "handfast/qr-connection/announcement/v1";
    private static final int MOST = 20;

    private Announcements() {}

    /** Tells all accounts something, until then. */
    static List<Effect> made(Json content, Instant until, View view) {
        return List.of(
                Effect.put(new Item(SCOPE, view.crypto().random(Packet.JTI), content.canonical(), until)),
                Effect.stir(ALL));
    }

    /** What an account is to be told. */
    static List<Message> waiting(Address account, View view) {
        List<Item> all = view.items(SCOPE, MOST);
        if (all.isEmpty()) {
            return List.of();
        }
        Set<Bytes> had = view.items(HAD + account, MOST).stream().map(Item::key).collect(Collectors.toSet());
        return all.stream()
                .map(item -> new Message(
                        jti(item, account, view), view.json(item.value()).root()))
                .filter(message -> !had.contains(message.jti()))
                .toList();
    }

    /** An account has had one; none if it is no announcement. */
    static Optional<Effect> received(Address account, Bytes jti, View view) {
        return view.items(SCOPE, MOST).stream()
                .filter(item -> jti(item, account, view).equals(jti))
                .findFirst()
                .map(item -> Effect.put(new Item(HAD + account, jti, Bytes.EMPTY, item.until())));
    }

    /** Another for each account, and for one always the same. */
    private static Bytes jti(Item item, Address account, View view) {
        return view.crypto()
                .sha256(Bytes.lp(LABEL, item.key(), Wire.account(account).orElseThrow()))
                .slice(0, Packet.JTI);
    }
}
