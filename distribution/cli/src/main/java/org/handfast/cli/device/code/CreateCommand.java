package org.handfast.cli.device.code;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import org.handfast.cli.ExitCode;
import org.handfast.cli.device.CodeDrawing;
import org.handfast.cli.device.Device;

/** Makes a code. */
@Command(
        name = "create",
        description = "Make a code of twelve words, and wait until somebody is paired by it, five minutes at most.",
        mixinStandardHelpOptions = true)
final class CreateCommand extends CodeOptions implements Callable<Integer> {

    /** The other end may not have heard yet that it is paired, and ask again. */
    private static final Duration LINGER = Duration.ofSeconds(2);

    @Mixin
    private CodeDrawing drawing;

    @Mixin
    private Consent consent;

    @Option(names = "--derivation", paramLabel = "document|original", description = DERIVATION)
    private String derivation = "";

    @Override
    public Integer call() throws InterruptedException {
        Map<String, String> arguments = new HashMap<>();
        if (!derivation.isEmpty()) {
            arguments.put("derivation", derivation);
        }
        try (Device device = start();
                Attendance attendance = attend(device, consent, drawing)) {
            attendance.command("invite", arguments);
            ExitCode exit = attendance.follow();
            if (exit == ExitCode.OK) {
                attendance.linger(LINGER);
            }
            return exit.number();
        }
    }
}
