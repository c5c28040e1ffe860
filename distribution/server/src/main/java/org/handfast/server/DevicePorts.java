package org.handfast.server;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.handfast.core.settings.Declared;
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
    static void requireFree(HubSettings settings, List<Declared> declared) {
        List<String> problems = new ArrayList<>();
        ports(settings, declared).forEach((setting, port) -> {
            try (var socket = new ServerSocket()) {
                socket.bind(address(settings.of(HubSetting.DEVICE_HOST), port));
            } catch (IOException e) {
                problems.add("devices cannot connect on port " + port + " (" + e.getMessage()
                        + "); choose another with --set " + setting + "=PORT, 0 for any that is free");
            }
        });
        if (!problems.isEmpty()) {
            throw new Exit(Exit.Code.FAILED, String.join("\n", problems));
        }
    }

    /** The ports by the setting of each. Protocols that speak HTTP share theirs. */
    private static Map<String, Integer> ports(HubSettings settings, List<Declared> declared) {
        Map<String, Integer> ports = new LinkedHashMap<>();
        for (Declared one : declared) {
            if (one.port().isPresent()) {
                ports.put(one.portSetting(), settings.port(one));
            }
            if (one.http()) {
                ports.put(HubSetting.HTTP_PORT.key(), httpPort(settings));
            }
        }
        return ports;
    }

    private static int httpPort(HubSettings settings) {
        return Integer.parseInt(settings.of(HubSetting.HTTP_PORT));
    }

    private static InetSocketAddress address(String host, int port) {
        return host.isEmpty() ? new InetSocketAddress(port) : new InetSocketAddress(host, port);
    }
}
