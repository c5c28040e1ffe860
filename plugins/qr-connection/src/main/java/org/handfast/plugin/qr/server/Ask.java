package org.handfast.plugin.qr.server;

import java.util.Optional;

import org.handfast.api.Address;
import org.handfast.api.Bytes;
import org.handfast.api.Effect;
import org.handfast.api.Event.Requested;
import org.handfast.api.Item;
import org.handfast.api.Json;
import org.handfast.api.Key;
import org.handfast.api.RequestSignature;
import org.handfast.api.View;
import org.handfast.plugin.qr.server.Serving.Pending;
import org.handfast.plugin.qr.wire.Code;
import org.handfast.plugin.qr.wire.Packet;
import org.handfast.plugin.qr.wire.PairId;
import org.handfast.plugin.qr.wire.Problem;
import org.handfast.plugin.qr.wire.Refused;
import org.handfast.plugin.qr.wire.Statement;
import org.handfast.plugin.qr.wire.Wire;

/**
 * What an account asks for with a packet and a pair key: to initiate a connection, or to confirm one.
 *
 * @param caller who asks
 * @param packet as it came
 * @param claims what it says
 * @param pairKey that the caller says is its own
 * @param proof what is to show that
 */
record Ask(Caller caller, Packet packet, Packet.Claims claims, Key pairKey, Bytes proof) {

    private static final String PACKETS = "asked/";

    /**
     * Reads one.
     *
     * @throws Refused if it is malformed, or not of this caller for this hub and now
     */
    static Ask read(Requested event, Code code, Caller caller, View view) {
        Json.Members body = Answers.body(event, view);
        Packet packet = Packet.parse(
                body.text("packet")
                        .orElseThrow(() -> Problem.BAD_REQUEST.because("The body has a 'packet', a JWS as text.")),
                view::json);
        Packet.Claims claims = packet.require(
                caller.account().value(), caller.key(), view.hub().id(), view.crypto(), view::json, view.now());
        claims.requireType(code);
        Key pairKey = body.text("pairKey")
                .flatMap(Wire::signingKey)
                .orElseThrow(() -> Problem.BAD_REQUEST.because("'pairKey' is an Ed25519 key in base64url."));
        Bytes proof = body.text("pairProof")
                .flatMap(Bytes::b64u)
                .filter(p -> p.size() == Wire.SIGNATURE)
                .orElseThrow(() -> Problem.BAD_REQUEST.because("'pairProof' is an Ed25519 signature in base64url."));
        var ask = new Ask(caller, packet, claims, pairKey, proof);
        if (ask.sender().equals(ask.recipient())) {
            throw Problem.BAD_PACKET.because("'senderID' and 'recipientID' are the same.");
        }
        return ask;
    }

    /** True if a request to initiate is, byte for byte, the one that made what is pending; however long ago that was. */
    static boolean repeats(Pending pending, Requested event, Caller caller, View view) {
        return pending.account().equals(caller.account())
                && Answers.body(event, view)
                        .text("packet")
                        .map(packet -> hash(packet, view))
                        .equals(Optional.of(pending.packet()));
    }

    Address account() {
        return caller.account();
    }

    PairId sender() {
        return claims.pairId("senderID");
    }

    PairId recipient() {
        return claims.pairId("recipientID");
    }

    /** The hub's, as it was handed on; no signature at all is a wrong one. */
    Bytes signature() {
        return claims.members()
                .text("signature")
                .flatMap(Bytes::b64u)
                .filter(s -> s.size() == Wire.SIGNATURE)
                .orElseThrow(() ->
                        Problem.BAD_PACKET.because("The packet has a 'signature': the hub's, 64 bytes in base64url."));
    }

    /** Which packet it is. */
    Bytes hash(View view) {
        return hash(packet.text(), view);
    }

    private static Bytes hash(String packet, View view) {
        return view.crypto().sha256(Bytes.utf8(packet));
    }

    /** Requires that a pair ID is the caller's to use. */
    void requireOwn(PairId own, String doing, PairId other, View view) {
        Bytes statement = Statement.ofOwner(view.hub().id(), doing, account(), own, other);
        if (!PairId.of(pairKey, view.crypto()).equals(own) || !view.crypto().verify(pairKey, statement, proof)) {
            throw Problem.NOT_YOURS.because("The pair key, or its proof, is not that of the pair ID " + own + ".");
        }
    }

    /** Requires that the packet was not used, and that the account does not use too many. */
    void requireFresh(View view) {
        String scope = PACKETS + account();
        if (view.item(scope, claims.jti()).isPresent()) {
            throw Problem.REPEATED.because("A packet with this 'jti' was sent before: make a new one.");
        }
        if (view.itemCount(scope) >= view.settings().number("connections-at-a-time")) {
            throw Problem.TOO_FAST
                    .because("The account initiates, or confirms, too many connections at a time.")
                    .after(RequestSignature.SKEW);
        }
    }

    /** What makes the packet good for once. */
    Effect spent() {
        return Effect.put(new Item(
                PACKETS + account(), claims.jti(), Bytes.EMPTY, claims.at().plus(RequestSignature.REMEMBERED)));
    }

    /** Random bytes of this request alone. */
    Bytes nonce() {
        return caller.signature().nonce();
    }
}
