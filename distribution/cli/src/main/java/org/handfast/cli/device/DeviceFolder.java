package org.handfast.cli.device;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import org.handfast.cli.CliException;
import org.handfast.cli.ExitCode;

/**
 * Where a device keeps its keys and what it knows, for its owner alone, and taken for one process at a time.
 */
public final class DeviceFolder implements AutoCloseable {

    private static final String STORE = "device.json";

    private final Path folder;
    private final FileLock lock;

    private DeviceFolder(Path folder, FileLock lock) {
        this.folder = folder;
        this.lock = lock;
    }

    /** Takes a folder, which is made if it is not there. */
    public static DeviceFolder take(Path folder) {
        try {
            Files.createDirectories(folder);
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
            FileChannel channel =
                    FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = channel.tryLock();
            if (lock == null) {
                channel.close();
                throw new CliException(
                        ExitCode.USAGE,
                        "this device is in use by another process; be another device with --device DIR");
            }
            return new DeviceFolder(folder, lock);
        } catch (IOException e) {
            throw new CliException(
                    ExitCode.USAGE,
                    "the device folder " + folder + " cannot be written to (" + e.getMessage() + "); name another with"
                            + " --device DIR");
        }
    }

    /** The folder itself. */
    public Path path() {
        return folder;
    }

    /** What the device knew when it last wrote it down. */
    Optional<byte[]> read() {
        return read(STORE);
    }

    /** One of its files, if it is there. */
    public Optional<byte[]> read(String name) {
        Path file = folder.resolve(name);
        try {
            return Files.exists(file) ? Optional.of(Files.readAllBytes(file)) : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes down what it knows: on disk, whole, when this returns. */
    void write(byte[] contents) {
        write(STORE, contents);
    }

    /** Writes one of its files: on disk, whole, when this returns. */
    public void write(String name, byte[] contents) {
        try {
            Path aside = folder.resolve(name + ".part");
            Files.deleteIfExists(aside);
            Files.createFile(aside, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            try (var channel = FileChannel.open(aside, StandardOpenOption.WRITE)) {
                channel.write(ByteBuffer.wrap(contents));
                channel.force(true);
            }
            Files.move(
                    aside, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        closeQuietly(lock);
    }

    private static void closeQuietly(@Nullable FileLock lock) {
        try {
            if (lock != null) {
                lock.release();
                lock.acquiredBy().close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
