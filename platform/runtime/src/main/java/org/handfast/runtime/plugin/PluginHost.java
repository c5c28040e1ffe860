package org.handfast.runtime.plugin;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;

import org.handfast.api.Bytes;
import org.handfast.api.Descriptor;
import org.handfast.api.Fault;
import org.handfast.api.transport.TransportDescriptor;
import org.handfast.core.audit.AuditRecord;
import org.handfast.core.crypto.Ids;
import org.handfast.core.feed.News;
import org.handfast.core.node.Node;
import org.handfast.core.store.Changes;
import org.handfast.core.store.Write;
import org.handfast.runtime.net.Network;
import org.handfast.runtime.net.http.HttpSettings;
import org.handfast.runtime.plugin.PluginStatus.State;

/**
 * Installs, starts, stops and replaces plugins while the hub runs. One change at a time; each is audited. Thread-safe.
 */
public final class PluginHost implements AutoCloseable {

    /** The largest file that is taken, in bytes. */
    public static final int MAX_FILE = PluginFile.MAX_SIZE;

    private static final System.Logger LOG = System.getLogger(PluginHost.class.getName());

    private final Node node;
    private final Ids ids;
    private final PluginStore store;
    private final PluginFramework framework;
    private final TransportServices transports;
    private final Protocols protocols;
    private final Map<String, String> failures = new HashMap<>();

    /**
     * A host with no plugin running.
     *
     * @param folder where installed plugins are kept
     * @param cache where the framework unpacks them; emptied at each start
     */
    public PluginHost(Node node, Network network, Path folder, Path cache) {
        this.node = node;
        this.ids = new Ids(node.ports().toolkit());
        this.store = new PluginStore(folder);
        this.framework = new PluginFramework(cache);
        this.transports = new TransportServices(framework.context(), node, network, this::misbehaved);
        this.protocols = new Protocols(
                framework.context(),
                node.engine(),
                network,
                node.ports().settings(),
                HttpSettings.of(node.ports().settings(), node.ports().toolkit().hub()),
                this::misbehaved);
    }

    /**
     * Takes over the plugins that came with the hub, unless one that was installed by hand is in their place, and starts all
     * that are to run. One that does not start is FAILED; the others start all the same.
     */
    public synchronized void start(List<Path> shipped) {
        shipped.forEach(this::takeOver);
        store.entries().forEach((name, entry) -> {
            if (entry.running()) {
                attempt(name, () -> run(name, store.read(entry.sha256())));
            }
        });
    }

    private void takeOver(Path jar) {
        try {
            PluginFile file = PluginFile.read(Bytes.wrap(Files.readAllBytes(jar)));
            PluginStore.Entry before = store.entries().get(file.name());
            if (before == null || before.shipped() && !before.sha256().equals(file.sha256())) {
                store.keep(file);
                boolean running = before == null || before.running();
                store.put(file.name(), Optional.of(new PluginStore.Entry(file.sha256(), true, running)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All plugins, by name. */
    public synchronized List<PluginStatus> list() {
        List<PluginStatus> all = new ArrayList<>();
        store.entries().forEach((name, entry) -> all.add(status(name, entry)));
        return all;
    }

    private PluginStatus status(String name, PluginStore.Entry entry) {
        Optional<Bundle> bundle = framework.find(name);
        String failure = failures.getOrDefault(name, "");
        State state = !failure.isEmpty() ? State.FAILED : bundle.isPresent() ? State.RUNNING : State.STOPPED;
        List<Descriptor<?>> served = bundle.map(protocols::of).orElse(List.of());
        List<TransportDescriptor> running = bundle.map(transports::of).orElse(List.of());
        try {
            PluginFile file = store.read(entry.sha256());
            return new PluginStatus(
                    name, file.title(), file.version(), entry.sha256(), state, failure, served, running);
        } catch (Fault damaged) {
            return new PluginStatus(name, name, "", entry.sha256(), State.FAILED, damaged.detail(), served, running);
        }
    }

    /**
     * Installs a bundle, in place of the one of the same name, and starts it.
     *
     * @throws Fault OPERATOR_INPUT if it is no plugin, or does not start; then the one before it, if any, runs again
     */
    public synchronized PluginStatus install(Bytes contents, String actor) {
        PluginFile file = PluginFile.read(contents);
        Optional<PluginStore.Entry> before = Optional.ofNullable(store.entries().get(file.name()));
        store.keep(file);
        halt(file.name());
        try {
            run(file.name(), file);
        } catch (Fault e) {
            halt(file.name());
            before.ifPresent(b -> attempt(file.name(), () -> run(file.name(), store.read(b.sha256()))));
            store.put(file.name(), before);
            throw e;
        }
        store.put(file.name(), Optional.of(new PluginStore.Entry(file.sha256(), false, true)));
        audit(actor, "plugin-installed", file.name(), file.version() + ", SHA-256 " + file.sha256());
        return require(file.name());
    }

    /**
     * Starts a plugin, or starts it again after it failed.
     *
     * @throws Fault OPERATOR_INPUT if there is none, or it does not start
     */
    public synchronized PluginStatus start(String name, String actor) {
        PluginStore.Entry entry = entry(name);
        if (framework.find(name).isEmpty() || failures.containsKey(name)) {
            halt(name);
            run(name, store.read(entry.sha256()));
            store.put(name, Optional.of(new PluginStore.Entry(entry.sha256(), entry.shipped(), true)));
            audit(actor, "plugin-started", name, "");
        }
        return require(name);
    }

    /**
     * Stops a plugin: its conversations end, its ports close, pairings stay.
     *
     * @throws Fault OPERATOR_INPUT if there is none
     */
    public synchronized PluginStatus stop(String name, String actor) {
        PluginStore.Entry entry = entry(name);
        halt(name);
        store.put(name, Optional.of(new PluginStore.Entry(entry.sha256(), entry.shipped(), false)));
        audit(actor, "plugin-stopped", name, "");
        return require(name);
    }

    private PluginStatus require(String name) {
        return status(name, entry(name));
    }

    private PluginStore.Entry entry(String name) {
        return Optional.ofNullable(store.entries().get(name))
                .orElseThrow(() -> input("no-such-plugin", "There is no plugin '" + name + "'."));
    }

    private void run(String name, PluginFile file) {
        try {
            Bundle bundle = framework
                    .context()
                    .installBundle(
                            "plugin:" + file.sha256(),
                            new ByteArrayInputStream(file.contents().toArray()));
            bundle.start();
            String failure = failures.get(name);
            if (failure == null
                    && protocols.of(bundle).isEmpty()
                    && transports.of(bundle).isEmpty()) {
                failure = "It registered no protocol and no transport.";
            }
            if (failure != null) {
                throw input("plugin-failed", "The plugin does not start: " + failure);
            }
        } catch (BundleException e) {
            throw new Fault(
                    Fault.Category.OPERATOR_INPUT, "plugin-failed", "The plugin does not start: " + e.getMessage(), e);
        }
        node.feed().tell(News.Resource.PLUGINS);
    }

    private void halt(String name) {
        framework.find(name).ifPresent(bundle -> {
            try {
                bundle.uninstall();
            } catch (BundleException e) {
                LOG.log(System.Logger.Level.ERROR, "Plugin " + name + " did not stop", e);
            }
        });
        failures.remove(name);
        node.feed().tell(News.Resource.PLUGINS);
    }

    private void attempt(String name, Runnable act) {
        try {
            act.run();
        } catch (Fault e) {
            LOG.log(System.Logger.Level.ERROR, "Plugin {0}: {1}", name, e.detail());
            framework.find(name).ifPresent(b -> halt(name));
            failures.put(name, e.detail());
        }
    }

    /** A plugin is to be stopped for what it did: called on whichever thread saw it, so the work goes to another. */
    private void misbehaved(long bundle, String why) {
        Bundle found = framework.context().getBundle(bundle);
        if (found == null) {
            return;
        }
        String name = found.getSymbolicName();
        if (Thread.holdsLock(this)) {
            failures.put(name, why);
            return;
        }
        node.ports().workers().execute(() -> fail(name, why));
    }

    private synchronized void fail(String name, String why) {
        if (framework.find(name).isEmpty()) {
            return;
        }
        LOG.log(System.Logger.Level.ERROR, "Plugin {0} is stopped: it {1}", name, why);
        halt(name);
        failures.put(name, why);
        audit("hub", "plugin-stopped", name, why);
        node.feed().tell(News.Resource.PLUGINS);
    }

    private void audit(String actor, String action, String name, String detail) {
        node.ports()
                .store()
                .commit(Changes.of(new Write.AddAudit(
                        new AuditRecord(ids.next(), node.ports().timers().now(), actor, action, name, detail))));
    }

    private static Fault input(String code, String detail) {
        return new Fault(Fault.Category.OPERATOR_INPUT, code, detail);
    }

    /** Stops all plugins; they are still to run at the next start. */
    @Override
    public synchronized void close() {
        protocols.close();
        transports.close();
        framework.close();
    }
}
