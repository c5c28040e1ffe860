package org.handfast.web.status;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.handfast.api.Device.Trust;
import org.handfast.core.node.Node;
import org.handfast.core.settings.HubSetting;
import org.handfast.web.hub.Hub;

/** The hub, as {@code Hub} of the API. */
record HubView(
        String id,
        String name,
        String version,
        Instant startedAt,
        String approvalDefault,
        List<ListenerView> listeners,
        Counts counts) {

    private static final int MOST_COUNTED = 10_000;

    /** What it listens on. */
    record ListenerView(String protocol, String title, String name, int port) {}

    /** How much is going on. */
    record Counts(int questions, int trustedDevices, int connectedDevices, int conversations, int links) {}

    static HubView of(Hub hub, String version) {
        Node node = hub.node();
        var own = node.ports().toolkit().hub();
        return new HubView(
                own.id(),
                own.name(),
                version,
                hub.startedAt(),
                node.ports().settings().of(HubSetting.APPROVAL_DEFAULT),
                hub.network().listening().stream()
                        .map(l -> new ListenerView(l.protocol(), node.engine().title(l.protocol()), l.name(), l.port()))
                        .toList(),
                new Counts(
                        node.desk().pending().size(),
                        node.registry()
                                .find(Optional.empty(), Optional.of(Trust.TRUSTED), MOST_COUNTED)
                                .size(),
                        node.presence().size(),
                        node.engine().size(),
                        hub.network().links()));
    }
}
