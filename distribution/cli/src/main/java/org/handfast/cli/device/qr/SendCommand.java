package org.handfast.cli.device.qr;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.util.List;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

import org.handfast.cli.CliException;
import org.handfast.cli.ExitCode;
import org.handfast.plugin.qr.device.Content;

/** Sends a text. */
@Command(
        name = "send",
        description = "Send a text over a connection. If the other device is away, the hub keeps it for a week.",
        mixinStandardHelpOptions = true)
final class SendCommand extends QrOptions implements Callable<Integer> {

    /** More than any text has, so that one that is too long is seen to be. */
    private static final int MOST_READ = 16 * 1024;

    @Parameters(index = "0", paramLabel = "NAME", description = "Which connection.")
    private String name = "";

    @Parameters(
            index = "1..*",
            arity = "0..*",
            paramLabel = "TEXT",
            description = "What to send (default: what is typed, or piped in). 8 KB at most.")
    private List<String> words = List.of();

    @Override
    public Integer call() {
        try (Session session = Session.online(folder())) {
            session.device().requireConnection(name);
            String text = words.isEmpty() ? typed() : String.join(" ", words);
            if (text.isEmpty()) {
                throw new CliException(ExitCode.USAGE, "there is nothing to send");
            }
            return Sending.send(
                            session,
                            name,
                            new Content.Text(text, session.tools().now()),
                            teller())
                    .number();
        }
    }

    private static String typed() {
        try {
            return new String(System.in.readNBytes(MOST_READ), Charset.defaultCharset()).replaceAll("\\R$", "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
