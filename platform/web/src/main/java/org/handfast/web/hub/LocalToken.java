package org.handfast.web.hub;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;

import org.handfast.core.crypto.Toolkit;

/**
 * What lets the hub's own user in from its own machine: a token, new at each start, in a file that nobody else may read.
 */
public final class LocalToken {

    private static final String FILE = "admin.token";
    private static final int SIZE = 32;

    private final byte[] token;

    private LocalToken(String token) {
        this.token = token.getBytes(StandardCharsets.US_ASCII);
    }

    /** Makes one and writes it into a folder. */
    static LocalToken create(Path folder, Toolkit toolkit) {
        String token = toolkit.random(SIZE).hex();
        try {
            Path aside = Files.createTempFile(
                    folder,
                    FILE,
                    ".part",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(aside, token);
            Files.move(
                    aside, folder.resolve(FILE), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new LocalToken(token);
    }

    /** True if it is the one; takes the same time whatever is given. */
    public boolean matches(String given) {
        return MessageDigest.isEqual(token, given.getBytes(StandardCharsets.UTF_8));
    }
}
