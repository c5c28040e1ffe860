package org.handfast.cli.device.relay;

import java.io.PrintWriter;

import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import org.handfast.cli.ExitCode;
import org.handfast.cli.device.Device;
import org.handfast.cli.device.DeviceOptions;

/** What all have in common that go to the hub. */
abstract class StayOptions {

    @Mixin
    private DeviceOptions device;

    @Option(names = "--json", description = "Tell what happens as JSON, an object a line.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    PrintWriter out() {
        return spec.commandLine().getOut();
    }

    PrintWriter err() {
        return spec.commandLine().getErr();
    }

    Device start() {
        return Device.start(device.folder(), "");
    }

    /** Does an errand at the hub that this device is registered at. */
    ExitCode stay(Errand errand) throws InterruptedException {
        try (Device running = start();
                Stay stay = stay(running)) {
            return stay.run(errand);
        }
    }

    /** A stay that is not begun yet. */
    Stay stay(Device running) {
        Registration registration = Registration.require(running.folder());
        RelayTeller teller = json ? new JsonLines(out()) : new Sentences(out(), registration);
        return new Stay(running, registration, new HubApi(registration.hub()), teller);
    }
}
