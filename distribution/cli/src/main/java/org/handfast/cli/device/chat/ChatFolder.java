package org.handfast.cli.device.chat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.UnaryOperator;

import org.handfast.api.Crypto;
import org.handfast.cli.device.DeviceFolder;
import org.handfast.cli.device.DeviceKeys;
import org.handfast.cli.device.MachineName;
import org.handfast.core.comparison.CheckWords;
import org.handfast.core.crypto.Toolkit;
import org.handfast.core.json.JsonReader;
import org.handfast.plugin.chat.device.Tools;
import org.handfast.plugin.chat.wire.ChatWire;

/**
 * A device folder, taken only while something is written: so that one may say whom one trusts in one terminal, and talk in another.
 * For one thread.
 */
final class ChatFolder {

    private static final int SEED = 32;

    private final Path path;
    private final Toolkit toolkit;
    private byte[] seen = {};

    private ChatFolder(Path path, Toolkit toolkit) {
        this.path = path;
        this.toolkit = toolkit;
    }

    /** That folder; a device that has never been in a room gets its identity. */
    static ChatFolder open(Path path) {
        if (Files.exists(path.resolve(Profile.FILE))) {
            return new ChatFolder(path, DeviceKeys.open(path));
        }
        try (DeviceFolder taken = DeviceFolder.take(path)) {
            var folder = new ChatFolder(path, DeviceKeys.open(path));
            if (taken.read(Profile.FILE).isEmpty()) {
                folder.write(Profile.fresh(MachineName.get(), folder.crypto()), taken);
            }
            return folder;
        }
    }

    Crypto crypto() {
        return toolkit.forEvent(toolkit.random(SEED));
    }

    /** For one step. */
    Tools tools(Instant now) {
        return new Tools(crypto(), new CheckWords(ChatWire.ID), JsonReader::read, now);
    }

    Profile profile() {
        return Profile.read(read(), toolkit, crypto());
    }

    /** What is kept, if it has been changed by another process since this one looked last. */
    Optional<Profile> renewed() {
        byte[] before = seen;
        byte[] now = read();
        return Arrays.equals(before, now) ? Optional.empty() : Optional.of(Profile.read(now, toolkit, crypto()));
    }

    /** Changes what is kept, and gives what is kept now: on disk when this returns. */
    Profile change(UnaryOperator<Profile> change) {
        try (DeviceFolder taken = DeviceFolder.take(path)) {
            Profile changed = change.apply(profile());
            write(changed, taken);
            return changed;
        }
    }

    private void write(Profile profile, DeviceFolder taken) {
        byte[] file = profile.write(toolkit);
        taken.write(Profile.FILE, file);
        seen = file;
    }

    private byte[] read() {
        try {
            seen = Files.readAllBytes(path.resolve(Profile.FILE));
            return seen;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
