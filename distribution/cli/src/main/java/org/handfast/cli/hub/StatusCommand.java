package org.handfast.cli.hub;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.Callable;

import com.fasterxml.jackson.databind.JsonNode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import org.handfast.cli.DataOption;
import org.handfast.cli.ExitCode;
import org.handfast.cli.Json;
import org.handfast.cli.admin.AdminApi;

/** Says whether the hub runs and how much is going on. */
@Command(
        name = "status",
        description = "Say whether the hub runs, and how much is going on.",
        mixinStandardHelpOptions = true)
public final class StatusCommand implements Callable<Integer> {

    @Mixin
    private DataOption data;

    @Option(names = "--json", description = "As JSON.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        var out = spec.commandLine().getOut();
        HubProcess hub = HubProcess.require(data.folder());
        JsonNode status = AdminApi.of(data.folder()).get("hub");
        if (json) {
            out.println(Json.text(status));
            return ExitCode.OK.number();
        }
        out.println(status.path("name").asText() + " " + status.path("version").asText() + " runs as process "
                + hub.process().pid() + " since " + status.path("startedAt").asText());
        out.println("  Console             " + hub.console());
        // A protocol may listen on a port for more than one thing.
        Set<String> ports = new LinkedHashSet<>();
        for (JsonNode listener : status.path("listeners")) {
            ports.add(String.format(
                    "  %-19s port %d%n",
                    listener.path("title").asText(), listener.path("port").asInt()));
        }
        ports.forEach(out::print);
        JsonNode counts = status.path("counts");
        out.printf(
                "  %d waiting for you, %d trusted devices, %d of them connected%n",
                counts.path("questions").asInt(),
                counts.path("trustedDevices").asInt(),
                counts.path("connectedDevices").asInt());
        return ExitCode.OK.number();
    }
}
