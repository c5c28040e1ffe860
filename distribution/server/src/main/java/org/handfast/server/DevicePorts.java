package org.handfast.server;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;

import org.handfast.api.Descriptor;
import org.handfast.api.Listener;
import org.handfast.core.settings.HubSetting;
import org.handfast.core.settings.HubSettings;

/** The ports that devices connect to, found out to be free before the hub is started for nothing. */
final class DevicePorts {

    private DevicePorts() {}

    /**
     * Looks whether each can be listened on.
     *
     * @throws Exit FAILED that names every one that cannot
     */
    static void requireFree(HubSettings settings, List<Descriptor<?>> protocols) {
        List<String> problems = new ArrayList<>();
        for (Descriptor<?> protocol : protocols) {
            for (Listener listener : protocol.listeners()) {
                if (listener instanceof Listener.Tcp tcp) {
                    int port = settings.port(protocol, tcp);
                    try (var socket = new ServerSocket()) {
                        socket.bind(address(settings.of(HubSetting.DEVICE_HOST), port));
                    } catch (IOException e) {
                        problems.add("devices cannot connect on port " + port + " (" + e.getMessage()
                                + "); choose another with --set " + HubSettings.portSetting(protocol)
                                + "=PORT, 0 for any that is free");
                    }
                }
            }
        }
        if (!problems.isEmpty()) {
            throw new Exit(Exit.Code.FAILED, String.join("\n", problems));
        }
    }

    private static InetSocketAddress address(String host, int port) {
        return host.isEmpty() ? new InetSocketAddress(port) : new InetSocketAddress(host, port);
    }
}
