package org.handfast.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RotatingLogTest {

    @TempDir
    Path folder;

    private void write(RotatingLog log, String text) throws IOException {
        log.write(text.getBytes(StandardCharsets.UTF_8));
    }

    private String read(String name) throws IOException {
        return Files.readString(folder.resolve(name));
    }

    @Test
    void goesOnWhereItWasLeftAndPutsAsideWhatIsFull() throws IOException {
        Path file = folder.resolve("log");
        try (var log = new RotatingLog(file, 10, 2)) {
            write(log, "12345");
        }
        try (var log = new RotatingLog(file, 10, 2)) {
            write(log, "67890");
            assertThat(read("log")).isEqualTo("1234567890");
            write(log, "a");
            assertThat(read("log")).isEqualTo("a");
            assertThat(read("log.1")).isEqualTo("1234567890");
            write(log, "0123456789");
            write(log, "b");
            assertThat(read("log.1")).isEqualTo("0123456789");
            assertThat(read("log.2")).isEqualTo("a");
            assertThat(folder.resolve("log.3")).doesNotExist();
        }
    }

    @Test
    void writesWhatIsLargerThanAFileWhole() throws IOException {
        try (var log = new RotatingLog(folder.resolve("log"), 3, 2)) {
            write(log, "12345");
            assertThat(read("log")).isEqualTo("12345");
        }
    }
}
