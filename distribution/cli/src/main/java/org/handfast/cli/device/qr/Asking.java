package org.handfast.cli.device.qr;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

import org.handfast.api.Fault;
import org.handfast.cli.CliException;
import org.handfast.cli.ExitCode;
import org.handfast.cli.Terminal;
import org.handfast.cli.device.Picture;
import org.handfast.plugin.qr.device.Tools;
import org.handfast.plugin.qr.wire.Line;
import org.handfast.plugin.qr.wire.Lines;

/** Asks a person for the code of the other device, until it is one that fits. */
final class Asking {

    private final Session session;
    private final QrTeller teller;
    private final Terminal terminal;

    Asking(Session session, QrTeller teller, Terminal terminal) {
        this.session = session;
        this.teller = teller;
        this.terminal = terminal;
    }

    /**
     * The step that a code leads to.
     *
     * @param given a code that is there already
     * @param command how to go on later
     */
    <P> P code(Optional<Line> given, String name, String command, Function<Line, P> step) {
        if (given.isPresent()) {
            return step.apply(given.get());
        }
        while (true) {
            String typed = teller.code(name, terminal)
                    .orElseThrow(() -> new CliException(
                            ExitCode.USAGE, "no code was given; go on later with: handfast device qr " + command));
            try {
                if (!typed.isBlank()) {
                    return step.apply(read(typed.strip(), session.tools()));
                }
            } catch (Fault fault) {
                if (fault.category() != Fault.Category.OPERATOR_INPUT) {
                    throw fault;
                }
                teller.note(fault.detail());
            } catch (CliException e) {
                if (e.code() != ExitCode.USAGE) {
                    throw e;
                }
                teller.note(String.valueOf(e.getMessage()));
            }
        }
    }

    private static Line read(String typed, Tools tools) {
        return typed.toLowerCase(Locale.ROOT).endsWith(".png")
                ? Lines.scanned(Picture.read(Path.of(typed)), tools.crypto())
                : Lines.pasted(typed, tools.crypto());
    }
}
