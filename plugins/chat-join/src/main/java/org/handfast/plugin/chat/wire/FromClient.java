package org.handfast.plugin.chat.wire;

import org.handfast.api.Bytes;
import org.handfast.api.Json;
import org.handfast.api.Key;

/** What a client says to the hub. */
public final class FromClient {

    private FromClient() {}

    /** On lines, which room they are for. */
    public static Bytes room(String name) {
        return Json.of("type", "room", "room", name).canonical();
    }

    /** Who this is, by the key that it will show to hold. */
    public static Bytes identity(Identity identity, Key key) {
        return Json.of(
                        "type",
                        "identity",
                        "identity",
                        identity.text(),
                        "public_key",
                        key.bytes().b64u())
                .canonical();
    }

    /** The answer to {@code prove}. */
    public static Bytes proof(Bytes nonce) {
        return Json.of("type", "proof", "nonce", nonce.b64u()).canonical();
    }

    /** This member does not know a newcomer. */
    public static Bytes nack(Identity newcomer) {
        return Json.of("type", "nack", "identity", newcomer.text()).canonical();
    }

    /** A box for one. */
    public static Bytes relay(Identity to, String box) {
        return Json.of("type", "relay", "to", to.text(), "box", box).canonical();
    }

    /** This member vouches for a newcomer, which has the key of an epoch. */
    public static Bytes addUser(Identity newcomer, long epoch, Key key) {
        return Json.of(
                        "type",
                        "add_user",
                        "identity",
                        newcomer.text(),
                        "epoch",
                        epoch,
                        "public_key",
                        key.bytes().b64u())
                .canonical();
    }

    /** A box for all. */
    public static Bytes broadcast(long epoch, long seq, String box) {
        return Json.of("type", "broadcast", "epoch", epoch, "seq", seq, "box", box)
                .canonical();
    }

    /** This member holds the key of an epoch. */
    public static Bytes ack(long epoch) {
        return Json.of("type", "ack", "epoch", epoch).canonical();
    }

    /** This member has no key. */
    public static Bytes needKey() {
        return Json.of("type", "need_key").canonical();
    }

    /** This client goes for good. */
    public static Bytes bye() {
        return Json.of("type", "bye").canonical();
    }
}
