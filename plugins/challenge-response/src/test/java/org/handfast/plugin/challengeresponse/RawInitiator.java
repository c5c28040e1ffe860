package org.handfast.plugin.challengeresponse;

import java.util.Optional;

import org.handfast.api.Bytes;
import org.handfast.api.Key;
import org.handfast.plugin.challengeresponse.code.Code;
import org.handfast.plugin.challengeresponse.code.Derivation;
import org.handfast.plugin.challengeresponse.code.Proofs;
import org.handfast.plugin.challengeresponse.code.Words;
import org.handfast.plugin.challengeresponse.wire.PairingMessage;
import org.handfast.plugin.challengeresponse.wire.PairingMessage.Challenge;
import org.handfast.plugin.challengeresponse.wire.PairingMessage.Complete;
import org.handfast.plugin.challengeresponse.wire.PairingMessage.PairingRequest;
import org.handfast.plugin.challengeresponse.wire.PairingMessage.Response;
import org.handfast.testkit.ScriptedPeer;
import org.handfast.testkit.World;

/** A peer near a joiner that takes its streams, and answers as its test says. */
final class RawInitiator {

    private final ScriptedPeer peer;
    final RawPeer raw;

    /** It listens from now on. */
    RawInitiator(World world, String name) {
        raw = new RawPeer(world, name);
        peer = world.peer(name).listen(RawPeer.PAIRING);
    }

    /** A code that nobody else has. */
    Code code(Derivation derivation) {
        return Code.of(derivation, TestCrypto.ENTROPY, raw.crypto);
    }

    static String words() {
        return String.join(" ", Words.of(TestCrypto.ENTROPY, TestCrypto.comparison(), TestCrypto.of(9)));
    }

    PairingRequest asked() {
        return (PairingRequest) PairingMessage.decode(peer.read());
    }

    Response answered() {
        return (Response) PairingMessage.decode(peer.read());
    }

    Bytes read() {
        return peer.read();
    }

    boolean heardNothing() {
        return peer.heardNothing();
    }

    void close() {
        peer.close();
    }

    void send(PairingMessage message) {
        peer.send(message.encode());
    }

    void send(Bytes message) {
        peer.send(message);
    }

    Challenge challenge(Code code, Bytes challenge) {
        return new Challenge(code.session(), challenge, raw.device(), Optional.empty(), Optional.empty());
    }

    Challenge proven(Code code, Key joiner, Bytes challenge) {
        return new Challenge(
                code.session(),
                challenge,
                raw.device(),
                Optional.of(proofs(code, joiner, challenge).initiator()),
                Optional.empty());
    }

    Proofs proofs(Code code, Key joiner, Bytes challenge) {
        return Proofs.of(code, raw.key, joiner, challenge, raw.crypto);
    }

    static Complete complete(Code code, Optional<Bytes> proof) {
        return new Complete(code.session(), true, Optional.empty(), proof);
    }
}
