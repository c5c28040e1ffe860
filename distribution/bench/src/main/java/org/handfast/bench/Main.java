package org.handfast.bench;

import java.nio.file.Path;

/** {@code bench start|pairings|idle}. */
public final class Main {

    private Main() {}

    /** Runs one benchmark; the bundle is the first argument. */
    public static void main(String[] arguments) throws Exception {
        if (arguments.length != 2) {
            System.err.println("usage: bench BUNDLE start|pairings|idle");
            System.exit(2);
        }
        Path bundle = Path.of(arguments[0]).toAbsolutePath();
        switch (arguments[1]) {
            case "start" -> new StartBench(bundle).run();
            case "pairings" -> new PairingBench(bundle).run();
            case "idle" -> new IdleBench(bundle).run();
            default -> throw new IllegalArgumentException("there is no benchmark '" + arguments[1] + "'");
        }
        System.exit(0);
    }
}
