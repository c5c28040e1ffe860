package org.handfast.bench.libp2p;

import java.lang.management.ManagementFactory;
import java.util.List;

import org.handfast.api.Bytes;
import org.handfast.api.Crypto;
import org.handfast.api.Key;
import org.handfast.api.KeyPair;
import org.handfast.api.Secret;
import org.handfast.bench.Toolkits;
import org.handfast.core.crypto.Toolkit;

/** The crypto of whoever is connected to by Noise XX, and nothing else, on one thread. */
final class HandshakeCrypto {

    private static final int WARM_UP = 5_000;
    private static final int TIMES = 5_000;
    private static final int TRANSCRIPT_PARTS = 8;
    private static final int AGREEMENTS = 3;
    private static final int PAYLOAD = 140;
    private static final Bytes NONCE = Bytes.wrap(new byte[12]);
    private static final Bytes SIGNED = Bytes.wrap(new byte[56]);

    private final Toolkit toolkit;
    private final KeyPair identity;
    private final KeyPair own;
    private final Key peer;
    private final Bytes signature;
    private final Bytes name;
    private final Bytes payload;

    HandshakeCrypto(Toolkit toolkit) {
        this.toolkit = toolkit;
        Crypto crypto = Toolkits.forOnePairing(toolkit);
        this.identity = crypto.generate(Key.Algorithm.ED25519);
        this.own = crypto.generate(Key.Algorithm.X25519);
        this.peer = crypto.generate(Key.Algorithm.X25519).publicKey();
        this.signature = crypto.sign(identity, SIGNED);
        this.name = crypto.random(32);
        this.payload = crypto.random(PAYLOAD);
    }

    /** Microseconds of processor time for a handshake. */
    double handshakeMicros() {
        return micros(this::handshake);
    }

    /** The same for one signature, such as that of the record in identify. */
    double verificationMicros() {
        Crypto crypto = Toolkits.forOnePairing(toolkit);
        return micros(() -> verify(crypto));
    }

    private static double micros(Runnable once) {
        times(WARM_UP, once);
        var threads = ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadCpuTime();
        times(TIMES, once);
        return (threads.getCurrentThreadCpuTime() - before) / 1e3 / TIMES;
    }

    private static void times(int times, Runnable once) {
        for (int i = 0; i < times; i++) {
            once.run();
        }
    }

    /** A key pair, three agreements with a chain of keys, a static key and a payload each way, a signature. */
    private void handshake() {
        Crypto crypto = Toolkits.forOnePairing(toolkit);
        KeyPair ephemeral = crypto.generate(Key.Algorithm.X25519);
        Secret chain = crypto.secret(name);
        Secret key = chain;
        Bytes transcript = name;
        for (int i = 0; i < AGREEMENTS; i++) {
            Secret agreed = crypto.agree(i == 1 ? own : ephemeral, peer);
            List<Secret> keys = crypto.expandKeys(crypto.extract(agreed, chain), Bytes.EMPTY, 2);
            chain = keys.getFirst();
            key = keys.getLast();
        }
        for (int i = 0; i < TRANSCRIPT_PARTS; i++) {
            transcript = crypto.sha256(transcript, payload);
        }
        for (Bytes said : List.of(own.publicKey().bytes(), payload)) {
            Bytes sealed = crypto.seal(Crypto.Aead.CHACHA20_POLY1305, key, NONCE, transcript, said);
            if (crypto.open(Crypto.Aead.CHACHA20_POLY1305, key, NONCE, transcript, sealed)
                    .isEmpty()) {
                throw new IllegalStateException("what was sealed does not open");
            }
        }
        crypto.expandKeys(crypto.hmacSecret(chain), Bytes.EMPTY, 2);
        verify(crypto);
    }

    private void verify(Crypto crypto) {
        if (!crypto.verify(identity.publicKey(), SIGNED, signature)) {
            throw new IllegalStateException("a good signature is not taken");
        }
    }
}
