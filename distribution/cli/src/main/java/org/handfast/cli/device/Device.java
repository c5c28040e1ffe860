package org.handfast.cli.device;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

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
import org.handfast.runtime.time.SystemTimers;
import org.handfast.runtime.work.PlatformWorkers;

/** A device that runs for as long as a command does: the hub's own node, with its store in a file. */
public final class Device implements AutoCloseable {

    private static final int WORKERS = 2;
    private static final int STOP_SECONDS = 5;

    private final DeviceFolder folder;
    private final SystemTimers timers = new SystemTimers();
    private final PlatformWorkers workers = new PlatformWorkers(WORKERS, Device.class.getClassLoader());
    private final MemoryStore store;
    private final Network network;
    private final Node node;
    private final AtomicBoolean leaving = new AtomicBoolean();

    private Device(DeviceFolder folder, String name) {
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
                limits,
                new HubSettings(Map.of())));
    }

    /** Starts the device of a folder, with every protocol on the class path. */
    public static Device start(Path folder, String name) {
        DeviceFolder taken = DeviceFolder.take(folder);
        var device = new Device(taken, name);
        device.node.start();
        for (PairingProtocol<?> protocol : ServiceLoader.load(PairingProtocol.class)) {
            device.node.engine().install(protocol, Device.class.getClassLoader(), why -> {});
        }
        return device;
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
