package org.handfast.bench;

import java.nio.file.Path;
import java.util.List;

import org.handfast.bench.chat.ChatBench;
import org.handfast.bench.libp2p.Libp2pBench;
import org.handfast.bench.qr.QrBench;
import org.handfast.bench.relay.RelayBench;

/** {@code bench start|pairings|idle|relay|qr|chat|libp2p}. */
public final class Main {

    private Main() {}

    /** Runs one benchmark; the bundle is the first argument. */
    public static void main(String[] arguments) throws Exception {
        if (arguments.length < 2) {
            System.err.println("usage: bench BUNDLE start|pairings|idle|relay|qr|chat|libp2p [OPTION]...");
            System.exit(2);
        }
        Path bundle = Path.of(arguments[0]).toAbsolutePath();
        switch (arguments[1]) {
            case "start" -> new StartBench(bundle).run();
            case "pairings" -> new PairingBench(bundle).run();
            case "idle" -> new IdleBench(bundle).run();
            case "relay" ->
                new RelayBench(
                                bundle,
                                Path.of(System.getProperty("bench.peers", "peers")),
                                words(System.getProperty("bench.server-cores", "")),
                                List.of(arguments).subList(2, arguments.length))
                        .run();
            case "qr" ->
                new QrBench(
                                bundle,
                                words(System.getProperty("bench.server-cores", "")),
                                List.of(arguments).subList(2, arguments.length))
                        .run();
            case "chat" ->
                new ChatBench(
                                bundle,
                                words(System.getProperty("bench.server-cores", "")),
                                List.of(arguments).subList(2, arguments.length))
                        .run();
            case "libp2p" ->
                new Libp2pBench(
                                Path.of(System.getProperty("bench.peers", "peers")),
                                words(System.getProperty("bench.server-cores", "")),
                                List.of(arguments).subList(2, arguments.length))
                        .run();
            default -> throw new IllegalArgumentException("there is no benchmark '" + arguments[1] + "'");
        }
        System.exit(0);
    }

    private static List<String> words(String text) {
        return text.isBlank() ? List.of() : List.of(text.split(" ", -1));
    }
}
