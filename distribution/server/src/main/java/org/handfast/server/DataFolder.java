package org.handfast.server;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;

import org.jspecify.annotations.Nullable;

/**
 * A hub's data folder, taken for this process: one hub a folder. {@code db} holds the database, {@code keys} its keys,
 * {@code plugins} what is installed, {@code logs} the log, {@code run} what is of no use once the hub has stopped.
 */
final class DataFolder implements AutoCloseable {

    private final Path folder;
    private final FileLock lock;

    private DataFolder(Path folder, FileLock lock) {
        this.folder = folder;
        this.lock = lock;
    }

    /**
     * Takes a folder, which is made if it is not there, for its owner alone.
     *
     * @throws Exit ALREADY_RUNNING, or FAILED if it cannot be written to
     */
    static DataFolder take(Path folder) {
        try {
            Files.createDirectories(folder);
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
            for (String name : new String[] {"run", "logs", "db"}) {
                Files.createDirectories(folder.resolve(name));
            }
            FileLock lock = lock(folder);
            if (lock == null) {
                throw new Exit(
                        Exit.Code.ALREADY_RUNNING,
                        "a hub is running on " + folder + " already; see 'handfast status', or give another --data");
            }
            return new DataFolder(folder, lock);
        } catch (IOException e) {
            throw new Exit(
                    Exit.Code.FAILED,
                    "the data folder " + folder + " cannot be written to (" + e.getMessage()
                            + "); make it writable for this user, or give another with --data");
        }
    }

    private static @Nullable FileLock lock(Path folder) throws IOException {
        FileChannel channel = FileChannel.open(
                folder.resolve("run").resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = channel.tryLock();
        if (lock == null) {
            channel.close();
        }
        return lock;
    }

    Path path() {
        return folder;
    }

    Path run() {
        return folder.resolve("run");
    }

    Path log() {
        return folder.resolve("logs").resolve("handfast.log");
    }

    Path database() {
        return folder.resolve("db").resolve("handfast");
    }

    /** A copy of a folder under {@code run}, in place of the one that an earlier start left there. */
    Path freshCopy(Path source, String name) throws IOException {
        Path target = run().resolve(name);
        if (Files.exists(target)) {
            Files.walkFileTree(target, new Deleter());
        }
        Files.walkFileTree(source, new Copier(source, target));
        return target;
    }

    private static final class Deleter extends SimpleFileVisitor<Path> {
        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException e) throws IOException {
            Files.delete(directory);
            return FileVisitResult.CONTINUE;
        }
    }

    private static final class Copier extends SimpleFileVisitor<Path> {
        private final Path source;
        private final Path target;

        Copier(Path source, Path target) {
            this.source = source;
            this.target = target;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) throws IOException {
            Files.createDirectories(target.resolve(source.relativize(directory)));
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            Files.copy(file, target.resolve(source.relativize(file)));
            return FileVisitResult.CONTINUE;
        }
    }

    @Override
    public void close() {
        try {
            lock.release();
            lock.channel().close();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
