package org.handfast.cli.hub;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import org.handfast.cli.CliException;
import org.handfast.cli.DataOption;
import org.handfast.cli.ExitCode;

/** Shows the hub's log. */
@Command(name = "logs", description = "Show the hub's log.", mixinStandardHelpOptions = true)
public final class LogsCommand implements Callable<Integer> {

    private static final int LOOK_MILLIS = 250;

    @Mixin
    private DataOption data;

    @Option(names = "-n", paramLabel = "LINES", defaultValue = "50", description = "How many lines (default: 50).")
    private int lines;

    @Option(
            names = {"-f", "--follow"},
            description = "Go on with what is logged from now on.")
    private boolean follow;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Path log = data.folder().resolve("logs").resolve("handfast.log");
        if (!Files.isReadable(log)) {
            throw new CliException(ExitCode.NO_HUB, "there is no log in " + log.getParent());
        }
        PrintWriter out = spec.commandLine().getOut();
        List<String> all = Files.readAllLines(log, StandardCharsets.UTF_8);
        all.subList(Math.max(0, all.size() - lines), all.size()).forEach(out::println);
        out.flush();
        if (follow) {
            follow(log, out);
        }
        return ExitCode.OK.number();
    }

    private static void follow(Path log, PrintWriter out) throws IOException, InterruptedException {
        long at = Files.size(log);
        while (!out.checkError()) {
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
            long size = Files.exists(log) ? Files.size(log) : 0;
            at = size < at ? 0 : at;
            if (size > at) {
                try (var file = new RandomAccessFile(log.toFile(), "r")) {
                    file.seek(at);
                    var bytes = new byte[(int) Math.min(size - at, 1 << 20)];
                    file.readFully(bytes);
                    out.print(new String(bytes, StandardCharsets.UTF_8));
                    at += bytes.length;
                }
            }
        }
    }
}
