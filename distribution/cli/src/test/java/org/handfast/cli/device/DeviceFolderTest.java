package org.handfast.cli.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.handfast.cli.CliException;
import org.handfast.cli.ExitCode;

class DeviceFolderTest {

    @TempDir
    Path parent;

    @Test
    void keepsWhatItIsGivenForItsOwnerAlone() throws IOException {
        Path folder = parent.resolve("device");
        try (DeviceFolder device = DeviceFolder.take(folder)) {
            assertThat(device.read()).isEmpty();
            device.write(new byte[] {1});
            device.write(new byte[] {2, 3});
            assertThat(device.read().orElseThrow()).containsExactly(2, 3);
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
                .isEqualTo("rwx------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("device.json"))))
                .isEqualTo("rw-------");
        assertThat(folder.resolve("device.json.part")).doesNotExist();
    }

    @Test
    void aWriteThatACrashCutOffDoesNoHarm() throws IOException {
        try (DeviceFolder device = DeviceFolder.take(parent)) {
            device.write(new byte[] {1});
            Files.write(parent.resolve("device.json.part"), new byte[] {9});
            assertThat(device.read().orElseThrow()).containsExactly(1);
            device.write(new byte[] {2});
            assertThat(device.read().orElseThrow()).containsExactly(2);
        }
    }

    @Test
    void aFileInItsPlaceIsSaidSo() throws IOException {
        Path file = Files.writeString(parent.resolve("file"), "");
        assertThatThrownBy(() -> DeviceFolder.take(file))
                .isInstanceOfSatisfying(
                        CliException.class, e -> assertThat(e.code()).isEqualTo(ExitCode.USAGE))
                .hasMessageContaining("--device");
    }
}
