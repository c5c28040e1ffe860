package org.handfast.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

import org.handfast.core.settings.HubSetting;
import org.handfast.core.settings.HubSettings;

/** The console's port, found out to be free before Payara is asked to take it. */
final class AdminPort {

    private AdminPort() {}

    /**
     * The port to listen on.
     *
     * @throws Exit FAILED if it is taken, or the host is none of this machine's
     */
    static int choose(HubSettings settings) {
        int wanted = Integer.parseInt(settings.of(HubSetting.ADMIN_PORT));
        try (var socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.getByName(settings.adminHost()), wanted));
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new Exit(
                    Exit.Code.FAILED,
                    "the console cannot listen on " + settings.adminHost() + ":" + wanted + " (" + e.getMessage()
                            + "); choose another port with --set admin.port=PORT, 0 for any that is free");
        }
    }
}
