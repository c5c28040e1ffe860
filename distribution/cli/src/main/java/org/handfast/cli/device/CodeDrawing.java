package org.handfast.cli.device;

import java.io.PrintWriter;
import java.nio.file.Path;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Option;

/** Where a code is drawn: in the terminal, and in a picture. */
public final class CodeDrawing {

    @Option(
            names = "--png",
            paramLabel = "FILE",
            description = "Draw the code into a PNG file, too; a second code replaces the first.")
    private @Nullable Path picture;

    @Option(names = "--qr", description = "Draw the code as a QR code, also if this is no terminal.")
    private boolean qr;

    /** Into the file, if one was named. */
    public void write(QrCode code) {
        if (picture != null) {
            Picture.write(code, picture);
        }
    }

    /** In the terminal, if there is one. */
    public void show(QrCode code, PrintWriter out) {
        boolean terminal = Ansi.AUTO.enabled();
        if (qr || terminal) {
            out.println(terminal ? code.coloured() : code.plain());
        }
    }

    /** Says which file it was written into, if one was named. */
    public void told(PrintWriter out) {
        if (picture != null) {
            out.println("It is in " + picture + ", too.");
        }
    }
}
