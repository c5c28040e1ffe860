package org.handfast.server;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Tells the command line which process the hub is and where its console listens, for as long as it runs. */
final class RunFile {

    private static final ObjectMapper JSON = new ObjectMapper();

    private RunFile() {}

    static void write(Path run, URI console) throws IOException {
        ObjectNode node = JSON.createObjectNode()
                .put("pid", ProcessHandle.current().pid())
                .put("console", console.toString());
        Path aside = Files.write(run.resolve("hub.json.part"), JSON.writeValueAsBytes(node));
        Files.move(aside, run.resolve("hub.json"), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    static void delete(Path run) {
        try {
            Files.deleteIfExists(run.resolve("hub.json"));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
