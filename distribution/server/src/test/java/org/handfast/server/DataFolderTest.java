package org.handfast.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {

    @TempDir
    Path folder;

    @Test
    void isMadeForItsOwnerAlone() throws IOException {
        try (DataFolder data = DataFolder.take(folder.resolve("a/b"))) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.path())))
                    .isEqualTo("rwx------");
        }
    }

    @Test
    void aFileInItsPlaceIsSaidSo() throws IOException {
        Path file = Files.writeString(folder.resolve("data"), "not a folder");
        assertThatThrownBy(() -> DataFolder.take(file))
                .isInstanceOfSatisfying(Exit.class, e -> assertThat(e.code()).isEqualTo(1))
                .hasMessageContaining("cannot be written to")
                .hasMessageContaining("--data");
    }

    @Test
    void copiesFreshOverWhatAnEarlierStartLeft() throws IOException {
        Path source = Files.createDirectories(folder.resolve("source/deep"));
        Files.writeString(source.resolve("file"), "pristine");
        try (DataFolder data = DataFolder.take(folder.resolve("data"))) {
            Path copy = data.freshCopy(folder.resolve("source"), "copy");
            Files.writeString(copy.resolve("deep/file"), "changed");
            Files.writeString(copy.resolve("more"), "left over");
            data.freshCopy(folder.resolve("source"), "copy");
            assertThat(copy.resolve("deep/file")).hasContent("pristine");
            assertThat(copy.resolve("more")).doesNotExist();
        }
    }
}
