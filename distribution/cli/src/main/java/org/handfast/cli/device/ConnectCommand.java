package org.handfast.cli.device;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import org.handfast.cli.CliException;
import org.handfast.cli.ExitCode;
import org.handfast.core.registry.PairingRecord;
import org.handfast.core.store.MemoryStore;

/** Connects to a hub that the device is paired with. */
@Command(
        name = "connect",
        description = "Connect to a hub that this device is paired with: key checks alone, nobody is asked.",
        mixinStandardHelpOptions = true)
final class ConnectCommand extends TalkOptions implements Callable<Integer> {

    @Parameters(
            arity = "0..1",
            paramLabel = "HOST:PORT",
            description = "Which one, as it was paired (default: the only one).")
    private String paired = "";

    @Option(names = "--at", paramLabel = "HOST:PORT", description = "Where it listens now, if elsewhere.")
    private String at = "";

    @Override
    public Integer call() throws InterruptedException {
        try (Device running = Device.start(device().folder(), "")) {
            PairingRecord pairing = choose(running.store().contents());
            String endpoint = at.isEmpty() ? pairing.introduction().name() : at;
            return follow(
                            running,
                            endpoint,
                            "connect",
                            Map.of(
                                    "endpoint",
                                    endpoint,
                                    "device",
                                    pairing.ref().pairing().a(),
                                    "revision",
                                    revision()))
                    .number();
        }
    }

    private PairingRecord choose(MemoryStore.Contents contents) {
        List<PairingRecord> found = contents.pairings().stream()
                .filter(p -> p.ref().protocol().equals(DirectTcpCommand.PROTOCOL)
                        && p.approval().isPresent())
                .filter(p -> paired.isEmpty() || p.introduction().name().equals(paired))
                .toList();
        long ends = found.stream().map(p -> p.ref().pairing()).distinct().count();
        if (ends == 1) {
            return found.getFirst();
        }
        throw new CliException(
                ExitCode.USAGE,
                ends == 0
                        ? "this device is not paired with it; pair first: handfast device direct-tcp pair HOST:PORT"
                        : "this device is paired with several; say which: " + String.join(", ", names(found)));
    }

    private static List<String> names(List<PairingRecord> pairings) {
        return pairings.stream().map(p -> p.introduction().name()).distinct().toList();
    }
}
