package org.handfast.cli.device;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** What a device is called unless somebody says otherwise. */
public final class MachineName {

    private MachineName() {}

    /** This machine's name. */
    public static String get() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "A device";
        }
    }
}
