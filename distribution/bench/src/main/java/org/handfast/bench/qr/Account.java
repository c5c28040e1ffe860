package org.handfast.bench.qr;

import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

import org.handfast.api.Address;
import org.handfast.api.Bytes;
import org.handfast.api.Crypto;
import org.handfast.api.Json;
import org.handfast.api.Key;
import org.handfast.api.KeyPair;
import org.handfast.api.RequestSignature;
import org.handfast.plugin.qr.wire.Packet;
import org.handfast.plugin.qr.wire.PairId;
import org.handfast.plugin.qr.wire.Statement;
import org.handfast.plugin.qr.wire.Wire;

/** An account of a hub, and all that it signs. For one thread at a time. */
final class Account {

    static final String INITIATE = "/qr/connections/initiate";
    static final String CONFIRM = "/qr/connections/confirm";

    private static final String ACCOUNTS = "/qr/accounts";
    private static final int CONNECTION = 5;

    private final String hubId;
    private final KeyPair key;
    private final Address address;

    private Account(String hubId, KeyPair key, Address address) {
        this.hubId = hubId;
        this.key = key;
        this.address = address;
    }

    /** A new one. */
    static Account register(Http http, String hubId, Crypto crypto) throws IOException {
        KeyPair key = crypto.generate(Key.Algorithm.ED25519);
        Bytes body = Json.of("public_key", key.publicKey().bytes().b64u(), "name", "Load")
                .canonical();
        SignedRequest request = signed(hubId, Wire.keyId(key.publicKey()), key, ACCOUNTS, body, crypto);
        return new Account(
                hubId, key, new Address(http.ask(request).path("account_id").asText()));
    }

    /** The keys of one end of one connection, as far as the hub is told of them. */
    record End(KeyPair pair, PairId id) {

        static End create(Crypto crypto) {
            KeyPair pair = crypto.generate(Key.Algorithm.ED25519);
            return new End(pair, PairId.of(pair.publicKey(), crypto));
        }
    }

    SignedRequest initiate(End own, PairId recipient, Crypto crypto) {
        return ask(INITIATE, own, recipient, claims(1, own.id(), recipient, crypto), crypto);
    }

    SignedRequest confirm(End own, PairId sender, String signature, Crypto crypto) {
        Map<String, Json> claims =
                new LinkedHashMap<>(claims(2, sender, own.id(), crypto).values());
        claims.put("signature", new Json.Text(signature));
        return ask(CONFIRM, own, sender, new Json.Members(claims), crypto);
    }

    private Json.Members claims(int subType, PairId sender, PairId recipient, Crypto crypto) {
        return Json.of(
                "senderID", sender.hex(),
                "recipientID", recipient.hex(),
                "type", CONNECTION,
                "subType", subType,
                "aud", hubId,
                "iat", now(),
                "jti", crypto.random(Packet.JTI).b64u());
    }

    private SignedRequest ask(String target, End own, PairId other, Json.Members claims, Crypto crypto) {
        String doing = target.substring(target.lastIndexOf('/') + 1);
        Bytes proof = crypto.sign(own.pair(), Statement.ofOwner(hubId, doing, address, own.id(), other));
        return signed(
                target,
                Json.of(
                        "packet", Packet.made(address, claims, bytes -> crypto.sign(key, bytes)),
                        "pairKey", own.pair().publicKey().bytes().b64u(),
                        "pairProof", proof.b64u()),
                crypto);
    }

    SignedRequest signed(String target, Json body, Crypto crypto) {
        return signed(hubId, address.value(), key, target, body.canonical(), crypto);
    }

    private static SignedRequest signed(
            String hubId, String keyId, KeyPair key, String target, Bytes body, Crypto crypto) {
        var unsigned = new RequestSignature(keyId, now(), crypto.random(RequestSignature.NONCE), Bytes.EMPTY);
        Bytes signature = crypto.sign(key, unsigned.statement(hubId, "POST", target, body, crypto));
        return new SignedRequest(
                target,
                new RequestSignature(keyId, unsigned.created(), unsigned.nonce(), signature).header(),
                body.toArray());
    }

    private static long now() {
        return Instant.now().getEpochSecond();
    }
}
