package org.handfast.cli.device.qr;

import java.io.PrintWriter;

import com.fasterxml.jackson.databind.node.ObjectNode;
import picocli.CommandLine.Mixin;

import org.handfast.cli.Json;
import org.handfast.cli.device.CodeDrawing;
import org.handfast.cli.device.QrCode;
import org.handfast.plugin.qr.device.Tools;
import org.handfast.plugin.qr.wire.Line;
import org.handfast.plugin.qr.wire.Lines;

/** How a code of this device is shown: drawn, as a line to paste, as a picture. */
final class CodeOutput {

    @Mixin
    private CodeDrawing drawing;

    /** For a person. */
    void show(Line line, String heading, Tools tools, PrintWriter out) {
        var code = QrCode.of(line.text());
        drawing.write(code);
        out.println(heading);
        out.println();
        drawing.show(code, out);
        out.println(Lines.pasteable(line, tools.crypto()));
        out.println();
        drawing.told(out);
        out.flush();
    }

    /** For a script. */
    void show(Line line, ObjectNode event, Tools tools, PrintWriter out) {
        drawing.write(QrCode.of(line.text()));
        out.println(Json.line(event.put("line", Lines.pasteable(line, tools.crypto()))));
        out.flush();
    }
}
