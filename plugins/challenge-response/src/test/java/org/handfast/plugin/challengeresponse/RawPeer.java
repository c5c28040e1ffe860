package org.handfast.plugin.challengeresponse;

import java.util.Optional;

import org.handfast.api.Bytes;
import org.handfast.api.Crypto;
import org.handfast.api.Key;
import org.handfast.api.Listener;
import org.handfast.api.Shown;
import org.handfast.core.crypto.Toolkit;
import org.handfast.plugin.challengeresponse.code.Code;
import org.handfast.plugin.challengeresponse.code.Derivation;
import org.handfast.plugin.challengeresponse.code.Proofs;
import org.handfast.plugin.challengeresponse.code.Words;
import org.handfast.plugin.challengeresponse.wire.DeviceInfo;
import org.handfast.plugin.challengeresponse.wire.PairingMessage;
import org.handfast.plugin.challengeresponse.wire.PairingMessage.Challenge;
import org.handfast.plugin.challengeresponse.wire.PairingMessage.Complete;
import org.handfast.plugin.challengeresponse.wire.PairingMessage.PairingRequest;
import org.handfast.plugin.challengeresponse.wire.PairingMessage.Response;
import org.handfast.plugin.challengeresponse.wire.PeerNames;
import org.handfast.testkit.MemoryNetwork;
import org.handfast.testkit.ScriptedPeer;
import org.handfast.testkit.TestNode;
import org.handfast.testkit.World;

/** A peer that says what its test says: well, or badly. */
final class RawPeer {

    static final Listener.Stream PAIRING = stream(ChallengeResponse.PAIRING, "/spacedrive/pairing/1.0.0");
    static final Listener.Stream DEVICE = stream(ChallengeResponse.DEVICE, "/spacedrive/device/1.0.0");

    private final World world;
    private final String place;
    private final Toolkit toolkit;
    final Crypto crypto;
    final Key key;

    private static Listener.Stream stream(String name, String protocol) {
        return new Listener.Stream(name, "libp2p", protocol, ChallengeResponse.MOST, Optional.empty());
    }

    RawPeer(World world, String name) {
        this(world, name, name);
    }

    /** One of several at one place. */
    RawPeer(World world, String name, String place) {
        this.world = world;
        this.place = place;
        this.toolkit = TestCrypto.toolkit(name.hashCode());
        this.crypto = toolkit.forEvent(Bytes.wrap(new byte[32]));
        this.key = crypto.peerIdentity().publicKey();
        world.network().knows(place, key);
    }

    String place() {
        return place;
    }

    String id() {
        return PeerNames.peerId(key);
    }

    /** The code that somebody was shown. */
    Code code(TestNode.Seen invite, Derivation derivation) {
        String words = invite.shown().stream()
                .filter(s -> s.kind() == Shown.Kind.PHRASE)
                .map(s -> String.join(" ", s.values()))
                .findFirst()
                .orElseThrow();
        return Code.of(derivation, Words.read(words, TestCrypto.comparison(), crypto), crypto);
    }

    /** The same of which it knows the session alone. */
    Code stranger(Code code) {
        return new Code(code.derivation(), code.session(), crypto.secret(Bytes.utf8("it has no words")));
    }

    /** A stream of its own with one message. */
    ScriptedPeer say(TestNode to, Bytes message) {
        return say(to, PAIRING, message);
    }

    ScriptedPeer say(TestNode to, Listener.Stream listener, Bytes message) {
        world.network().knows(place, key);
        return world.peer(place).dial(MemoryNetwork.stream(to.name()), listener).send(message);
    }

    DeviceInfo device() {
        return device(key);
    }

    DeviceInfo device(Key of) {
        return new DeviceInfo(
                crypto.random(16),
                "Raw " + place,
                new DeviceInfo.DeviceType("Mobile", true),
                "ios",
                "2",
                PeerNames.peerId(of),
                PeerNames.hash(of, crypto),
                World.BEGINNING);
    }

    PairingRequest request(Code code) {
        return new PairingRequest(code.session(), device(), PeerNames.publicKey(key), Optional.empty());
    }

    /** Asks, and reads the challenge. */
    Challenge ask(TestNode to, Code code) {
        return challenge(say(to, request(code).encode()));
    }

    static Challenge challenge(ScriptedPeer stream) {
        var challenge = (Challenge) PairingMessage.decode(stream.read());
        stream.close();
        return challenge;
    }

    static Complete complete(ScriptedPeer stream) {
        var complete = (Complete) PairingMessage.decode(stream.read());
        stream.close();
        return complete;
    }

    Bytes sign(Challenge challenge) {
        return crypto.sign(crypto.peerIdentity(), challenge.challenge());
    }

    Bytes proof(TestNode initiator, Code code, Challenge challenge) {
        return Proofs.of(code, initiator.peer(), key, challenge.challenge(), crypto)
                .joiner();
    }

    /** A Response without proof, as the original's. */
    Response response(Code code, Challenge challenge) {
        return new Response(code.session(), sign(challenge), device(), Optional.empty(), Optional.empty());
    }

    Response provenResponse(TestNode initiator, Code code, Challenge challenge) {
        return new Response(
                code.session(),
                sign(challenge),
                device(),
                Optional.of(proof(initiator, code, challenge)),
                Optional.empty());
    }

    /** Asks and answers the challenge without a proof; the stream is where the answer comes. */
    ScriptedPeer respond(TestNode to, Code code) {
        return say(to, response(code, ask(to, code)).encode());
    }

    ScriptedPeer respondProven(TestNode to, Code code) {
        return say(to, provenResponse(to, code, ask(to, code)).encode());
    }
}
