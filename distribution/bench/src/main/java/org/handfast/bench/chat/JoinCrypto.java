package org.handfast.bench.chat;

import java.lang.management.ManagementFactory;

import org.handfast.api.Bytes;
import org.handfast.api.Crypto;
import org.handfast.api.Key;
import org.handfast.bench.Toolkits;
import org.handfast.core.crypto.Toolkit;
import org.handfast.plugin.chat.device.Self;
import org.handfast.plugin.chat.wire.Identity;

/** The crypto that the hub does for one join with a proof, and nothing else, on one thread. */
final class JoinCrypto {

    private static final int WARM_UP = 3_000;
    private static final int TIMES = 5_000;
    private static final int INFO = 200;
    private static final int NONCE = 32;

    private final Crypto crypto;
    private final Key key;
    private final Bytes info;

    JoinCrypto(Toolkit toolkit) {
        this.crypto = Toolkits.forOnePairing(toolkit);
        this.key = Self.fresh("Load", crypto).pair().publicKey();
        this.info = Bytes.lp("bench", crypto.random(INFO));
    }

    /** Microseconds of processor time. */
    double cpuMicros() {
        times(WARM_UP);
        var threads = ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadCpuTime();
        times(TIMES);
        return (threads.getCurrentThreadCpuTime() - before) / 1e3 / TIMES;
    }

    private void times(int times) {
        for (int i = 0; i < times; i++) {
            once();
        }
    }

    /** Whoever comes, and who vouches, says the key: it is hashed. A nonce is sealed for it. */
    private void once() {
        for (int i = 0; i < 2; i++) {
            Identity.of(crypto.canonical(key).orElseThrow(), crypto);
        }
        crypto.sealAsHub(key, info, Bytes.EMPTY, crypto.random(NONCE));
    }
}
