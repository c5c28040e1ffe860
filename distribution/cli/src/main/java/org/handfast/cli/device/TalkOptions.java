package org.handfast.cli.device;

import java.util.Map;

import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import org.handfast.cli.ExitCode;

/** What pairing and connecting have in common. */
abstract class TalkOptions {

    @Mixin
    private DeviceOptions device;

    @Option(names = "--revision", paramLabel = "document|later", description = "What to speak (default: document).")
    private String revision = "";

    @Option(names = "--accept", description = "Do not ask whether the words match. For closed networks and scripts.")
    private boolean accept;

    @Option(names = "--once", description = "Be done as soon as both ends are connected.")
    private boolean once;

    @Option(names = "--json", description = "Tell what happens as JSON, an object a line.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    DeviceOptions device() {
        return device;
    }

    String revision() {
        return revision;
    }

    /** Follows a command from beginning to end; Ctrl-C says goodbye properly. */
    ExitCode follow(Device device, String endpoint, String command, Map<String, String> arguments)
            throws InterruptedException {
        var out = spec.commandLine().getOut();
        Teller teller = json ? Teller.json(out) : Teller.sentences(out, endpoint);
        var goodbye = new Thread(device::close);
        Runtime.getRuntime().addShutdownHook(goodbye);
        ExitCode code = new Ceremony(device, teller, accept, once).run(DirectTcpCommand.PROTOCOL, command, arguments);
        if (!device.leaving()) {
            Runtime.getRuntime().removeShutdownHook(goodbye);
        }
        return code;
    }
}
