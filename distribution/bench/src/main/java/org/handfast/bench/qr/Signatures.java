package org.handfast.bench.qr;

import java.lang.management.ManagementFactory;

import org.handfast.api.Bytes;
import org.handfast.api.Crypto;
import org.handfast.api.Key;
import org.handfast.api.KeyPair;
import org.handfast.bench.Toolkits;
import org.handfast.core.crypto.Toolkit;

/** Ed25519 as the hub does it, by the same library, and nothing else, on one thread. */
final class Signatures {

    /** Two requests, their two packets, two pair keys, the hub's own. */
    static final int VERIFIED_A_CONNECTION = 7;

    /** The hub signs what A shows. */
    static final int MADE_A_CONNECTION = 1;

    private static final int WARM_UP = 5_000;
    private static final int TIMES = 10_000;
    private static final int SIGNED = 220;

    private final Crypto crypto;
    private final KeyPair own;
    private final Bytes message;
    private final Bytes signature;

    Signatures(Toolkit toolkit) {
        this.crypto = Toolkits.forOnePairing(toolkit);
        this.own = crypto.generate(Key.Algorithm.ED25519);
        this.message = Bytes.join(Bytes.lp("bench"), crypto.random(SIGNED));
        this.signature = crypto.sign(own, message);
    }

    /** Microseconds of processor time for a verification. */
    double verifyMicros() {
        return micros(() -> crypto.verify(own.publicKey(), message, signature));
    }

    /** The same for a signature. */
    double signMicros() {
        return micros(() -> crypto.signAsHub(message));
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
}
