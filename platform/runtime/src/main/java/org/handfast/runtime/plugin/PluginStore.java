package org.handfast.runtime.plugin;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;

import org.handfast.api.Bytes;
import org.handfast.api.Fault;

/**
 * The plugins that are installed: each file under the hash of its contents, and an index that says which of them is current.
 * Every change is written aside, forced to disk and moved into place, so that a crash leaves the old or the new.
 */
final class PluginStore {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path folder;
    private final Path index;

    /**
     * What the index says of one plugin.
     *
     * @param sha256 the file
     * @param shipped true if it came with the hub, and a newer hub may replace it
     * @param running true if it is to run
     */
    record Entry(String sha256, boolean shipped, boolean running) {}

    /** The store in a folder, which is made if it is not there. */
    PluginStore(Path folder) {
        this.folder = folder;
        this.index = folder.resolve("index.json");
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The index, by symbolic name. */
    Map<String, Entry> entries() {
        try {
            return JSON.readValue(index.toFile(), new TypeReference<TreeMap<String, Entry>>() {});
        } catch (IOException e) {
            if (!Files.exists(index)) {
                return new TreeMap<>();
            }
            throw new Fault(
                    Fault.Category.CONFIGURATION,
                    "bad-plugin-index",
                    "The list of plugins, " + index + ", cannot be read; delete it to begin with those that came with"
                            + " the hub.",
                    e);
        }
    }

    /** Keeps a file. */
    void keep(PluginFile file) {
        write(file(file.sha256()), file.contents().toArray());
    }

    /** Says what is current from now on, or that nothing is. */
    void put(String name, Optional<Entry> entry) {
        Map<String, Entry> entries = entries();
        entry.ifPresentOrElse(e -> entries.put(name, e), () -> entries.remove(name));
        try {
            write(index, JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(entries));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        removeUnused(entries);
    }

    /**
     * The file of a hash.
     *
     * @throws Fault CONFIGURATION if it is not there, or is not what it was
     */
    PluginFile read(String sha256) {
        try {
            PluginFile file = PluginFile.read(Bytes.wrap(Files.readAllBytes(file(sha256))));
            if (file.sha256().equals(sha256)) {
                return file;
            }
            throw damaged(sha256, "is not what was installed");
        } catch (NoSuchFileException e) {
            throw damaged(sha256, "is missing");
        } catch (IOException e) {
            throw damaged(sha256, "cannot be read");
        }
    }

    private Fault damaged(String sha256, String what) {
        return new Fault(
                Fault.Category.CONFIGURATION,
                "bad-plugin-file",
                "The plugin file " + file(sha256) + " " + what + ". Install the plugin again.");
    }

    private Path file(String sha256) {
        return folder.resolve(sha256 + ".jar");
    }

    private void removeUnused(Map<String, Entry> entries) {
        List<String> used =
                entries.values().stream().map(e -> e.sha256() + ".jar").toList();
        try (var files = Files.newDirectoryStream(folder, "*.jar")) {
            for (Path file : files) {
                if (!used.contains(file.getFileName().toString())) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write(Path target, byte[] contents) {
        try {
            Path aside = Files.createTempFile(folder, target.getFileName().toString(), ".part");
            try (var channel = FileChannel.open(aside, StandardOpenOption.WRITE)) {
                channel.write(java.nio.ByteBuffer.wrap(contents));
                channel.force(true);
            }
            Files.move(aside, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
