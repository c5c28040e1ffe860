package org.handfast.core.fake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A document of this repository that a test holds the code to. */
public final class Document {

    private Document() {}

    /** Where a document is, by its path from the repository's root. */
    public static Path path(String fromRoot) {
        return Path.of("..", "..").resolve(fromRoot);
    }

    /** The block of a document that is fenced with this language. */
    public static String block(String fromRoot, String language) {
        try {
            String text = Files.readString(path(fromRoot));
            String fence = "```" + language + "\n";
            int start = text.indexOf(fence);
            if (start < 0) {
                throw new AssertionError(fromRoot + " has no block of " + language);
            }
            return text.substring(start + fence.length(), text.indexOf("```", start + fence.length()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
