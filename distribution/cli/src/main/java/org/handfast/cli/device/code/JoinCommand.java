package org.handfast.cli.device.code;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import org.handfast.cli.code.WordsInput;
import org.handfast.cli.device.CodeDrawing;
import org.handfast.cli.device.Device;

/** Takes a code. */
@Command(
        name = "join",
        description = "Pair with whoever made a code: find them, prove it, and wait for the person there.",
        mixinStandardHelpOptions = true)
final class JoinCommand extends CodeOptions implements Callable<Integer> {

    @Parameters(
            paramLabel = "WORDS",
            description = "The words of the code; four letters of each do (default: what is typed, or piped in).")
    private List<String> words = List.of();

    @Mixin
    private WordsInput input;

    @Mixin
    private Consent consent;

    @Option(names = "--address", paramLabel = "MULTIADDR", description = ADDRESS)
    private String address = "";

    @Option(names = "--derivation", paramLabel = "document|original", description = DERIVATION)
    private String derivation = "";

    @Override
    public Integer call() throws InterruptedException {
        try (Device device = start();
                Attendance attendance = attend(device, consent, new CodeDrawing())) {
            input.begin(words, code -> attendance.command("join", arguments(code)));
            return attendance.follow().number();
        }
    }

    private Map<String, String> arguments(String code) {
        Map<String, String> arguments = new HashMap<>(Map.of("words", code));
        if (!address.isEmpty()) {
            arguments.put("address", address);
        }
        if (!derivation.isEmpty()) {
            arguments.put("derivation", derivation);
        }
        if (consent.toAnybody()) {
            arguments.put("accept-unproven", "yes");
        }
        return arguments;
    }
}
