package org.handfast.cli.device.chat;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import org.handfast.cli.CliException;
import org.handfast.cli.ExitCode;
import org.handfast.cli.device.Picture;

/** Trusts somebody. */
@Command(
        name = "add",
        description = "Trust somebody from now on, also in a room where this device is.",
        mixinStandardHelpOptions = true)
final class TrustAddCommand extends ChatOptions implements Callable<Integer> {

    @Parameters(
            arity = "0..*",
            paramLabel = "LINE",
            description = "Their identity line, as 'handfast device chat identity' prints it at their end.")
    private List<String> words = List.of();

    @Option(
            names = "--read-png",
            paramLabel = "FILE",
            description = "A picture of the code that 'identity' draws, a PNG file.")
    private @Nullable Path picture;

    @Option(names = "--name", paramLabel = "NAME", description = "What to call them (default: as the line has it).")
    private String name = "";

    @Override
    public Integer call() {
        Trusted trusted = Trusted.add(folder(), line(), name);
        done(trusted.sentence(), trusted.event());
        return ExitCode.OK.number();
    }

    private String line() {
        if (picture != null) {
            return Picture.read(picture);
        }
        if (words.isEmpty()) {
            throw new CliException(ExitCode.USAGE, "give their identity line, or a picture with --read-png FILE");
        }
        return String.join("", words);
    }
}
