package org.handfast.cli.device.relay;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.util.List;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

import org.handfast.cli.CliException;
import org.handfast.cli.ExitCode;

/** Sends a message. */
@Command(
        name = "send",
        description = "Send a message to a device that this one is paired with. If it is away, the hub keeps it.",
        mixinStandardHelpOptions = true)
final class SendCommand extends StayOptions implements Callable<Integer> {

    /** More than any message has, so that one that is too long is seen to be. */
    private static final int MOST_READ = 16 * 1024;

    @Parameters(index = "0", paramLabel = "CODE", description = "The other device's code.")
    private String code = "";

    @Parameters(
            index = "1..*",
            arity = "0..*",
            paramLabel = "TEXT",
            description = "What to send (default: what is typed, or piped in). 7 KiB at most.")
    private List<String> words = List.of();

    @Override
    public Integer call() throws InterruptedException {
        Code peer = Code.typed(code);
        String text = words.isEmpty() ? typed() : String.join(" ", words);
        if (text.isEmpty()) {
            throw new CliException(ExitCode.USAGE, "there is nothing to send");
        }
        return stay(new Sending(peer, text)).number();
    }

    private static String typed() {
        try {
            return new String(System.in.readNBytes(MOST_READ), Charset.defaultCharset()).replaceAll("\\R$", "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
