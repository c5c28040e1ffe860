package org.handfast.cli.device.qr;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import org.handfast.cli.CliException;
import org.handfast.cli.ExitCode;
import org.handfast.cli.device.Picture;
import org.handfast.plugin.qr.device.Tools;
import org.handfast.plugin.qr.wire.Line;
import org.handfast.plugin.qr.wire.Lines;

/** The code of the other device: pasted, or in a picture. */
final class CodeInput {

    @Parameters(
            arity = "0..*",
            paramLabel = "LINE",
            description = "The line that the other device shows, with the four characters at its end.")
    private List<String> words = List.of();

    @Option(
            names = "--read-png",
            paramLabel = "FILE",
            description = "A picture of the code that the other device shows, a PNG file.")
    private @Nullable Path picture;

    /** What was given, if anything was. */
    Optional<Line> find(Tools tools) {
        if (picture != null) {
            return Optional.of(Lines.scanned(Picture.read(picture), tools.crypto()));
        }
        return words.isEmpty() ? Optional.empty() : Optional.of(Lines.pasted(String.join("", words), tools.crypto()));
    }

    Line require(Tools tools) {
        return find(tools)
                .orElseThrow(() -> new CliException(
                        ExitCode.USAGE,
                        "give the line that the other device shows, or a picture with --read-png FILE"));
    }
}
