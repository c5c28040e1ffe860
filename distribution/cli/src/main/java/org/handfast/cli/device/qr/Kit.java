package org.handfast.cli.device.qr;

import java.nio.file.Path;
import java.time.Instant;

import org.handfast.api.Bytes;
import org.handfast.api.KeyPair;
import org.handfast.cli.device.DeviceFolder;
import org.handfast.cli.device.DeviceKeys;
import org.handfast.core.comparison.CheckWords;
import org.handfast.core.crypto.Toolkit;
import org.handfast.core.json.JsonReader;
import org.handfast.plugin.qr.device.DeviceRecords;
import org.handfast.plugin.qr.device.Tools;
import org.handfast.plugin.qr.device.Vault;
import org.handfast.plugin.qr.wire.Wire;

/** A device folder that is taken, and what is done with its keys. */
final class Kit implements AutoCloseable {

    private static final int SEED = 32;

    private final DeviceFolder folder;
    private final Toolkit toolkit;

    private Kit(DeviceFolder folder) {
        this.folder = folder;
        this.toolkit = DeviceKeys.open(folder.path());
    }

    static Kit take(Path path) {
        DeviceFolder folder = DeviceFolder.take(path);
        try {
            return new Kit(folder);
        } catch (RuntimeException e) {
            folder.close();
            throw e;
        }
    }

    DeviceFolder folder() {
        return folder;
    }

    /** For one step. */
    Tools tools() {
        return new Tools(
                toolkit.forEvent(toolkit.random(SEED)), new CheckWords(Wire.ID), JsonReader::read, Instant.now());
    }

    DeviceRecords records() {
        return new DeviceRecords(
                new Vault() {
                    @Override
                    public Bytes seal(KeyPair pair, String context) {
                        return toolkit.seal(pair, context);
                    }

                    @Override
                    public KeyPair open(Bytes sealed, String context) {
                        return toolkit.openKeyPair(sealed, context);
                    }
                },
                tools().crypto());
    }

    @Override
    public void close() {
        folder.close();
    }
}
