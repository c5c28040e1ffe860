package org.handfast.cli.hub;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;

import org.handfast.cli.CliException;
import org.handfast.cli.ExitCode;
import org.handfast.cli.Json;

/**
 * The hub that runs on a data folder.
 *
 * @param process its process
 * @param console where its console listens
 */
public record HubProcess(ProcessHandle process, URI console) {

    /** The system tells the start of a process to a hundredth of a second, by a boot time that it knows to the second. */
    private static final Duration CLOCK_GRAIN = Duration.ofSeconds(2);

    /** The hub of a data folder, if one runs. */
    public static Optional<HubProcess> find(Path data) {
        Path file = data.resolve("run").resolve("hub.json");
        if (!Files.isReadable(file)) {
            return Optional.empty();
        }
        try {
            Instant written = Files.getLastModifiedTime(file).toInstant();
            JsonNode hub = Json.MAPPER.readTree(Files.readAllBytes(file));
            URI console = URI.create(hub.path("console").asText());
            return ProcessHandle.of(hub.path("pid").asLong())
                    .filter(p -> p.isAlive() && !startedAfter(written, p))
                    .map(p -> new HubProcess(p, console));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** A hub that was killed leaves its file, and another process may have its number since. */
    private static boolean startedAfter(Instant written, ProcessHandle process) {
        return process.info()
                .startInstant()
                .filter(start -> start.isAfter(written.plus(CLOCK_GRAIN)))
                .isPresent();
    }

    /** The hub of a data folder, which must run. */
    public static HubProcess require(Path data) {
        return find(data)
                .orElseThrow(() -> new CliException(
                        ExitCode.NO_HUB,
                        "no hub runs on " + data
                                + "; start one with 'handfast start', or name its folder with --data"));
    }
}
