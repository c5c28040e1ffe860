package org.handfast.cli.device.qr;

import java.io.PrintWriter;
import java.nio.file.Path;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Option;

import org.handfast.cli.Json;
import org.handfast.cli.device.QrCode;
import org.handfast.plugin.qr.device.Tools;
import org.handfast.plugin.qr.wire.Line;
import org.handfast.plugin.qr.wire.Lines;

/** How a code of this device is shown: drawn, as a line to paste, as a picture. */
final class CodeOutput {

    @Option(
            names = "--png",
            paramLabel = "FILE",
            description = "Draw the code into a PNG file, too; a second code replaces the first.")
    private @Nullable Path picture;

    @Option(names = "--qr", description = "Draw the code as a QR code, also if this is no terminal.")
    private boolean qr;

    /** For a person. */
    void show(Line line, String heading, Tools tools, PrintWriter out) {
        var code = QrCode.of(line.text());
        draw(code);
        out.println(heading);
        out.println();
        boolean terminal = Ansi.AUTO.enabled();
        if (qr || terminal) {
            out.println(terminal ? code.coloured() : code.plain());
        }
        out.println(Lines.pasteable(line, tools.crypto()));
        out.println();
        if (picture != null) {
            out.println("It is in " + picture + ", too.");
        }
        out.flush();
    }

    /** For a script. */
    void show(Line line, ObjectNode event, Tools tools, PrintWriter out) {
        draw(QrCode.of(line.text()));
        out.println(Json.line(event.put("line", Lines.pasteable(line, tools.crypto()))));
        out.flush();
    }

    private void draw(QrCode code) {
        if (picture != null) {
            Picture.write(code, picture);
        }
    }
}
