package org.handfast.cli.hub;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
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

    /** The hub of a data folder, if one runs. */
    public static Optional<HubProcess> find(Path data) {
        Path file = data.resolve("run").resolve("hub.json");
        if (!Files.isReadable(file)) {
            return Optional.empty();
        }
        try {
            JsonNode hub = Json.MAPPER.readTree(Files.readAllBytes(file));
            URI console = URI.create(hub.path("console").asText());
            return ProcessHandle.of(hub.path("pid").asLong())
                    .filter(ProcessHandle::isAlive)
                    .map(p -> new HubProcess(p, console));
        } catch (IOException e) {
            return Optional.empty();
        }
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
