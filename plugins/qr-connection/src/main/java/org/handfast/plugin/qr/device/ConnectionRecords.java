package org.handfast.plugin.qr.device;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

import org.handfast.api.Json;
import org.handfast.api.Shown;
import org.handfast.plugin.qr.wire.PairId;

/** Connections as JSON. */
final class ConnectionRecords {

    private final KeyRecords keys;

    ConnectionRecords(KeyRecords keys) {
        this.keys = keys;
    }

    Json write(Connection connection) {
        return Kept.write(
                "id", connection.id(),
                "name", connection.name(),
                "first", connection.first(),
                "own", connection.own(),
                "peer", KeyRecords.write(connection.peer()),
                "since", connection.since(),
                "words", Kept.list(connection.words(), ConnectionRecords::write),
                "agreed", connection.agreed(),
                "standing", connection.standing().word(),
                "keys", connection.keys().map(k -> keys.write(k, connection.own())),
                "mail", write(connection.mail()));
    }

    Connection connection(Kept kept) {
        PairId own = kept.pairId("own");
        return new Connection(
                kept.text("id"),
                kept.text("name"),
                kept.flag("first"),
                own,
                KeyRecords.peerEnd(kept.kept("peer")),
                kept.moment("since"),
                kept.all("words", ConnectionRecords::shown),
                kept.flag("agreed"),
                standing(kept.text("standing")),
                kept.has("keys") ? Optional.of(keys.keyring(kept.kept("keys"), own)) : Optional.empty(),
                mail(kept.kept("mail")));
    }

    private static Connection.Standing standing(String word) {
        for (Connection.Standing standing : Connection.Standing.values()) {
            if (standing.word().equals(word)) {
                return standing;
            }
        }
        throw Kept.damaged("standing");
    }

    private static Json write(Shown shown) {
        return Kept.write("kind", shown.kind().name(), "values", Kept.list(shown.values(), v -> v));
    }

    private static Shown shown(Kept kept) {
        for (Shown.Kind kind : Shown.Kind.values()) {
            if (kind.name().equals(kept.text("kind"))) {
                return new Shown(kind, kept.texts("values", v -> v));
            }
        }
        throw Kept.damaged("kind");
    }

    private static Json write(Mailbag mail) {
        return Kept.write(
                "outbox", Kept.list(mail.outbox(), ConnectionRecords::write),
                "receipts", Kept.list(mail.receipts(), UUID::toString),
                "seen", write(mail.seen()),
                "told", Kept.list(mail.told(), at -> at.getEpochSecond()));
    }

    private static Mailbag mail(Kept kept) {
        return new Mailbag(
                kept.all("outbox", ConnectionRecords::outgoing),
                kept.texts("receipts", UUID::fromString),
                seen(kept.kept("seen")),
                kept.items("told").stream().map(ConnectionRecords::moment).toList());
    }

    private static Instant moment(Json value) {
        if (value instanceof Json.Whole(long seconds)) {
            return Instant.ofEpochSecond(seconds);
        }
        throw Kept.damaged("told");
    }

    private static Json write(Outgoing packet) {
        return Kept.write("id", packet.id().toString(), "blob", packet.blob(), "keys", packet.keys());
    }

    private static Outgoing outgoing(Kept kept) {
        return new Outgoing(UUID.fromString(kept.text("id")), kept.bytes("blob"), kept.flag("keys"));
    }

    static Json write(Seen seen) {
        return Kept.write(
                "names", Kept.list(seen.names(), n -> Kept.write("id", n.id(), "at", n.at())), "floor", seen.floor());
    }

    static Seen seen(Kept kept) {
        return new Seen(kept.all("names", n -> new Seen.Name(n.bytes("id"), n.moment("at"))), kept.moment("floor"));
    }
}
