package org.handfast.cli.device.qr;

import java.nio.file.Path;

import org.handfast.cli.device.CommandDevice;

/** A device of QR connections. */
final class TerminalDevice extends CommandDevice {

    TerminalDevice(Path folder) {
        super(folder, QrCommand::new);
    }

    String line(String... arguments) {
        return event("code", arguments).path("line").asText();
    }
}
