package org.handfast.cli.device.qr;

import java.io.PrintWriter;
import java.nio.file.Path;

import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import org.handfast.cli.device.DeviceOptions;

/** What all commands of the protocol have in common. */
abstract class QrOptions {

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

    boolean json() {
        return json;
    }

    Path folder() {
        return device.folder();
    }

    QrTeller teller() {
        return json ? new JsonLines(out()) : new Sentences(out());
    }
}
