package org.handfast.plugin.libp2p.noise;

import org.handfast.api.Bytes;
import org.handfast.api.Crypto;
import org.handfast.api.Fault;
import org.handfast.api.Key;
import org.handfast.api.KeyPair;

/**
 * One end of the handshake pattern XX (Noise, section 7.5), message by message: e; e, ee, s, es; s, se. The initiator writes the
 * first and the third, and reads the second. What is to be read may be anything; a PEER_FAULT if it is not the message.
 */
final class XxPattern {

    private static final int KEY = 32;
    private static final int SEALED_KEY = KEY + CipherState.TAG;

    private final Crypto crypto;
    private final KeyPair ownStatic;
    private final KeyPair ownEphemeral;
    private final SymmetricState state;

    XxPattern(Crypto crypto, KeyPair ownStatic, Bytes prologue) {
        this.crypto = crypto;
        this.ownStatic = ownStatic;
        this.ownEphemeral = crypto.generate(Key.Algorithm.X25519);
        this.state = new SymmetricState(crypto, prologue);
    }

    Bytes writeFirst(Bytes payload) {
        return Bytes.join(ephemeral(), state.encryptAndHash(payload));
    }

    /** The first message and its answer at once, since nothing is to be known before it. */
    Bytes answerFirst(Key peerEphemeral, Bytes received, Bytes payload) {
        state.mixHash(peerEphemeral.bytes());
        state.decryptAndHash(received);
        Bytes ephemeral = ephemeral();
        mix(ownEphemeral, peerEphemeral);
        Bytes sealedStatic = state.encryptAndHash(ownStatic.publicKey().bytes());
        mix(ownStatic, peerEphemeral);
        return Bytes.join(ephemeral, sealedStatic, state.encryptAndHash(payload));
    }

    private Bytes ephemeral() {
        Bytes key = ownEphemeral.publicKey().bytes();
        state.mixHash(key);
        return key;
    }

    /** What the first or second message begins with. */
    static Key ephemeralOf(Bytes message) {
        requireSize(message, KEY);
        return x25519(message.slice(0, KEY));
    }

    Opened readSecond(Bytes message) {
        Key peerEphemeral = ephemeralOf(message);
        state.mixHash(peerEphemeral.bytes());
        mix(ownEphemeral, peerEphemeral);
        return open(message.from(KEY));
    }

    Opened readThird(Bytes message) {
        return open(message);
    }

    private Opened open(Bytes message) {
        requireSize(message, SEALED_KEY);
        Key peerStatic = x25519(state.decryptAndHash(message.slice(0, SEALED_KEY)));
        mix(ownEphemeral, peerStatic);
        return new Opened(peerStatic, state.decryptAndHash(message.from(SEALED_KEY)));
    }

    Bytes writeThird(Key peerEphemeral, Bytes payload) {
        Bytes sealedStatic = state.encryptAndHash(ownStatic.publicKey().bytes());
        mix(ownStatic, peerEphemeral);
        return Bytes.join(sealedStatic, state.encryptAndHash(payload));
    }

    SecureChannel channel(boolean initiator) {
        var ciphers = state.split();
        return initiator
                ? new SecureChannel(ciphers.getFirst(), ciphers.getLast())
                : new SecureChannel(ciphers.getLast(), ciphers.getFirst());
    }

    private void mix(KeyPair own, Key peer) {
        state.mixKey(crypto.agree(own, peer));
    }

    private static Key x25519(Bytes bytes) {
        return new Key(Key.Algorithm.X25519, bytes);
    }

    private static void requireSize(Bytes message, int least) {
        if (message.size() < least) {
            throw Fault.peer("bad-noise", "A message of the handshake has " + message.size() + " bytes, too few.");
        }
    }

    /** What the other end said under encryption. */
    record Opened(Key peerStatic, Bytes payload) {}
}
