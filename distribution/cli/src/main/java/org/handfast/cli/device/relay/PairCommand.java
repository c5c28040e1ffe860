package org.handfast.cli.device.relay;

import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Pairs with another user. */
@Command(
        name = "pair",
        description = "Exchange keys with another device at the hub. Both ends then compare words.",
        mixinStandardHelpOptions = true)
final class PairCommand extends StayOptions implements Callable<Integer> {

    @Parameters(paramLabel = "CODE", description = "The other device's code.")
    private String code = "";

    @Option(names = "--accept", description = "Do not ask whether the words match. For closed networks and scripts.")
    private boolean accept;

    @Option(names = "--once", description = "Be done as soon as the two are paired.")
    private boolean once;

    @Override
    public Integer call() throws InterruptedException {
        return stay(new Pairing(Code.typed(code), accept, once)).number();
    }
}
