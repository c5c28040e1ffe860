package org.handfast.cli.device.qr;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import picocli.CommandLine;

import org.handfast.api.Fault;
import org.handfast.cli.CliException;
import org.handfast.cli.Json;

/** A device in a folder, that is given commands as from a terminal. */
final class TerminalDevice {

    private final Path folder;
    int exit;

    TerminalDevice(Path folder) {
        this.folder = folder;
    }

    Path folder() {
        return folder;
    }

    /** What a command says, its complaint included. */
    String qr(String... arguments) {
        var out = new StringWriter();
        List<String> all = new ArrayList<>(List.of(arguments));
        // Behind the name of the command, since -- may follow.
        all.add(1, "--device=" + folder);
        exit = new CommandLine(new QrCommand())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(out))
                .setExecutionExceptionHandler((e, line, parsed) -> {
                    line.getOut().print(e.getMessage());
                    line.getOut().flush();
                    return switch (e) {
                        case CliException known -> known.code().number();
                        case Fault fault when fault.category() == Fault.Category.OPERATOR_INPUT -> 2;
                        default -> throw e;
                    };
                })
                .execute(all.toArray(String[]::new));
        return out.toString();
    }

    /** The events of a command that succeeds. */
    List<JsonNode> events(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.add(1, "--json");
        String said = qr(all.toArray(String[]::new));
        assertThat(exit).as(said).isZero();
        return said.lines().map(TerminalDevice::json).toList();
    }

    private static JsonNode json(String line) {
        try {
            return Json.MAPPER.readTree(line);
        } catch (IOException e) {
            throw new AssertionError(line, e);
        }
    }

    /** The event of this name. */
    JsonNode event(String name, String... arguments) {
        List<JsonNode> events = events(arguments);
        return events.stream()
                .filter(e -> e.path("event").asText().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no '" + name + "' among " + events));
    }

    String line(String... arguments) {
        return event("code", arguments).path("line").asText();
    }
}
