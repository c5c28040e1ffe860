package org.handfast.runtime.net.transport;

import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

import org.handfast.api.Bytes;
import org.handfast.api.transport.Transport;
import org.handfast.core.limit.Limits;
import org.handfast.core.limit.LinkGuard;
import org.handfast.core.settings.Declared;
import org.handfast.core.settings.HubSettings;
import org.handfast.crypto.HubKeys;
import org.handfast.crypto.HubToolkit;
import org.handfast.runtime.net.Network;
import org.handfast.testkit.SeededRandom;
import org.handfast.testkit.TestClock;
import org.handfast.testkit.World;

/** What a test gives a transport of one hub, and hears of its changes. */
final class Given {

    private final HubToolkit toolkit;
    private final BlockingQueue<Boolean> changes = new LinkedBlockingQueue<>();

    /** Those of a hub whose keys come from a seed. */
    Given(long seed) {
        var random = new SeededRandom(seed);
        this.toolkit = new HubToolkit(HubKeys.generate(random), "hub " + seed, random);
    }

    /** A network under limits, with a clock that stands still. */
    static Network network(Map<String, String> limits) {
        Limits table = Limits.of(limits);
        return new Network(table, new LinkGuard(new TestClock(World.BEGINNING), table));
    }

    /** The hub's key among peers. */
    Bytes peer() {
        return toolkit.forEvent(Bytes.EMPTY).peerIdentity().publicKey().bytes();
    }

    /** For a transport on this machine alone, at a port, with settings by their full names. */
    TransportLoop.Given at(int port, Transport transport, Map<String, String> settings) {
        return new TransportLoop.Given(
                "127.0.0.1",
                port,
                () -> toolkit.forEvent(toolkit.random(32)),
                new HubSettings(settings).of(Declared.of(transport.descriptor())),
                toolkit.hub().name(),
                () -> changes.add(true));
    }

    /** How often it said that something changed, and was not asked about. */
    BlockingQueue<Boolean> changes() {
        return changes;
    }
}
