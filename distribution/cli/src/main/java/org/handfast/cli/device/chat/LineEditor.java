package org.handfast.cli.device.chat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;

import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.reader.impl.completer.StringsCompleter;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jline.utils.InfoCmp.Capability;
import org.jspecify.annotations.Nullable;

/** A terminal with a prompt that stays where it is while others talk. */
final class LineEditor implements Console {

    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final Terminal terminal;
    private final LineReader reader;
    private final String prompt;
    private @Nullable Thread typing;

    private LineEditor(Terminal terminal, String prompt) {
        this.terminal = terminal;
        this.prompt = prompt;
        this.reader = LineReaderBuilder.builder()
                .terminal(terminal)
                .completer(new StringsCompleter(
                        Stream.of(Order.values()).map(Order::word).toList()))
                .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
                .option(LineReader.Option.ERASE_LINE_ON_FINISH, true)
                .build();
    }

    /** That of this process, if it runs in a terminal. */
    static Optional<Console> find(String prompt) {
        if (System.console() == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(new LineEditor(
                    TerminalBuilder.builder().system(true).dumb(false).build(), prompt));
        } catch (IOException | IllegalStateException noTerminal) {
            return Optional.empty();
        }
    }

    @Override
    public void say(String text) {
        reader.printAbove(text);
    }

    @Override
    public void read(Typist typist) {
        typing = Thread.ofPlatform().daemon().name("typing").start(() -> {
            try {
                while (true) {
                    typist.typed(reader.readLine(prompt));
                }
            } catch (UserInterruptException | EndOfFileException wantsToGo) {
                typist.goes();
            }
        });
    }

    /** Leaves the terminal as it was, without the prompt. */
    @Override
    public void close() {
        Thread reading = typing;
        try {
            if (reading != null) {
                reading.interrupt();
                reading.join(PATIENCE);
            }
            terminal.puts(Capability.carriage_return);
            terminal.puts(Capability.clr_eol);
            terminal.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
