package org.handfast.bench;

import java.lang.management.ManagementFactory;

import org.handfast.api.Bytes;
import org.handfast.api.Crypto;
import org.handfast.api.Key;
import org.handfast.api.KeyPair;
import org.handfast.core.crypto.Toolkit;
import org.handfast.plugin.directtcp.themis.KeyContainer;
import org.handfast.plugin.directtcp.themis.SecureMessage;

/** The crypto that the hub does for one first pairing, and nothing else, on one thread. */
final class CryptoOfAPairing {

    private static final int WARM_UP = 2_000;
    private static final int TIMES = 4_000;

    private final Toolkit toolkit;
    private final KeyPair device;
    private final Bytes deviceKey;

    CryptoOfAPairing(Toolkit toolkit) {
        this.toolkit = toolkit;
        this.device = Toolkits.forOnePairing(toolkit).generate(Key.Algorithm.P256);
        this.deviceKey = KeyContainer.encode(device.publicKey());
    }

    /** Seconds of processor time for one. */
    double cpuSeconds() {
        for (int i = 0; i < WARM_UP; i++) {
            once();
        }
        var threads = ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadCpuTime();
        for (int i = 0; i < TIMES; i++) {
            once();
        }
        return (threads.getCurrentThreadCpuTime() - before) / 1e9 / TIMES;
    }

    /** Its key, the device's key, the key at rest, a challenge, its answer, its fingerprints. */
    private void once() {
        Crypto crypto = Toolkits.forOnePairing(toolkit);
        KeyPair own = crypto.generate(Key.Algorithm.P256);
        Key theirs = KeyContainer.decode(deviceKey, crypto);
        KeyPair kept = toolkit.openKeyPair(toolkit.seal(own, "bench"), "bench");
        Bytes challenge = crypto.random(256);
        Bytes sent = SecureMessage.seal(crypto, kept, theirs, challenge);
        Bytes answered = SecureMessage.open(crypto, kept, theirs, sent).orElseThrow();
        for (Bytes part : new Bytes[] {deviceKey, sent, answered, challenge}) {
            crypto.sha256(part);
        }
    }
}
