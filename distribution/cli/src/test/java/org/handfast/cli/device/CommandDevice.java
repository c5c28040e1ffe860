package org.handfast.cli.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

import com.fasterxml.jackson.databind.JsonNode;
import picocli.CommandLine;

import org.handfast.api.Fault;
import org.handfast.cli.CliException;
import org.handfast.cli.Json;

/** A device in a folder, that is given commands as from a terminal. */
public class CommandDevice {

    private final Path folder;
    private final Supplier<Object> command;
    private int exit;

    /** {@code command}: of which these are. */
    public CommandDevice(Path folder, Supplier<Object> command) {
        this.folder = folder;
        this.command = command;
    }

    public final Path folder() {
        return folder;
    }

    /** How the last command ended. */
    public final int exit() {
        return exit;
    }

    /** What a command says, its complaint included. */
    public final String run(String... arguments) {
        var out = new StringWriter();
        exit = new CommandLine(command.get())
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
                .execute(with("--device=" + folder, arguments));
        return out.toString();
    }

    /** Behind the words of the command, since -- may follow its arguments. */
    private String[] with(String option, String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        int words = 0;
        for (CommandLine at = new CommandLine(command.get());
                words < all.size() && at.getSubcommands().containsKey(all.get(words));
                words++) {
            at = at.getSubcommands().get(all.get(words));
        }
        all.add(words, option);
        return all.toArray(String[]::new);
    }

    /** The events of a command that succeeds. */
    public final List<JsonNode> events(String... arguments) {
        String said = run(with("--json", arguments));
        assertThat(exit).as(said).isZero();
        return said.lines().map(CommandDevice::json).toList();
    }

    private static JsonNode json(String line) {
        try {
            return Json.MAPPER.readTree(line);
        } catch (IOException e) {
            throw new AssertionError(line, e);
        }
    }

    /** The event of this name. */
    public final JsonNode event(String name, String... arguments) {
        List<JsonNode> events = events(arguments);
        return events.stream()
                .filter(e -> e.path("event").asText().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no '" + name + "' among " + events));
    }
}
