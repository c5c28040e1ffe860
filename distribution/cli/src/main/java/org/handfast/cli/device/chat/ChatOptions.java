package org.handfast.cli.device.chat;

import java.io.PrintWriter;

import com.fasterxml.jackson.databind.node.ObjectNode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import org.handfast.cli.Json;
import org.handfast.cli.Plain;
import org.handfast.cli.device.DeviceOptions;

/** What all commands of the protocol have in common. */
abstract class ChatOptions {

    @Mixin
    private DeviceOptions device;

    @Option(names = "--json", description = "Tell what happens as JSON, an object a line.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    PrintWriter out() {
        return spec.commandLine().getOut();
    }

    boolean json() {
        return json;
    }

    ChatFolder folder() {
        return ChatFolder.open(device.folder());
    }

    /** What a command comes to: a sentence for a person, an object for a script. */
    void done(String sentence, ObjectNode event) {
        out().println(json ? Json.line(event) : Plain.line(sentence));
        out().flush();
    }
}
