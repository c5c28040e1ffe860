package org.handfast.cli.device;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Asks a hub to pair. */
@Command(name = "pair", description = "Ask a hub, or another device, to pair.", mixinStandardHelpOptions = true)
final class PairCommand extends TalkOptions implements Callable<Integer> {

    @Parameters(paramLabel = "HOST:PORT", description = "Where it listens, such as 192.168.1.20:3695.")
    private String endpoint = "";

    @Option(names = "--name", paramLabel = "NAME", description = "What to be called (default: this machine's name).")
    private String name = MachineName.get();

    @Option(
            names = "--phrase",
            paramLabel = "WORDS",
            description = "The eight words that the hub made for this device, in place of comparing.")
    private String phrase = "";

    @Override
    public Integer call() throws InterruptedException {
        Map<String, String> arguments =
                new HashMap<>(Map.of("endpoint", endpoint, "name", name, "revision", revision()));
        if (!phrase.isEmpty()) {
            arguments.put("phrase", phrase);
        }
        try (Device running = Device.start(device().folder(), name)) {
            return follow(running, endpoint, "pair", arguments).number();
        }
    }
}
