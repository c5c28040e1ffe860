package org.handfast.cli.device;

import java.nio.file.Path;
import java.util.Map;

import picocli.CommandLine.Option;

/** Which device to be. */
public final class DeviceOptions {

    @Option(
            names = "--device",
            paramLabel = "DIR",
            description = "Where this device keeps its keys (default: $HANDFAST_DEVICE, else"
                    + " ~/.local/state/handfast/device).")
    private Path folder = standard(System.getenv());

    private static Path standard(Map<String, String> environment) {
        String state = environment.getOrDefault(
                "XDG_STATE_HOME",
                Path.of(System.getProperty("user.home"), ".local", "state").toString());
        return Path.of(environment.getOrDefault(
                "HANDFAST_DEVICE", Path.of(state, "handfast", "device").toString()));
    }

    /** The folder. */
    public Path folder() {
        return folder.toAbsolutePath().normalize();
    }
}
