package org.handfast.runtime.plugin;

import java.util.List;

import org.handfast.api.Fault;
import org.handfast.api.transport.Transport;
import org.handfast.core.feed.News;
import org.handfast.core.node.Node;
import org.handfast.core.settings.Declared;
import org.handfast.core.settings.HubSetting;
import org.handfast.core.settings.HubSettings;
import org.handfast.runtime.net.Network;
import org.handfast.runtime.net.OpenListener;
import org.handfast.runtime.net.transport.TransportLoop;

/** Starts transports for a node. */
public final class NodeTransports {

    private NodeTransports() {}

    /**
     * Starts one by the node's settings, keys and name; whoever looks at the node hears of what it reports.
     *
     * @param loader the context class loader of calls into it
     * @throws Fault CONFIGURATION if its settings are wrong, its port cannot be had, or another has its id
     */
    public static OpenListener start(Transport transport, ClassLoader loader, Node node, Network network) {
        HubSettings settings = node.ports().settings();
        Declared declared = Declared.of(transport.descriptor());
        List<String> problems = settings.problems(declared);
        if (!problems.isEmpty()) {
            throw new Fault(Fault.Category.CONFIGURATION, "bad-setting", String.join("; ", problems));
        }
        var toolkit = node.ports().toolkit();
        return network.start(
                transport,
                new TransportLoop.Given(
                        settings.of(HubSetting.DEVICE_HOST),
                        settings.port(declared),
                        () -> toolkit.forEvent(toolkit.random(32)),
                        settings.of(declared),
                        toolkit.hub().name(),
                        () -> node.feed().tell(News.Resource.TRANSPORTS)),
                loader);
    }
}
