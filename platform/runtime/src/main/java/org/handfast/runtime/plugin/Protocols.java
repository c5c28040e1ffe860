package org.handfast.runtime.plugin;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;

import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.wiring.BundleWiring;
import org.osgi.util.tracker.ServiceTracker;

import org.handfast.api.Descriptor;
import org.handfast.api.Listener;
import org.handfast.api.PairingProtocol;
import org.handfast.api.State;
import org.handfast.core.conversation.ConversationEngine;
import org.handfast.core.settings.Declared;
import org.handfast.core.settings.HubSetting;
import org.handfast.core.settings.HubSettings;
import org.handfast.runtime.net.Network;
import org.handfast.runtime.net.OpenListener;
import org.handfast.runtime.net.http.HttpSettings;

/** Ties each protocol that a plugin registers to the engine and opens what it listens on, for as long as it is registered. */
final class Protocols implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(Protocols.class.getName());
    private static final int DRAIN_SECONDS = 5;

    private final ConversationEngine engine;
    private final Network network;
    private final HubSettings settings;
    private final HttpSettings shared;
    private final BiConsumer<Long, String> failed;
    private final Map<Long, List<Served>> served = new ConcurrentHashMap<>();
    private final ServiceTracker<Object, Served> tracker;

    /** A protocol that is served, and where. */
    private record Served(Descriptor<?> descriptor, List<OpenListener> listeners) {}

    /** {@code failed} is told which bundle cannot be served, or must be stopped, and why; {@code shared} is the common port. */
    Protocols(
            BundleContext context,
            ConversationEngine engine,
            Network network,
            HubSettings settings,
            HttpSettings shared,
            BiConsumer<Long, String> failed) {
        this.engine = engine;
        this.network = network;
        this.settings = settings;
        this.shared = shared;
        this.failed = failed;
        this.tracker = new Tracker(context);
        tracker.open();
    }

    /** What a bundle serves. */
    List<Descriptor<?>> of(Bundle bundle) {
        return served.getOrDefault(bundle.getBundleId(), List.of()).stream()
                .<Descriptor<?>>map(Served::descriptor)
                .toList();
    }

    @Override
    public void close() {
        tracker.close();
    }

    private <S extends State> Served serve(PairingProtocol<S> protocol, Bundle bundle) {
        ClassLoader loader = bundle.adapt(BundleWiring.class).getClassLoader();
        long id = bundle.getBundleId();
        Descriptor<S> descriptor = engine.install(protocol, loader, why -> failed.accept(id, why));
        List<OpenListener> open = new ArrayList<>();
        try {
            for (Listener listener : descriptor.listeners()) {
                open.add(open(descriptor, listener));
            }
        } catch (RuntimeException e) {
            withdraw(new Served(descriptor, open));
            throw e;
        }
        return new Served(descriptor, open);
    }

    private OpenListener open(Descriptor<?> descriptor, Listener listener) {
        return switch (listener) {
            case Listener.Tcp tcp ->
                network.listen(
                        descriptor.id(),
                        tcp,
                        settings.of(HubSetting.DEVICE_HOST),
                        settings.port(Declared.of(descriptor)),
                        engine);
            case Listener.Http http -> network.listen(descriptor.id(), http, shared, engine);
            case Listener.WebSocket webSocket -> network.listen(descriptor.id(), webSocket, shared, engine);
            case Listener.Stream stream -> network.listen(descriptor.id(), stream, engine);
        };
    }

    private void withdraw(Served gone) {
        gone.listeners().forEach(network::stop);
        try {
            engine.remove(gone.descriptor().id(), "The plugin was stopped.").get(DRAIN_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "Conversations of {0} did not end within {1} s",
                    gone.descriptor().id(),
                    DRAIN_SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    @SuppressWarnings("rawtypes")
    private final class Tracker extends ServedServices<PairingProtocol, Served> {

        Tracker(BundleContext context) {
            super(context, PairingProtocol.class, failed);
        }

        @Override
        Served serve(PairingProtocol protocol, Bundle bundle) {
            Served one = Protocols.this.serve((PairingProtocol<?>) protocol, bundle);
            served.merge(bundle.getBundleId(), List.of(one), Protocols::join);
            return one;
        }

        @Override
        void withdraw(Served gone, Bundle bundle) {
            Protocols.this.withdraw(gone);
            served.computeIfPresent(
                    bundle.getBundleId(),
                    (id, all) -> all.stream().filter(s -> s != gone).toList());
        }
    }

    private static List<Served> join(List<Served> some, List<Served> more) {
        var all = new ArrayList<>(some);
        all.addAll(more);
        return List.copyOf(all);
    }
}
