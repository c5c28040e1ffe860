package org.handfast.server;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The Java platform's cache of loaded classes, which it writes when it ends, whatever it had come to by then. */
final class StartCache {

    /** The script that starts the hub says here where to leave word; not set if no cache is being made. */
    private static final String WORD = "start.cache.ready";

    private StartCache() {}

    /** Tells the script's next run that this one became ready, so that what it leaves is worth keeping. */
    static void keep() {
        String word = System.getProperty(WORD);
        if (word == null) {
            return;
        }
        try {
            Files.write(Path.of(word), new byte[0]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Runtime.getRuntime().addShutdownHook(new Thread(StartCache::fallSilent));
    }

    /** Nothing is said from now on: what Java says while it writes the cache is of no use to anybody. */
    static void fallSilent() {
        if (System.getProperty(WORD) == null) {
            return;
        }
        try {
            // Closing one of the first three descriptors makes it lead nowhere.
            new FileOutputStream(FileDescriptor.out).close();
            new FileOutputStream(FileDescriptor.err).close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
