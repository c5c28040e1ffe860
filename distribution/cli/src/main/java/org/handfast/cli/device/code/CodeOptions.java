package org.handfast.cli.device.code;

import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import org.handfast.cli.code.CodeTeller;
import org.handfast.cli.device.CodeDrawing;
import org.handfast.cli.device.Device;
import org.handfast.cli.device.DeviceOptions;
import org.handfast.cli.device.MachineName;

/** What all have in common that go to the network. */
abstract class CodeOptions {

    static final String DERIVATION =
            "What is made of the words; 'original' is for old devices alone, and hands out the code"
                    + " to all (default: document).";
    static final String ADDRESS =
            "Where the other end is, if it cannot be found, such as /ip4/192.0.2.7/tcp/4001/p2p/12D3KooW….";

    @Mixin
    private DeviceOptions device;

    @Mixin
    private NodeOptions node;

    @Option(names = "--name", paramLabel = "NAME", description = "What to be called (default: this machine's name).")
    private String name = MachineName.get();

    @Option(names = "--json", description = "Tell what happens as JSON, an object a line.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    CodeTeller teller() {
        return new CodeTeller(spec.commandLine().getOut(), json);
    }

    /** The device, on the network. */
    Device start() {
        return Device.startReachable(device.folder(), name, node.settings());
    }

    Attendance attend(Device running, Consent consent, CodeDrawing drawing) {
        return new Attendance(
                running,
                teller(),
                consent,
                new Showing(drawing, spec.commandLine().getOut()));
    }
}
