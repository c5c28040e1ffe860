package org.handfast.cli.device.chat;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import org.handfast.cli.ExitCode;
import org.handfast.cli.device.CodeDrawing;
import org.handfast.cli.device.QrCode;
import org.handfast.cli.device.ShownText;
import org.handfast.plugin.chat.device.Self;
import org.handfast.plugin.chat.device.Tools;

/** Who this device is. */
@Command(
        name = "identity",
        description = "Your identity line, which others need to trust you, and the words of its key.",
        mixinStandardHelpOptions = true)
final class IdentityCommand extends ChatOptions implements Callable<Integer> {

    @Mixin
    private CodeDrawing drawing;

    @Option(names = "--name", paramLabel = "NAME", description = "What to be called from now on.")
    private String name = "";

    @Override
    public Integer call() {
        ChatFolder folder = folder();
        Self self = (name.isBlank() ? folder.profile() : folder.change(p -> p.named(name))).self();
        Tools tools = folder.tools(Instant.now());
        var code = QrCode.of(self.contact().line());
        drawing.write(code);
        if (json()) {
            done("", Showing.event(self, tools));
        } else {
            drawing.show(code, out());
            out().println(self.contact().line());
            ShownText.lines(List.of(Showing.fingerprint(self, tools))).forEach(out()::println);
            drawing.told(out());
            out().flush();
        }
        return ExitCode.OK.number();
    }
}
