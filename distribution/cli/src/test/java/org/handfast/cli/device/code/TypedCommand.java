package org.handfast.cli.device.code;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PipedReader;
import java.io.PipedWriter;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

import com.fasterxml.jackson.databind.JsonNode;
import picocli.CommandLine;

import org.handfast.cli.Json;

/** A command that runs beside the test, which reads its events as they come. */
final class TypedCommand {

    private final BufferedReader said;
    private final CompletableFuture<Integer> exit = new CompletableFuture<>();

    /** {@code handfast device code} of a device that is alone on this machine. */
    TypedCommand(Path device, String... arguments) {
        try {
            var out = new PipedWriter();
            said = new BufferedReader(new PipedReader(out, 1 << 16));
            List<String> all = new ArrayList<>(List.of(arguments));
            all.addAll(1, List.of("--device=" + device, "--json", "--listen=127.0.0.1", "--no-mdns"));
            Thread.ofPlatform().daemon().start(() -> {
                try (var printed = new PrintWriter(out)) {
                    exit.complete(new CommandLine(new CodeCommand())
                            .setOut(printed)
                            .setErr(printed)
                            .execute(all.toArray(String[]::new)));
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The next event of a name; those before it are passed over. */
    JsonNode next(String event) {
        List<String> before = new ArrayList<>();
        try {
            for (String line = said.readLine(); line != null; line = said.readLine()) {
                before.add(line);
                if (line.startsWith("{")) {
                    JsonNode one = Json.MAPPER.readTree(line);
                    if (one.path("event").asText().equals(event)) {
                        return one;
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(String.join("\n", before), e);
        }
        throw new AssertionError("no '" + event + "' in\n" + String.join("\n", before));
    }

    /** How it ended. */
    int exit() throws ExecutionException, InterruptedException {
        return exit.get();
    }
}
