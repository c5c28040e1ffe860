package org.handfast.plugin.chat;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;

import org.handfast.api.Bytes;
import org.handfast.api.Crypto;
import org.handfast.api.Hub;
import org.handfast.api.Json;
import org.handfast.api.Key;
import org.handfast.api.KeyPair;
import org.handfast.core.json.JsonReader;
import org.handfast.crypto.HubKeys;
import org.handfast.crypto.HubToolkit;
import org.handfast.plugin.chat.wire.ChatWire;
import org.handfast.plugin.chat.wire.Identity;
import org.handfast.testkit.ScriptedPeer;
import org.handfast.testkit.SeededRandom;
import org.handfast.testkit.World;

/** Somebody who speaks frame by frame, as a test says: well or badly. */
final class RawGuest {

    private final World world;
    private final String name;
    private final Hub hub;
    final Crypto crypto;
    final KeyPair pair;
    private ScriptedPeer peer;

    RawGuest(World world, String name) {
        this.world = world;
        this.name = name;
        this.hub = world.nodes().getFirst().toolkit().hub();
        var random = new SeededRandom(world.seed() * 31 + name.hashCode());
        var toolkit = HubToolkit.portable(HubKeys.generate(random), name, random);
        this.crypto = toolkit.forEvent(toolkit.random(32));
        this.pair = crypto.generate(Key.Algorithm.X25519);
        this.peer = world.peer(name);
    }

    Identity id() {
        return Identity.of(pair.publicKey(), crypto);
    }

    String key() {
        return pair.publicKey().bytes().b64u();
    }

    RawGuest opens(String room) {
        peer = world.peer(name).dial("ws://hub/chat/" + room, Guest.SOCKET);
        return this;
    }

    RawGuest dialsLines() {
        peer = world.peer(name).dial("hub", Guest.LINES);
        return this;
    }

    /** Sends an object of these members, a type first. */
    RawGuest says(String type, Object... members) {
        return sends(Json.of("type", type).and(Json.of(members)).canonical());
    }

    RawGuest sends(Bytes frame) {
        peer.send(frame);
        return this;
    }

    /** Puts a frame on its way without waiting. */
    RawGuest puts(String type, Object... members) {
        peer.put(Json.of("type", type).and(Json.of(members)).canonical());
        return this;
    }

    /** Comes without showing its key. */
    RawGuest claims(String room) {
        return opens(room).says("identity", "identity", id().text());
    }

    /** Comes and shows its key. */
    RawGuest proves(String room) {
        opens(room).says("identity", "identity", id().text(), "public_key", key());
        return says("proof", "nonce", nonce(reads("prove"), room).b64u());
    }

    /** What the hub sealed for it. */
    Bytes nonce(Json.Members prove, String room) {
        return crypto.openFrom(
                        pair,
                        hub.agreement(),
                        ChatWire.prove(hub, room, id()),
                        Bytes.EMPTY,
                        Bytes.b64u(prove.text("sealed").orElseThrow()).orElseThrow())
                .orElseThrow();
    }

    /** A member adds a newcomer that it was asked about. */
    RawGuest adds(RawGuest newcomer, long epoch) {
        return says("add_user", "identity", newcomer.id().text(), "epoch", epoch, "public_key", newcomer.key());
    }

    /** The next frame, whatever it is. */
    Json.Members reads() {
        return JsonReader.read(peer.read()).root();
    }

    /** The next frame, which must be of this type. */
    Json.Members reads(String type) {
        Json.Members frame = reads();
        assertThat(frame.text("type")).as("type of %s", frame).contains(type);
        return frame;
    }

    /** The code of the next frame, which must be an error. */
    String error() {
        return reads("error").text("code").orElseThrow();
    }

    /** The code of the next frame, which must be a nack after which the link is closed. */
    String sentAway() {
        String code = reads("nack").text("code").orElseThrow();
        assertThat(closed()).as("closed after nack %s", code).isPresent();
        return code;
    }

    /** The next frame of this type, whatever comes before. */
    Json.Members skipsTo(String type) {
        Json.Members frame = reads();
        while (!frame.text("type").orElse("").equals(type)) {
            frame = reads();
        }
        return frame;
    }

    /** Forgets what it was told. */
    RawGuest skips() {
        while (!peer.heardNothing()) {
            peer.read();
        }
        return this;
    }

    boolean heardNothing() {
        return peer.heardNothing();
    }

    Optional<String> closed() {
        return peer.closedBecause();
    }

    void closes() {
        peer.close();
    }

    static List<String> texts(Json.Members frame, String name) {
        return ((Json.Items) frame.values().get(name))
                .values().stream().map(v -> ((Json.Text) v).value()).toList();
    }
}
