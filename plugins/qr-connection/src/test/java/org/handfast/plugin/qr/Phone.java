package org.handfast.plugin.qr;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import org.handfast.api.Address;
import org.handfast.api.Bytes;
import org.handfast.api.Crypto;
import org.handfast.api.Json;
import org.handfast.api.Key;
import org.handfast.api.KeyPair;
import org.handfast.api.Listener;
import org.handfast.api.RequestSignature;
import org.handfast.api.Response;
import org.handfast.core.json.JsonReader;
import org.handfast.crypto.HubKeys;
import org.handfast.crypto.HubToolkit;
import org.handfast.plugin.qr.wire.Packet;
import org.handfast.plugin.qr.wire.PairId;
import org.handfast.plugin.qr.wire.Statement;
import org.handfast.plugin.qr.wire.Wire;
import org.handfast.testkit.ScriptedPeer;
import org.handfast.testkit.SeededRandom;
import org.handfast.testkit.TestNode;
import org.handfast.testkit.World;

/** A phone that asks what its test says, well or badly. */
final class Phone {

    static final String HUB = "hub";

    private static final Listener.WebSocket LIVE =
            new Listener.WebSocket("live", List.of("/qr/live"), List.of(), 1 << 20);

    private final World world;
    private final String name;
    final Crypto crypto;
    final KeyPair key;
    private String account = "00000000-0000-4000-8000-000000000000";

    Phone(World world, String name) {
        this.world = world;
        this.name = name;
        var random = new SeededRandom(world.seed() + name.hashCode());
        var seed = new byte[32];
        random.nextBytes(seed);
        this.crypto = new HubToolkit(HubKeys.generate(random), name, random).forEvent(Bytes.wrap(seed));
        this.key = crypto.generate(Key.Algorithm.ED25519);
    }

    /** A hub that takes every account. */
    static TestNode openHub(World world) {
        return hub(world, Map.of("qr-connection.accounts", "open"));
    }

    static TestNode hub(World world, Map<String, String> settings) {
        return world.node(HUB, settings, new QrConnection());
    }

    static Json.Members json(Response response) {
        return JsonReader.read(response.body()).root();
    }

    static String code(Response response) {
        assertThat(response.contentType()).isEqualTo("application/problem+json");
        Json.Members problem = json(response);
        assertThat(problem.whole("status")).contains((long) response.status());
        assertThat(problem.text("detail").orElseThrow()).endsWith(".");
        return response.status() + " " + problem.text("code").orElseThrow();
    }

    String account() {
        return account;
    }

    Address address() {
        return new Address(account);
    }

    String hubId() {
        return world.nodes().getFirst().toolkit().hub().id();
    }

    long now() {
        return world.clock().now().getEpochSecond();
    }

    Phone register() {
        Response answer = ask(Wire.keyId(key.publicKey()), "/qr/accounts", registration(Optional.empty()));
        assertThat(answer.status()).isEqualTo(201);
        account = json(answer).text("account_id").orElseThrow();
        return this;
    }

    Response register(Optional<String> invite) {
        Response answer = ask(Wire.keyId(key.publicKey()), "/qr/accounts", registration(invite));
        if (answer.status() < 300) {
            account = json(answer).text("account_id").orElseThrow();
        }
        return answer;
    }

    Json.Members registration(Optional<String> invite) {
        Json.Members body = Json.of("public_key", key.publicKey().bytes().b64u(), "name", name);
        return invite.map(i -> with(body, "invite", new Json.Text(i))).orElse(body);
    }

    static Json.Members with(Json.Members members, String name, Json value) {
        var more = new LinkedHashMap<>(members.values());
        more.put(name, value);
        return new Json.Members(more);
    }

    Response ask(String target, Json body) {
        return ask(account, target, body);
    }

    Response ask(String keyid, String target, Json body) {
        Bytes bytes = body.canonical();
        return raw(
                "POST",
                target,
                Optional.of(signature(keyid, "POST", target, bytes).header()),
                bytes);
    }

    Response post(String target) {
        return raw(
                "POST",
                target,
                Optional.of(signature(account, "POST", target, Bytes.EMPTY).header()),
                Bytes.EMPTY);
    }

    Response raw(String method, String target, Optional<String> signature, Bytes body) {
        return world.peer(name).ask(HUB, method, target, signature, body);
    }

    RequestSignature signature(String keyid, String method, String target, Bytes body) {
        return signature(keyid, method, target, body, hubId(), now(), crypto.random(RequestSignature.NONCE));
    }

    RequestSignature signature(
            String keyid, String method, String target, Bytes body, String hub, long created, Bytes nonce) {
        var unsigned = new RequestSignature(keyid, created, nonce, Bytes.EMPTY);
        return new RequestSignature(
                keyid, created, nonce, crypto.sign(key, unsigned.statement(hub, method, target, body, crypto)));
    }

    /** Opens the live stream. */
    ScriptedPeer live() {
        String auth = signature(account, "GET", "/qr/live", Bytes.EMPTY).header();
        ScriptedPeer live = world.peer(name).dial("ws://" + HUB + "/qr/live?auth=" + auth, LIVE);
        world.pass(Duration.ofMillis(1));
        return live;
    }

    /** The keys of one end of one connection. */
    record End(KeyPair pair, PairId id) {}

    End end() {
        KeyPair pair = crypto.generate(Key.Algorithm.ED25519);
        return new End(pair, PairId.of(pair.publicKey(), crypto));
    }

    Json.Members claims(int subType, PairId sender, PairId recipient) {
        return Json.of(
                "senderID", sender.hex(),
                "recipientID", recipient.hex(),
                "type", 5,
                "subType", subType,
                "aud", hubId(),
                "iat", now(),
                "jti", crypto.random(Packet.JTI).b64u());
    }

    String packet(Json claims) {
        return Packet.made(address(), claims, bytes -> crypto.sign(key, bytes));
    }

    Json.Members body(String packet, String doing, End own, PairId other) {
        Bytes proof = crypto.sign(own.pair(), Statement.ofOwner(hubId(), doing, address(), own.id(), other));
        return Json.of(
                "packet", packet, "pairKey", own.pair().publicKey().bytes().b64u(), "pairProof", proof.b64u());
    }

    Json.Members initiation(End own, PairId other) {
        return body(packet(claims(1, own.id(), other)), "initiate", own, other);
    }

    Response initiate(End own, PairId other) {
        return ask("/qr/connections/initiate", initiation(own, other));
    }

    Json.Members confirmation(End own, PairId sender, String signature) {
        return body(
                packet(with(claims(2, sender, own.id()), "signature", new Json.Text(signature))),
                "confirm",
                own,
                sender);
    }

    Response confirm(End own, PairId sender, String signature) {
        return ask("/qr/connections/confirm", confirmation(own, sender, signature));
    }

    /** Two ends that are connected. */
    record Pair(End a, End b, String connectionId) {}

    Pair connectTo(Phone other) {
        End a = end();
        End b = other.end();
        Response initiated = initiate(a, b.id());
        assertThat(initiated.status()).isEqualTo(200);
        Response confirmed =
                other.confirm(b, a.id(), json(initiated).text("signature").orElseThrow());
        assertThat(confirmed.status()).isEqualTo(200);
        return new Pair(a, b, json(confirmed).text("connectionId").orElseThrow());
    }

    /** What a sync says. */
    record Synced(Response response) {

        List<Json.Members> data() {
            return list("data");
        }

        List<Json.Members> meta() {
            return list("syncMeta");
        }

        private List<Json.Members> list(String name) {
            assertThat(response.status()).isEqualTo(200);
            return ((Json.Items) json(response).values().get(name))
                    .values().stream().map(Json.Members.class::cast).toList();
        }

        /** The hub's messages, not verified. */
        List<Json.Members> messages() {
            assertThat(response.status()).isEqualTo(200);
            return texts(json(response), "serverMessages").stream()
                    .map(t -> JsonReader.read(Bytes.b64u(t.split("\\.")[1]).orElseThrow())
                            .root())
                    .toList();
        }
    }

    static List<String> texts(Json.Members from, String name) {
        return ((Json.Items) from.values().get(name))
                .values().stream().map(v -> ((Json.Text) v).value()).toList();
    }

    Synced sync(Json.Members body) {
        return new Synced(ask("/qr/sync", body));
    }

    Synced sync() {
        return sync(Json.of());
    }

    static Json.Members sending(Json.Members... packets) {
        return Json.of("data", new Json.Items(List.of(packets)));
    }

    static Json.Members packet(PairId to, UUID id, String text) {
        return Json.of("pairID", to.hex(), "packetID", id.toString(), "blob", Wire.base64(Bytes.utf8(text)));
    }

    static Json.Members receipt(PairId own, UUID... ids) {
        List<Json> packets = new ArrayList<>();
        for (UUID id : ids) {
            packets.add(new Json.Text(id.toString()));
        }
        return Json.of(
                "lastPacketsReceived",
                new Json.Items(List.of(Json.of("pairID", own.hex(), "packetIDs", new Json.Items(packets)))));
    }
}
