package org.handfast.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A process that is measured, once it says that it is ready. */
final class Server implements AutoCloseable {

    private final Process process;
    private final List<String> banner = new ArrayList<>();
    private final Path data;
    private final double readySeconds;

    private Server(List<String> command, Map<String, String> environment, String ready, Path data) throws IOException {
        this.data = data;
        long begun = System.nanoTime();
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        this.process = builder.start();
        BufferedReader out = process.inputReader();
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            banner.add(line);
            if (line.startsWith(ready)) {
                break;
            }
        }
        this.readySeconds = (System.nanoTime() - begun) / 1e9;
        if (!process.isAlive()) {
            throw new IOException("did not start: " + String.join("\n", banner));
        }
    }

    /** A hub of the bundle, on any free ports. */
    static Server hub(Path bundle, boolean startCache, String... settings) throws IOException {
        Path data = Files.createTempDirectory("handfast-bench");
        List<String> command = new ArrayList<>(List.of(
                bundle.resolve("bin/handfast").toString(),
                "start",
                "--data=" + data,
                "--set=admin.port=0",
                "--set=direct-tcp.port=0"));
        for (String setting : settings) {
            command.add("--set=" + setting);
        }
        return new Server(
                command, Map.of("HANDFAST_START_CACHE", startCache ? "on" : "off"), "Ctrl-C stops the hub", data);
    }

    /** Payara Micro of the bundle with nothing in it, under the flags that the hub has. */
    static Server barePayara(Path bundle) throws IOException {
        Path data = Files.createTempDirectory("handfast-bench");
        for (String part : List.of("config", "docroot", "lib")) {
            copy(bundle.resolve("payara").resolve(part), data.resolve(part));
        }
        return new Server(
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--sun-misc-unsafe-memory-access=allow",
                        "--enable-native-access=ALL-UNNAMED",
                        "-XX:+UseSerialGC",
                        "-Xmx384m",
                        "@" + bundle.resolve("payara/opens"),
                        "-cp",
                        System.getProperty("java.class.path") + ":" + bundle.resolve("payara/launch-micro.jar"),
                        BarePayara.class.getName(),
                        bundle.resolve("payara").toString(),
                        data.toString()),
                Map.of(),
                BarePayara.READY,
                data);
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file)));
            }
        }
    }

    ProcessMeter meter() {
        return new ProcessMeter(process.pid());
    }

    /** Seconds of the wall from the start to ready. */
    double readySeconds() {
        return readySeconds;
    }

    /** The port of direct TCP. */
    int port() {
        return banner.stream()
                .filter(l -> l.contains("Direct TCP"))
                .mapToInt(l -> Integer.parseInt(l.replaceAll(".*port ", "").strip()))
                .findFirst()
                .orElseThrow();
    }

    @Override
    public void close() throws IOException {
        process.destroy();
        process.onExit().join();
        try (Stream<Path> files = Files.walk(data)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
