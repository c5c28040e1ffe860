package org.handfast.cli.device.relay;

import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Stays at the hub. */
@Command(
        name = "listen",
        description = "Stay connected to the hub: show messages as they come, and answer whoever wants to pair.",
        mixinStandardHelpOptions = true)
final class ListenCommand extends StayOptions implements Callable<Integer> {

    @Option(
            names = "--accept",
            description = "Pair with whoever wants to, and do not ask whether the words match. For closed networks and"
                    + " scripts.")
    private boolean accept;

    @Option(names = "--once", description = "Be done after a message, or a pairing.")
    private boolean once;

    @Override
    public Integer call() throws InterruptedException {
        return stay(new Listening(accept, once)).number();
    }
}
