package org.handfast.cli.code;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;

import org.jline.reader.Candidate;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.Reference;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;

/** A line where words of a code are typed: Tab completes them, and so does a space once four letters are there. */
final class WordEditor implements AutoCloseable {

    private static final String PROMPT = "Words: ";
    private static final String SPACE = "space-after-word";

    private final Terminal terminal;
    private final LineReader reader;

    WordEditor(Terminal terminal) {
        this.terminal = terminal;
        this.reader = LineReaderBuilder.builder()
                .terminal(terminal)
                .completer((line, parsed, candidates) ->
                        Stems.of(parsed.word()).forEach(word -> candidates.add(new Candidate(word))))
                .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
                .option(LineReader.Option.AUTO_LIST, true)
                .variable(LineReader.DISABLE_HISTORY, true)
                .build();
        reader.getWidgets().put(SPACE, this::space);
        reader.getKeyMaps().values().forEach(keys -> keys.bind(new Reference(SPACE), " "));
    }

    /** That of this process's terminal. */
    static Optional<WordEditor> find() {
        try {
            return Optional.of(new WordEditor(
                    TerminalBuilder.builder().system(true).dumb(false).build()));
        } catch (IOException | IllegalStateException noTerminal) {
            return Optional.empty();
        }
    }

    /** Makes the word before the cursor whole if it is clear which is meant, and puts a space behind it. */
    private boolean space() {
        String before = reader.getBuffer().upToCursor();
        String stem = before.substring(before.lastIndexOf(' ') + 1);
        Stems.meant(stem).ifPresent(word -> {
            reader.getBuffer().backspace(stem.length());
            reader.getBuffer().write(word);
        });
        reader.getBuffer().write(" ");
        return true;
    }

    /** Reads a line, which begins as it did before; empty if the person gives up. */
    Optional<String> read(String before) {
        try {
            return Optional.of(reader.readLine(PROMPT, null, before.isEmpty() ? null : before));
        } catch (UserInterruptException | EndOfFileException gaveUp) {
            return Optional.empty();
        }
    }

    /** Says something below what was typed. */
    void say(String sentence) {
        terminal.writer().println(sentence);
        terminal.flush();
    }

    @Override
    public void close() {
        try {
            terminal.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
