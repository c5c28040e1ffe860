package org.handfast.runtime;

import java.nio.file.Path;
import java.util.Map;

import org.handfast.api.PairingProtocol;
import org.handfast.core.limit.Limits;
import org.handfast.core.limit.LinkGuard;
import org.handfast.core.mailbox.MemoryParcels;
import org.handfast.core.node.Node;
import org.handfast.core.node.Ports;
import org.handfast.core.settings.HubSettings;
import org.handfast.core.store.MemoryStore;
import org.handfast.crypto.HubKeys;
import org.handfast.crypto.HubToolkit;
import org.handfast.runtime.net.Network;
import org.handfast.runtime.plugin.PluginHost;
import org.handfast.runtime.time.SystemTimers;
import org.handfast.runtime.work.PlatformWorkers;
import org.handfast.testkit.SeededRandom;

/** A hub with real threads, sockets and time over a store in memory. */
public final class RealHub implements AutoCloseable {

    private final SystemTimers timers = new SystemTimers();
    private final PlatformWorkers workers = new PlatformWorkers(4, RealHub.class.getClassLoader());
    private final MemoryStore store = new MemoryStore();
    private final Network network;
    private final Node node;

    /** A hub with settings. */
    public RealHub(Map<String, String> settings) {
        Limits limits = Limits.of(settings);
        var random = new SeededRandom(1);
        this.network = new Network(limits, new LinkGuard(timers, limits));
        this.node = new Node(new Ports(
                store,
                new MemoryParcels(),
                new HubToolkit(HubKeys.generate(random), "hub", random),
                timers,
                workers,
                network,
                network.discovery(),
                limits,
                new HubSettings(settings)));
        node.start();
    }

    /** A host for plugins under a folder. */
    public PluginHost plugins(Path folder) {
        return new PluginHost(node, network, folder.resolve("plugins"), folder.resolve("cache"));
    }

    public Node node() {
        return node;
    }

    public Network network() {
        return network;
    }

    public PlatformWorkers workers() {
        return workers;
    }

    public MemoryStore store() {
        return store;
    }

    /** Serves a protocol without a bundle around it, on any free port; says which. */
    public int serve(PairingProtocol<?> protocol, java.util.function.Consumer<String> misbehaved) {
        var descriptor = node.engine().install(protocol, protocol.getClass().getClassLoader(), misbehaved);
        return network.listen(
                        descriptor.id(),
                        (org.handfast.api.Listener.Tcp) descriptor.listeners().getFirst(),
                        "127.0.0.1",
                        0,
                        node.engine())
                .port();
    }

    @Override
    public void close() {
        node.stop().join();
        network.close();
        workers.close();
        timers.close();
    }
}
