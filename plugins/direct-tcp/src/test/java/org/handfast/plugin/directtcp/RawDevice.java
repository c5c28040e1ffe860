package org.handfast.plugin.directtcp;

import java.util.Optional;
import java.util.UUID;

import org.handfast.api.Bytes;
import org.handfast.api.Crypto;
import org.handfast.api.Key;
import org.handfast.api.KeyPair;
import org.handfast.api.Listener;
import org.handfast.crypto.HubKeys;
import org.handfast.crypto.HubToolkit;
import org.handfast.plugin.directtcp.themis.KeyContainer;
import org.handfast.plugin.directtcp.themis.SecureMessage;
import org.handfast.plugin.directtcp.wire.LengthFraming;
import org.handfast.plugin.directtcp.wire.Packet;
import org.handfast.plugin.directtcp.wire.Packet.Hello;
import org.handfast.plugin.directtcp.wire.Packet.KeyCheck;
import org.handfast.plugin.directtcp.wire.Packet.KeyCheckResponse;
import org.handfast.plugin.directtcp.wire.Packet.PairRequest;
import org.handfast.plugin.directtcp.wire.Packet.SendKey;
import org.handfast.plugin.directtcp.wire.Packets;
import org.handfast.plugin.directtcp.wire.Revision;
import org.handfast.testkit.ScriptedPeer;
import org.handfast.testkit.SeededRandom;
import org.handfast.testkit.World;

/** A device that speaks packet by packet, as its test says: well or badly. */
final class RawDevice {

    static final Listener.Tcp LISTENER = new Listener.Tcp("tcp", 3695, new LengthFraming(), Packets.MAX_PAYLOAD);

    private final World world;
    private final Revision revision;
    private final Crypto crypto;
    private ScriptedPeer peer;
    final UUID id;
    final KeyPair keys;

    RawDevice(World world, Revision revision, String name) {
        this.world = world;
        this.revision = revision;
        var random = new SeededRandom(world.seed() + name.hashCode());
        this.crypto = new HubToolkit(HubKeys.generate(random), name, random).forEvent(bytes(random, 32));
        this.id = new UUID(random.nextLong(), random.nextLong());
        this.keys = crypto.generate(Key.Algorithm.P256);
        this.peer = world.peer(name);
    }

    private static Bytes bytes(SeededRandom random, int size) {
        var bytes = new byte[size];
        random.nextBytes(bytes);
        return Bytes.wrap(bytes);
    }

    /** Opens a new connection. */
    RawDevice dial(String endpoint) {
        peer = world.peer(id.toString()).dial(endpoint, LISTENER);
        return this;
    }

    RawDevice send(Packet packet) {
        peer.send(Packets.encode(packet, revision));
        return this;
    }

    RawDevice sendRaw(Bytes payload) {
        peer.send(payload);
        return this;
    }

    <P extends Packet> P read(Class<P> type) {
        return type.cast(Packets.decode(peer.read(), revision));
    }

    boolean heardNothing() {
        return peer.heardNothing();
    }

    boolean closed() {
        return peer.closedBecause().isPresent();
    }

    void close() {
        peer.close();
    }

    /** Says Hello and reads the answer. */
    Hello hello(boolean paired) {
        return send(new Hello(id, paired)).read(Hello.class);
    }

    /** Asks to be paired, without a commitment, as a peer of the document does. */
    RawDevice ask(String name) {
        return send(new PairRequest(name, Optional.empty()));
    }

    /** Reads the hub's key and sends its own. */
    Key exchangeKeys() {
        Key hub = readKey();
        send(new SendKey(KeyContainer.encode(keys.publicKey()), Optional.empty()));
        return hub;
    }

    Key readKey() {
        return KeyContainer.decode(read(SendKey.class).key(), crypto);
    }

    Bytes seal(Key to, Bytes plain) {
        return SecureMessage.seal(crypto, keys, to, plain);
    }

    Bytes open(Key from, Bytes message) {
        return SecureMessage.open(crypto, keys, from, message).orElseThrow();
    }

    Bytes random(int size) {
        return crypto.random(size);
    }

    /** Answers the hub's challenge and expects to be told that it did well. */
    void answerCheck(Key hub) {
        Bytes challenge = open(hub, read(KeyCheck.class).message());
        send(new KeyCheck(seal(hub, challenge)));
        if (!read(KeyCheckResponse.class).same()) {
            throw new AssertionError("the hub did not like the answer");
        }
    }

    /** Challenges the hub and tells it that it did well. */
    void check(Key hub) {
        Bytes challenge = random(256);
        send(new KeyCheck(seal(hub, challenge)));
        if (!open(hub, read(KeyCheck.class).message()).equals(challenge)) {
            throw new AssertionError("the hub answered with something else");
        }
        send(new KeyCheckResponse(true));
    }
}
