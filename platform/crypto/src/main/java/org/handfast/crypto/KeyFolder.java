package org.handfast.crypto;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

import org.handfast.api.Fault;

/**
 * The folder {@code keys} in the data folder, mode 0700, its files 0600. It is there with all its files, written through
 * to the disk, or not at all: it is made beside its place and moved there. Whatever looks wrong with it is a
 * CONFIGURATION fault, never mended silently: a hub with new keys is another hub.
 */
final class KeyFolder {

    private static final System.Logger LOG = System.getLogger(KeyFolder.class.getName());

    private static final String NAME = "keys";
    private static final String UNFINISHED = ".keys-unfinished-";
    private static final FileAttribute<?> FOLDER_MODE = mode("rwx------");
    private static final FileAttribute<?> FILE_MODE = mode("rw-------");
    private static final Set<PosixFilePermission> OTHERS = EnumSet.complementOf(EnumSet.of(
            PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_EXECUTE));

    private final Path data;
    private final Path folder;

    /** The key folder of a data folder, which is there. */
    KeyFolder(Path data) {
        this.data = data;
        this.folder = data.resolve(NAME);
        try {
            if (!Files.getFileStore(data).supportsFileAttributeView(PosixFileAttributeView.class)) {
                throw fault("key-file-mode", "The file system of " + data + " cannot keep keys from other users.");
            }
        } catch (IOException e) {
            throw fault("key-file-unreadable", "The data folder " + data + " is not there, or is unreadable.", e);
        }
    }

    private static FileAttribute<?> mode(String permissions) {
        return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions));
    }

    /** True if it is there; an empty folder, as a mount leaves behind, is not. */
    boolean exists() {
        if (Files.notExists(folder)) {
            return false;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            return files.iterator().hasNext();
        } catch (IOException e) {
            throw unreadable(folder, e);
        }
    }

    /** Makes it with these files, unless another process does so first. */
    void create(Map<String, byte[]> files) {
        try {
            Path unfinished = Files.createTempDirectory(data, UNFINISHED, FOLDER_MODE);
            try {
                for (var file : files.entrySet()) {
                    write(unfinished.resolve(file.getKey()), file.getValue());
                }
                sync(unfinished);
                Files.move(unfinished, folder, StandardCopyOption.ATOMIC_MOVE);
            } catch (IOException e) {
                remove(unfinished);
                throw e;
            }
        } catch (IOException e) {
            if (!exists()) {
                throw notWritten(e);
            }
        }
    }

    private static void write(Path file, byte[] bytes) throws IOException {
        var how = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try (var channel = FileChannel.open(file, how, FILE_MODE)) {
            var buffer = ByteBuffer.wrap(bytes);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            channel.force(true);
        }
    }

    private static void sync(Path folder) throws IOException {
        try (var channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /** Sees to it that it lasts, and removes what crashes left: nothing was sealed under keys that got no place. */
    void settle() {
        try {
            sync(data);
        } catch (IOException e) {
            throw notWritten(e);
        }
        try (DirectoryStream<Path> left = Files.newDirectoryStream(data, UNFINISHED + "*")) {
            for (Path unfinished : left) {
                if (Files.isDirectory(unfinished, LinkOption.NOFOLLOW_LINKS)) {
                    remove(unfinished);
                }
            }
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "Unfinished key folders in {0} cannot be looked for: {1}", data, e);
        }
    }

    private static void remove(Path unfinished) {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(unfinished)) {
            for (Path file : files) {
                Files.delete(file);
            }
            Files.delete(unfinished);
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "{0} can be removed by hand: {1}", unfinished, e);
        }
    }

    /** The content of a file of exactly {@code size} bytes that nobody but its owner may use. */
    byte[] read(String name, int size) {
        requireOwnerOnly(folder, "700");
        Path file = folder.resolve(name);
        if (Files.notExists(file)) {
            throw fault(
                    "key-file-missing",
                    file + " is missing, and the other keys are there. Restore it from a backup; "
                            + "without it nothing that was sealed can be read.");
        }
        requireOwnerOnly(file, "600");
        byte[] bytes;
        try (InputStream in = Files.newInputStream(file)) {
            bytes = in.readNBytes(size + 1);
        } catch (IOException e) {
            throw unreadable(file, e);
        }
        if (bytes.length != size) {
            throw fault("key-file-size", file + " must have " + size + " bytes. Restore it from a backup.");
        }
        return bytes;
    }

    private static void requireOwnerOnly(Path path, String wanted) {
        try {
            Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(path);
            if (permissions.stream().anyMatch(OTHERS::contains)) {
                throw fault(
                        "key-file-mode",
                        path + " is open to others than its owner (" + PosixFilePermissions.toString(permissions)
                                + "). Set it right with chmod " + wanted
                                + "; if someone may have read it, its keys are no longer secret.");
            }
        } catch (IOException e) {
            throw unreadable(path, e);
        }
    }

    private Fault notWritten(IOException cause) {
        return fault("keys-not-written", "The keys cannot be written to " + folder + ".", cause);
    }

    private static Fault unreadable(Path path, IOException cause) {
        return fault("key-file-unreadable", path + " cannot be read. The user that runs the hub must own it.", cause);
    }

    static Fault fault(String code, String detail) {
        return new Fault(Fault.Category.CONFIGURATION, code, detail);
    }

    static Fault fault(String code, String detail, Exception cause) {
        return new Fault(Fault.Category.CONFIGURATION, code, detail, cause);
    }
}
