package org.handfast.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A process that is measured, once it says that it is ready; with a folder of its own, which goes when it ends. */
public final class Server implements AutoCloseable {

    private static final List<String> JAVA = List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--sun-misc-unsafe-memory-access=allow",
            "--enable-native-access=ALL-UNNAMED",
            "-XX:+UseSerialGC",
            "-Xmx384m");

    private static final Pattern PORT = Pattern.compile("port (\\d+)");

    private final Process process;
    private final List<String> banner = new ArrayList<>();
    private final TemporaryFolder data;
    private final double readySeconds;

    private Server(List<String> command, Map<String, String> environment, String ready, TemporaryFolder data)
            throws IOException {
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
        if (banner.isEmpty() || !banner.getLast().startsWith(ready)) {
            throw new IOException("did not start: " + String.join("\n", banner));
        }
    }

    /** A process that is ready when it writes a line that begins with {@code ready}. */
    public static Server start(String ready, List<String> command) throws IOException {
        return new Server(command, Map.of(), ready, TemporaryFolder.create());
    }

    /** A class of this program in a Java of its own, under the flags that the hub has. */
    public static Server java(String ready, List<String> before, Class<?> main, String... arguments)
            throws IOException {
        List<String> command = new ArrayList<>(before);
        command.addAll(JAVA);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(List.of(arguments));
        return start(ready, command);
    }

    /** A hub of the bundle, on any free ports. */
    static Server hub(Path bundle, boolean startCache, String... settings) throws IOException {
        return hub(bundle, startCache, List.of(), List.of(settings));
    }

    /** A hub of the bundle, on any free ports; {@code before} is put before the command. */
    public static Server hub(Path bundle, boolean startCache, List<String> before, List<String> settings)
            throws IOException {
        TemporaryFolder data = TemporaryFolder.create();
        List<String> command = new ArrayList<>(before);
        command.addAll(List.of(
                bundle.resolve("bin/handfast").toString(),
                "start",
                "--data=" + data.path(),
                "--set=admin.port=0",
                "--set=direct-tcp.port=0",
                "--set=chat-join.port=0",
                "--set=http.port=0"));
        for (String setting : settings) {
            command.add("--set=" + setting);
        }
        return new Server(
                command, Map.of("HANDFAST_START_CACHE", startCache ? "on" : "off"), "Ctrl-C stops the hub", data);
    }

    /** Payara Micro of the bundle with nothing in it, under the flags that the hub has. */
    static Server barePayara(Path bundle) throws IOException {
        TemporaryFolder data = TemporaryFolder.create();
        for (String part : List.of("config", "docroot", "lib")) {
            copy(bundle.resolve("payara").resolve(part), data.path().resolve(part));
        }
        List<String> command = new ArrayList<>(JAVA);
        command.addAll(List.of(
                "@" + bundle.resolve("payara/opens"),
                "-cp",
                System.getProperty("java.class.path") + ":" + bundle.resolve("payara/launch-micro.jar"),
                BarePayara.class.getName(),
                bundle.resolve("payara").toString(),
                data.path().toString()));
        return new Server(command, Map.of(), BarePayara.READY, data);
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file)));
            }
        }
    }

    /** What it uses. */
    public ProcessMeter meter() {
        return new ProcessMeter(process.pid());
    }

    /** Seconds of the wall from the start to ready. */
    double readySeconds() {
        return readySeconds;
    }

    /** The port of direct TCP. */
    int port() {
        return port("Direct TCP");
    }

    /** The port of all that speak HTTP or WebSocket; the hub names it by one that speaks nothing else. */
    public int httpPort() {
        return port("QR connection");
    }

    /** The port that it said it listens on for something. */
    public int port(String what) {
        return banner.stream()
                .filter(l -> l.contains(what))
                .map(PORT::matcher)
                .filter(Matcher::find)
                .mapToInt(m -> Integer.parseInt(m.group(1)))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no port for " + what + " in " + banner));
    }

    /** What it wrote until it was ready. */
    public List<String> banner() {
        return banner;
    }

    @Override
    public void close() throws IOException {
        process.destroy();
        process.onExit().join();
        data.close();
    }
}
