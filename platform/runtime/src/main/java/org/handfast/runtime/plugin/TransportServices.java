package org.handfast.runtime.plugin;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;

import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.wiring.BundleWiring;
import org.osgi.util.tracker.ServiceTracker;

import org.handfast.api.transport.Transport;
import org.handfast.api.transport.TransportDescriptor;
import org.handfast.core.node.Node;
import org.handfast.runtime.net.Network;
import org.handfast.runtime.net.OpenListener;

/** Runs each transport that a plugin registers, for as long as it is registered. */
final class TransportServices implements AutoCloseable {

    private final Node node;
    private final Network network;
    private final BiConsumer<Long, String> failed;
    private final Map<Long, TransportDescriptor> running = new ConcurrentHashMap<>();
    private final ServiceTracker<Object, OpenListener> tracker;

    /** {@code failed} is told which bundle's transport cannot run, and why. */
    TransportServices(BundleContext context, Node node, Network network, BiConsumer<Long, String> failed) {
        this.node = node;
        this.network = network;
        this.failed = failed;
        this.tracker = new Tracker(context);
        tracker.open();
    }

    /** The transport of a bundle that runs. */
    List<TransportDescriptor> of(Bundle bundle) {
        TransportDescriptor one = running.get(bundle.getBundleId());
        return one == null ? List.of() : List.of(one);
    }

    @Override
    public void close() {
        tracker.close();
    }

    private final class Tracker extends ServedServices<Transport, OpenListener> {

        Tracker(BundleContext context) {
            super(context, Transport.class, failed);
        }

        @Override
        OpenListener serve(Transport transport, Bundle bundle) {
            OpenListener open = NodeTransports.start(
                    transport, bundle.adapt(BundleWiring.class).getClassLoader(), node, network);
            running.put(bundle.getBundleId(), transport.descriptor());
            return open;
        }

        @Override
        void withdraw(OpenListener open, Bundle bundle) {
            network.stop(open);
            running.remove(bundle.getBundleId());
        }
    }
}
