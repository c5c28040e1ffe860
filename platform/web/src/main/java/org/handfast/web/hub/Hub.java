package org.handfast.web.hub;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.sql.DataSource;

import org.handfast.core.access.Access;
import org.handfast.core.access.Sessions;
import org.handfast.core.limit.Limits;
import org.handfast.core.limit.LinkGuard;
import org.handfast.core.node.Node;
import org.handfast.core.node.Ports;
import org.handfast.core.settings.HubSetting;
import org.handfast.core.settings.HubSettings;
import org.handfast.crypto.Argon2idHasher;
import org.handfast.crypto.HubKeys;
import org.handfast.crypto.HubToolkit;
import org.handfast.persistence.Database;
import org.handfast.runtime.net.Network;
import org.handfast.runtime.plugin.PluginHost;
import org.handfast.runtime.time.SystemTimers;
import org.handfast.runtime.work.PlatformWorkers;

/**
 * One running hub. Started in the order migrate, plugins, device ports, ready; stopped in the reverse. Thread-safe.
 */
public final class Hub implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(Hub.class.getName());
    private static final int STOP_SECONDS = 10;
    private static final int WORKERS = Math.max(8, 2 * Runtime.getRuntime().availableProcessors());

    private final Instant startedAt;
    private final SystemTimers timers;
    private final PlatformWorkers workers;
    private final Database database;
    private final Network network;
    private final Node node;
    private final PluginHost plugins;
    private final Sessions sessions;
    private final Access access;
    private final LocalToken localToken;

    private Hub(Folders folders, HubSettings settings, Database database, ClassLoader loader) {
        var random = new SecureRandom();
        Limits limits = Limits.of(settings.values());
        this.database = database;
        this.timers = new SystemTimers();
        this.workers = new PlatformWorkers(WORKERS, loader);
        this.network = new Network(limits, new LinkGuard(timers, limits));
        var toolkit = new HubToolkit(HubKeys.open(folders.home(), random), settings.of(HubSetting.HUB_NAME), random);
        this.node = new Node(new Ports(
                database.store(),
                database.parcels(),
                toolkit,
                timers,
                workers,
                network,
                network.discovery(),
                limits,
                settings));
        this.plugins = new PluginHost(node, network, folders.plugins(), folders.bundleCache());
        this.sessions = new Sessions(toolkit, timers, limits, node.feed());
        this.access = new Access(database.store(), toolkit, new Argon2idHasher(random), timers, limits, sessions);
        this.localToken = LocalToken.create(folders.run(), toolkit);
        this.startedAt = timers.now();
    }

    /**
     * Starts a hub; {@code loader} is the context class loader of its threads.
     *
     * @throws org.handfast.api.Fault CONFIGURATION or HUB_FAULT with a sentence that says what to do
     */
    static Hub start(Folders folders, HubSettings settings, DataSource dataSource, ClassLoader loader) {
        var hub = new Hub(folders, settings, Database.open(dataSource), loader);
        try {
            hub.node.start();
            hub.plugins.start(folders.shippedPlugins());
            return hub;
        } catch (RuntimeException e) {
            hub.close();
            throw e;
        }
    }

    public Node node() {
        return node;
    }

    public PluginHost plugins() {
        return plugins;
    }

    public Network network() {
        return network;
    }

    public Sessions sessions() {
        return sessions;
    }

    public Access access() {
        return access;
    }

    public LocalToken localToken() {
        return localToken;
    }

    /** Threads that plugins run on. */
    public PlatformWorkers workers() {
        return workers;
    }

    /** When it was started. */
    public Instant startedAt() {
        return startedAt;
    }

    @Override
    public void close() {
        plugins.close();
        try {
            node.stop().get(STOP_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException e) {
            LOG.log(System.Logger.Level.WARNING, "Not everything ended within " + STOP_SECONDS + " s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        network.close();
        workers.close();
        timers.close();
        database.close();
    }
}
