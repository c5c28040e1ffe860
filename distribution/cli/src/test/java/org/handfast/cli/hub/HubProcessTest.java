package org.handfast.cli.hub;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HubProcessTest {

    @TempDir
    private Path data;

    private Path file;

    @BeforeEach
    void aHubOfThisProcess() throws IOException {
        file = Files.createDirectories(data.resolve("run")).resolve("hub.json");
        Files.writeString(
                file, "{\"pid\":" + ProcessHandle.current().pid() + ",\"console\":\"http://127.0.0.1:8080/\"}");
    }

    @Test
    void findsTheProcessThatWroteTheFile() {
        assertThat(HubProcess.find(data))
                .hasValueSatisfying(hub -> assertThat(hub.process()).isEqualTo(ProcessHandle.current()));
    }

    @Test
    void takesNoOtherProcessForAKilledHubWhoseNumberItHas() throws IOException {
        Instant start = ProcessHandle.current().info().startInstant().orElseThrow();
        Files.setLastModifiedTime(file, FileTime.from(start.minus(Duration.ofMinutes(1))));

        assertThat(HubProcess.find(data)).isEmpty();
    }
}
