package org.handfast.web.hub;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where a hub finds and keeps things.
 *
 * @param data what is the hub's own: keys, plugins, and what it writes while it runs
 * @param shipped where the plugins lie that came with it
 */
record Folders(Path data, Path shipped) {

    /** The data folder, made if it is not there. */
    Path home() {
        return made("");
    }

    /** Where what is only of use while the hub runs is kept; made if it is not there. */
    Path run() {
        return made("run");
    }

    /** The plugins that are installed. */
    Path plugins() {
        return made("plugins");
    }

    /** Where the OSGi framework unpacks them. */
    Path bundleCache() {
        return run().resolve("bundles");
    }

    /** The plugins that came with the hub. */
    List<Path> shippedPlugins() {
        if (!Files.isDirectory(shipped)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(shipped)) {
            return files.filter(f -> f.toString().endsWith(".jar")).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path made(String name) {
        try {
            return Files.createDirectories(data.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
