package org.handfast.bench.libp2p;

import java.util.HashMap;
import java.util.Map;

import org.handfast.api.transport.Transport;
import org.handfast.bench.Toolkits;
import org.handfast.core.crypto.Toolkit;
import org.handfast.core.limit.Limits;
import org.handfast.core.limit.LinkGuard;
import org.handfast.core.settings.Declared;
import org.handfast.core.settings.HubSettings;
import org.handfast.runtime.net.Network;
import org.handfast.runtime.net.transport.TransportLoop;
import org.handfast.runtime.time.SystemTimers;

/** The hub's network without a hub: one transport runs by it. What the hub limits is out of the way. */
final class OpenNetwork implements AutoCloseable {

    private static final Map<String, String> ROOM = Map.of(
            "limit.links", "100000",
            "limit.links-per-address", "100000",
            "limit.opens-per-address", "100000000");

    private final SystemTimers timers = new SystemTimers();
    private final Network network;
    private final int port;

    private OpenNetwork(Transport transport, Map<String, String> settings) {
        Toolkit toolkit = Toolkits.create();
        Limits limits = Limits.of(ROOM);
        var all = new HashMap<>(settings);
        all.putAll(ROOM);
        this.network = new Network(limits, new LinkGuard(timers, limits));
        this.port = network.start(
                        transport,
                        new TransportLoop.Given(
                                "",
                                0,
                                () -> Toolkits.forOnePairing(toolkit),
                                new HubSettings(all).of(Declared.of(transport.descriptor())),
                                "Bench",
                                () -> {}),
                        OpenNetwork.class.getClassLoader())
                .port();
    }

    /** Starts a transport on a free port of every interface, as the hub does. */
    static OpenNetwork start(Transport transport, Map<String, String> settings) {
        return new OpenNetwork(transport, settings);
    }

    int port() {
        return port;
    }

    /** Who it is, as text. */
    String peer(Transport transport) {
        return network.discovery()
                .reach(transport.descriptor().id())
                .orElseThrow()
                .peer();
    }

    @Override
    public void close() {
        network.close();
        timers.close();
    }
}
