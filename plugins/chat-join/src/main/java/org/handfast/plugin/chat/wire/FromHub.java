package org.handfast.plugin.chat.wire;

import java.util.List;
import java.util.Optional;

import org.handfast.api.Bytes;
import org.handfast.api.Json;
import org.handfast.api.Key;

/** What the hub says. */
public final class FromHub {

    private FromHub() {}

    /** To the first user of a room. */
    public static Bytes ack() {
        return Json.of("type", "ack", "members", 1).canonical();
    }

    /** To one that takes its seat again: who is in the room, the oldest first, and the keys of those, as far as they are known. */
    public static Bytes ack(List<Identity> roster, List<Optional<Key>> keys) {
        Json known = new Json.Items(keys.stream()
                .map(key -> key.<Json>map(k -> new Json.Text(text(k))).orElseGet(Json.Null::new))
                .toList());
        return Json.of("type", "ack", "members", roster.size(), "roster", list(roster), "keys", known)
                .canonical();
    }

    /** Somebody is sent away. */
    public static Bytes nack(Refusal refusal) {
        return Json.of("type", "nack", "code", refusal.code(), "reason", refusal.sentence())
                .canonical();
    }

    /** No member is online, or an operator is asked: wait. */
    public static Bytes waiting(long seconds) {
        return Json.of("type", "waiting", "seconds", seconds).canonical();
    }

    /** Show that you hold the key of your identity. */
    public static Bytes prove(Bytes sealed) {
        return Json.of("type", "prove", "sealed", sealed.b64u()).canonical();
    }

    /** A member is asked whether it knows a visitor. */
    public static Bytes newUser(Identity identity, Optional<Key> key) {
        Json.Members asks = Json.of("type", "new_user", "identity", identity.text());
        return key.map(k -> asks.with("public_key", text(k))).orElse(asks).canonical();
    }

    /** Something from one client to another. */
    public static Bytes relay(Identity from, String box) {
        return Json.of("type", "relay", "from", from.text(), "box", box).canonical();
    }

    /** Somebody is a member now. */
    public static Bytes userAdded(Identity identity, Identity by, long epoch, List<Identity> members, Key key) {
        return Json.of(
                        "type", "user_added",
                        "identity", identity.text(),
                        "by", by.text(),
                        "epoch", epoch,
                        "members", list(members),
                        "public_key", text(key))
                .canonical();
    }

    /** Something from one member to all others. */
    public static Bytes broadcast(Identity from, long epoch, long seq, String box) {
        return Json.of("type", "broadcast", "from", from.text(), "epoch", epoch, "seq", seq, "box", box)
                .canonical();
    }

    /** A new key is to be made. */
    public static Bytes rekey(long epoch, Identity by, List<Identity> members) {
        return Json.of("type", "rekey", "epoch", epoch, "by", by.text(), "members", list(members))
                .canonical();
    }

    /** Somebody is here no more. */
    public static Bytes userLeft(Identity identity, String reason) {
        return Json.of("type", "user_left", "identity", identity.text(), "reason", reason)
                .canonical();
    }

    /** A frame was not done. */
    public static Bytes error(Problem problem, String detail, long epoch) {
        Json.Members error = Json.of("type", "error", "code", problem.code(), "detail", detail);
        return (problem == Problem.STALE_EPOCH ? error.with("epoch", epoch) : error).canonical();
    }

    private static String text(Key key) {
        return key.bytes().b64u();
    }

    private static Json list(List<Identity> identities) {
        return new Json.Items(
                identities.stream().<Json>map(i -> new Json.Text(i.text())).toList());
    }
}
