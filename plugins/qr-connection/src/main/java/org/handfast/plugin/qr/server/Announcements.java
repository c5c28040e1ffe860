package org.handfast.plugin.qr.server;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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

    /** How many there may be at a time, so that each account can be told of all. */
    static final int MOST = 20;

    private Announcements() {}

    /** Tells all accounts something, until then. */
    static List<Effect> made(Json content, Instant until, View view) {
        return List.of(
                Effect.put(new Item(SCOPE, view.crypto().random(Packet.JTI), content.canonical(), until)),
                Effect.stir(ALL));
    }

    /** What an account is to be told. */
    static List<Message> waiting(Address account, View view) {
        Map<Bytes, Item> waiting = byJti(account, view);
        if (!waiting.isEmpty()) {
            view.items(HAD + account, MOST).forEach(had -> waiting.remove(had.key()));
        }
        List<Message> messages = new ArrayList<>();
        waiting.forEach((jti, item) ->
                messages.add(new Message(jti, view.json(item.value()).root())));
        return messages;
    }

    /** Those that are in force, by what an account's receipt would name. */
    static Map<Bytes, Item> byJti(Address account, View view) {
        Map<Bytes, Item> all = new LinkedHashMap<>();
        view.items(SCOPE, MOST).forEach(item -> all.put(jti(item, account, view), item));
        return all;
    }

    /** An account has had one. */
    static Effect received(Address account, Bytes jti, Item announcement) {
        return Effect.put(new Item(HAD + account, jti, Bytes.EMPTY, announcement.until()));
    }

    /** Another for each account, and for one always the same. */
    private static Bytes jti(Item item, Address account, View view) {
        return view.crypto()
                .sha256(Bytes.lp(LABEL, item.key(), Wire.account(account).orElseThrow()))
                .slice(0, Packet.JTI);
    }
}
