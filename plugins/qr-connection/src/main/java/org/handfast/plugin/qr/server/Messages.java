package org.handfast.plugin.qr.server;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.handfast.api.Address;
import org.handfast.api.Bytes;
import org.handfast.api.Effect;
import org.handfast.api.Item;
import org.handfast.api.Json;
import org.handfast.api.View;
import org.handfast.plugin.qr.wire.Code;
import org.handfast.plugin.qr.wire.Packet;
import org.handfast.plugin.qr.wire.PairId;

/** The hub's messages to one account: each is told at every sync until its receipt, signed anew each time. */
final class Messages {

    private static final String SCOPE = "messages/";
    private static final Duration KEPT = Duration.ofDays(7);
    private static final int MOST = 50;

    private Messages() {}

    /**
     * A message that is to be told.
     *
     * @param jti what its receipt names
     * @param content what it says, but for whom, when and by which name
     */
    record Message(Bytes jti, Json.Members content) {

        /** As it goes out: for this account, now. */
        String signed(Address account, View view) {
            Json payload = content.and(
                    Json.of("aud", account.value(), "iat", view.now().getEpochSecond(), "jti", jti.b64u()));
            return Packet.ofHub(payload, view.crypto());
        }
    }

    /** What is said of a connection. */
    static Json about(Code code, PairId sender, PairId recipient, Optional<String> connectionId) {
        Json.Members said = Json.of(
                "type",
                code.type(),
                "subType",
                code.subType(),
                "senderID",
                sender.hex(),
                "recipientID",
                recipient.hex());
        return connectionId.map(id -> said.with("connectionId", id)).orElse(said);
    }

    /** Tells an account something, at once if it listens. */
    static List<Effect> to(Address account, Json content, View view) {
        return List.of(
                Effect.put(new Item(
                        SCOPE + account,
                        view.crypto().random(Packet.JTI),
                        content.canonical(),
                        view.now().plus(KEPT))),
                Effect.stir(account));
    }

    /** What an account is to be told. */
    static List<Message> waiting(Address account, View view) {
        List<Message> messages = new ArrayList<>();
        for (Item item : view.items(SCOPE + account, MOST)) {
            messages.add(new Message(item.key(), view.json(item.value()).root()));
        }
        messages.addAll(Announcements.waiting(account, view));
        return messages;
    }

    /** An account has had these. */
    static List<Effect> received(Address account, List<Bytes> jtis, View view) {
        if (jtis.isEmpty()) {
            return List.of();
        }
        Map<Bytes, Item> announced = Announcements.byJti(account, view);
        return jtis.stream()
                .map(jti -> Optional.ofNullable(announced.get(jti))
                        .map(item -> Announcements.received(account, jti, item))
                        .orElseGet(() -> Effect.remove(SCOPE + account, jti)))
                .toList();
    }
}
