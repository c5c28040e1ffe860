package org.handfast.plugin.qr.device;

import java.util.LinkedHashMap;
import java.util.Map;

import org.handfast.api.Address;
import org.handfast.api.Bytes;
import org.handfast.api.Json;
import org.handfast.plugin.qr.wire.Code;
import org.handfast.plugin.qr.wire.Packet;
import org.handfast.plugin.qr.wire.PairId;
import org.handfast.plugin.qr.wire.Statement;

/** What the hub is asked for with a packet and a pair key. */
final class Asking {

    private static final String INITIATE = "initiate";
    private static final String CONFIRM = "confirm";

    private final Account account;
    private final Tools tools;

    Asking(Account account, Tools tools) {
        this.account = account;
        this.tools = tools;
    }

    /** A: these two may be connected. */
    Bytes initiate(OwnEnd own, PairId peer) {
        return body(Code.INITIATE, INITIATE, own, peer, ids(own.id(), peer));
    }

    /** B: these two are to be connected, since the hub has signed that they may. */
    Bytes confirm(OwnEnd own, PairId peer, Bytes signature) {
        Map<String, Json> said = ids(peer, own.id());
        said.put("signature", new Json.Text(signature.b64u()));
        return body(Code.CONFIRM, CONFIRM, own, peer, said);
    }

    private static Map<String, Json> ids(PairId sender, PairId recipient) {
        return new LinkedHashMap<>(Json.of("senderID", sender.hex(), "recipientID", recipient.hex())
                .values());
    }

    private Bytes body(Code code, String doing, OwnEnd own, PairId peer, Map<String, Json> said) {
        Address id = account.requireActive();
        said.putAll(Json.of(
                        "type",
                        code.type(),
                        "subType",
                        code.subType(),
                        "aud",
                        account.hubId(),
                        "iat",
                        tools.seconds(),
                        "jti",
                        tools.crypto().random(Packet.JTI).b64u())
                .values());
        Bytes proof = tools.crypto().sign(own.pair(), Statement.ofOwner(account.hubId(), doing, id, own.id(), peer));
        return Json.of(
                        "packet",
                        Packet.made(id, new Json.Members(said), message -> account.sign(message, tools)),
                        "pairKey",
                        own.pair().publicKey().bytes().b64u(),
                        "pairProof",
                        proof.b64u())
                .canonical();
    }
}
