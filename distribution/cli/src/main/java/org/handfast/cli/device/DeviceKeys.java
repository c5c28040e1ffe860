package org.handfast.cli.device;

import java.nio.file.Path;
import java.security.SecureRandom;

import org.handfast.core.crypto.Toolkit;
import org.handfast.crypto.HubKeys;
import org.handfast.crypto.HubToolkit;

/** The keys in a device's folder, under which everything else there is sealed. */
public final class DeviceKeys {

    private DeviceKeys() {}

    /** What is done with them; they are made if there are none, and then the folder must be taken. */
    public static Toolkit open(Path folder) {
        var random = new SecureRandom();
        return HubToolkit.portable(HubKeys.open(folder, random), "", random);
    }
}
