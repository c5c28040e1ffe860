package org.handfast.cli.device;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

import org.handfast.api.Descriptor;
import org.handfast.api.Fault;
import org.handfast.api.Listener;
import org.handfast.api.PairingProtocol;
import org.handfast.api.Reach;
import org.handfast.api.transport.Transport;
import org.handfast.cli.CliException;
import org.handfast.cli.ExitCode;
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
import org.handfast.runtime.plugin.NodeTransports;
import org.handfast.runtime.time.SystemTimers;
import org.handfast.runtime.work.PlatformWorkers;

/** A device that runs for as long as a command does: the hub's own node, with its store in a file. */
public final class Device implements AutoCloseable {

    private static final ClassLoader LOADER = Device.class.getClassLoader();
    private static final int WORKERS = 2;
    private static final int STOP_SECONDS = 5;

    private final DeviceFolder folder;
    private final SystemTimers timers = new SystemTimers();
    private final PlatformWorkers workers = new PlatformWorkers(WORKERS, LOADER);
    private final MemoryStore store;
    private final Network network;
    private final Node node;
    private final AtomicBoolean leaving = new AtomicBoolean();

    private Device(DeviceFolder folder, String name, HubSettings settings) {
        this.folder = folder;
        var random = new SecureRandom();
        Limits limits = Limits.standard();
        this.network = new Network(limits, new LinkGuard(timers, limits));
        this.store = new MemoryStore(DeviceJson.contents(folder), contents -> folder.write(DeviceJson.write(contents)));
        this.node = new Node(new Ports(
                store,
                new MemoryParcels(),
                HubToolkit.portable(HubKeys.open(folder.path(), random), name, random),
                timers,
                workers,
                network,
                network.discovery(),
                limits,
                settings));
    }

    /** Starts the device of a folder, with every protocol on the class path. It goes to others; nobody comes to it. */
    public static Device start(Path folder, String name) {
        var device = new Device(DeviceFolder.take(folder), name, new HubSettings(Map.of()));
        device.begin();
        return device;
    }

    /**
     * The same, and others reach it by every transport on the class path.
     *
     * @throws CliException USAGE if a transport cannot run so
     */
    public static Device startReachable(Path folder, String name, HubSettings settings) {
        var device = new Device(DeviceFolder.take(folder), name, settings);
        try {
            device.begin().forEach(device::serveStreams);
            ServiceLoader.load(Transport.class)
                    .forEach(t -> NodeTransports.start(t, LOADER, device.node, device.network));
            return device;
        } catch (Fault e) {
            device.close();
            throw e.category() == Fault.Category.CONFIGURATION ? new CliException(ExitCode.USAGE, e.detail()) : e;
        }
    }

    private List<Descriptor<?>> begin() {
        node.start();
        List<Descriptor<?>> installed = new ArrayList<>();
        for (PairingProtocol<?> protocol : ServiceLoader.load(PairingProtocol.class)) {
            installed.add(node.engine().install(protocol, LOADER, why -> {}));
        }
        return installed;
    }

    private void serveStreams(Descriptor<?> protocol) {
        for (Listener listener : protocol.listeners()) {
            if (listener instanceof Listener.Stream stream) {
                network.listen(protocol.id(), stream, node.engine());
            }
        }
    }

    /** How others reach it, by each transport that runs. */
    public List<Reach> reaches() {
        return network.transports().ids().stream()
                .flatMap(id -> network.transports().reach(id).stream())
                .toList();
    }

    /** Its engine and all that belongs to it. */
    public Node node() {
        return node;
    }

    /** What it knows. */
    public MemoryStore store() {
        return store;
    }

    /** Where it is kept. */
    public DeviceFolder folder() {
        return folder;
    }

    /** Whether it is about to be gone: what ends from now on, it ends itself. */
    public boolean leaving() {
        return leaving.get();
    }

    /** Says goodbye and writes what is still to be written, once. */
    @Override
    public void close() {
        if (leaving.getAndSet(true)) {
            return;
        }
        try {
            node.stop().get(STOP_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException e) {
            System.getLogger(Device.class.getName()).log(System.Logger.Level.DEBUG, "Not everything ended", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        network.close();
        workers.close();
        timers.close();
        folder.close();
    }
}
