package org.handfast.plugin.qr.device;

import org.handfast.api.Address;
import org.handfast.api.Bytes;
import org.handfast.api.Json;
import org.handfast.plugin.qr.wire.Code;
import org.handfast.plugin.qr.wire.Packet;
import org.handfast.plugin.qr.wire.PairId;
import org.handfast.plugin.qr.wire.Statement;

/** What the hub is asked for with a packet and a pair key. */
final class Asking {

    private final Account account;
    private final Tools tools;

    Asking(Account account, Tools tools) {
        this.account = account;
        this.tools = tools;
    }

    /** A: these two may be connected. */
    Bytes initiate(OwnEnd own, PairId peer) {
        return body(Code.INITIATE, Statement.INITIATE, own, peer, ids(own.id(), peer));
    }

    /** B: these two are to be connected, since the hub has signed that they may. */
    Bytes confirm(OwnEnd own, PairId peer, Bytes signature) {
        return body(
                Code.CONFIRM, Statement.CONFIRM, own, peer, ids(peer, own.id()).with("signature", signature.b64u()));
    }

    private static Json.Members ids(PairId sender, PairId recipient) {
        return Json.of("senderID", sender.hex(), "recipientID", recipient.hex());
    }

    private Bytes body(Code code, String doing, OwnEnd own, PairId peer, Json.Members said) {
        Address id = account.requireActive();
        Json packet = said.and(Json.of(
                "type",
                code.type(),
                "subType",
                code.subType(),
                "aud",
                account.hubId(),
                "iat",
                tools.seconds(),
                "jti",
                tools.crypto().random(Packet.JTI).b64u()));
        Bytes proof = tools.crypto().sign(own.pair(), Statement.ofOwner(account.hubId(), doing, id, own.id(), peer));
        return Json.of(
                        "packet",
                        Packet.made(id, packet, message -> account.sign(message, tools)),
                        "pairKey",
                        own.pair().publicKey().bytes().b64u(),
                        "pairProof",
                        proof.b64u())
                .canonical();
    }
}
