package org.handfast.plugin.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.handfast.api.Bytes;
import org.handfast.api.Crypto;
import org.handfast.api.Json;
import org.handfast.api.Key;
import org.handfast.api.KeyPair;
import org.handfast.api.Listener;
import org.handfast.api.Response;
import org.handfast.core.json.JsonReader;
import org.handfast.crypto.HubKeys;
import org.handfast.crypto.HubToolkit;
import org.handfast.testkit.ScriptedPeer;
import org.handfast.testkit.SeededRandom;
import org.handfast.testkit.World;

/** A user that speaks frame by frame, as its test says: well or badly. By itself it keeps to the document, and no further. */
final class RawUser {

    static final Listener.WebSocket LISTENER = new Listener.WebSocket("ws", List.of("/ws"), List.of(), 64 * 1024);

    private final World world;
    private final String name;
    final Crypto crypto;
    final KeyPair signing;
    final KeyPair agreement;
    private ScriptedPeer peer;
    private String code = "";

    RawUser(World world, String name) {
        this.world = world;
        this.name = name;
        var random = new SeededRandom(world.seed() + name.hashCode());
        var seed = new byte[32];
        random.nextBytes(seed);
        this.crypto = new HubToolkit(HubKeys.generate(random), name, random).forEvent(Bytes.wrap(seed));
        this.signing = crypto.generate(Key.Algorithm.ED25519);
        this.agreement = crypto.generate(Key.Algorithm.X25519);
        this.peer = world.peer(name);
    }

    static Json.Members json(Bytes text) {
        return JsonReader.read(text).root();
    }

    String code() {
        return code;
    }

    String ecdh() {
        return agreement.publicKey().bytes().hex();
    }

    String eddsa() {
        return signing.publicKey().bytes().hex();
    }

    Response post(String ecdh, String eddsa) {
        return post(Json.of("ecdh_public_key", ecdh, "eddsa_public_key", eddsa).canonical());
    }

    Response post(Bytes body) {
        return world.peer(name).ask("hub", "POST", "/users", body);
    }

    Response get(String code) {
        return world.peer(name).ask("hub", "GET", "/users/" + code, Bytes.EMPTY);
    }

    RawUser register() {
        Response answer = post(ecdh(), eddsa());
        assertThat(answer.status()).isEqualTo(200);
        code = json(answer.body()).text("code").orElseThrow();
        return this;
    }

    /** Opens a new socket. */
    RawUser open(String pathAndQuery) {
        peer = world.peer(name).dial("ws://hub" + pathAndQuery, LISTENER);
        return this;
    }

    /** Opens a socket and connects on it as the document has it. */
    RawUser connect() {
        open("/ws").send(data("connect"));
        assertThat(read("connect_ack").text("recipient")).contains(code);
        return this;
    }

    /** Opens a socket, is offered a nonce, and connects with it. */
    RawUser connectAfresh() {
        open("/ws?hello=1");
        Json.Members hello = payload(read("hello"));
        send(connectTo(hello.text("nonce").orElseThrow(), hello.text("hub_id").orElseThrow()));
        read("connect_ack");
        return this;
    }

    Json.Members connectTo(String nonce, String hub) {
        return data("connect", Json.of("nonce", nonce, "hub", hub));
    }

    Json.Members data(String type) {
        return Json.of("sender", code, "message", Json.of("type", type));
    }

    Json.Members data(String type, Json.Members payload) {
        return Json.of("sender", code, "message", Json.of("type", type, "payload", payload));
    }

    Json.Members to(String recipient, String type, Object... payload) {
        return with(data(type, Json.of(payload)), "recipient", recipient);
    }

    Json.Members exchange(RawUser with) {
        return to(with.code(), "key_exchange", "ecdh_public_key", ecdh());
    }

    Json.Members answer(RawUser with) {
        return to(with.code(), "key_exchange_ack", "ecdh_public_key", ecdh());
    }

    static Json.Members with(Json.Members members, Object... more) {
        Map<String, Json> all = new LinkedHashMap<>(members.values());
        all.putAll(Json.of(more).values());
        return new Json.Members(all);
    }

    Bytes sign(Bytes data) {
        return crypto.sign(signing, data);
    }

    Bytes frame(Json.Members data) {
        return Json.of("data", data, "signature", sign(data.canonical()).hex()).canonical();
    }

    RawUser send(Json.Members data) {
        return sendRaw(frame(data));
    }

    RawUser sendRaw(Bytes frame) {
        peer.send(frame);
        return this;
    }

    /** What the hub calls a frame that has no id. */
    String idOf(Bytes frame) {
        return crypto.sha256(Bytes.hex(json(frame).text("signature").orElseThrow()))
                .hex();
    }

    /** Sends without waiting. */
    RawUser put(Json.Members data) {
        peer.put(frame(data));
        return this;
    }

    Bytes readRaw() {
        return peer.read();
    }

    /** The data of the next frame, which must be of this type. */
    Json.Members read(String type) {
        Json.Members data = json(peer.read()).members("data").orElseThrow();
        assertThat(data.members("message").orElseThrow().text("type"))
                .as("type of %s", data)
                .contains(type);
        return data;
    }

    static Json.Members payload(Json.Members data) {
        return data.members("message").orElseThrow().members("payload").orElseThrow();
    }

    /** The next frame must be an error; its code, and what it is in reply to. */
    String error() {
        return payload(read("error")).text("code").orElseThrow();
    }

    Optional<String> errorAbout(String code) {
        Json.Members error = payload(read("error"));
        assertThat(error.text("code")).as("error %s", error).contains(code);
        return error.text("in_reply_to");
    }

    boolean heardNothing() {
        return peer.heardNothing();
    }

    Optional<String> closed() {
        return peer.closedBecause();
    }

    void close() {
        peer.close();
    }
}
