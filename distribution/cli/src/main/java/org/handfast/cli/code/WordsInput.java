package org.handfast.cli.code;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

import picocli.CommandLine.Option;

import org.handfast.api.Fault;
import org.handfast.cli.CliException;
import org.handfast.cli.ExitCode;
import org.handfast.cli.Terminal;

/** Where the words of a code come from: the command line, a file, a pipe, or a person who is helped to type them. */
public final class WordsInput {

    private static final int MOST_BYTES = 1_024;

    @Option(
            names = "--words-from",
            paramLabel = "FILE|-",
            description =
                    "Read the words from a file, or with - from the standard input: the command line is seen by others"
                            + " on this machine.")
    private String from = "";

    /**
     * Begins something with the words. A person at the terminal who mistypes is told, and asked again.
     *
     * @param given those of the command line; if there are none they are read
     */
    public <T> T begin(List<String> given, Function<String, T> use) {
        if (!given.isEmpty()) {
            return use.apply(Stems.whole(String.join(" ", given)));
        }
        if (from.isEmpty() && Terminal.present()) {
            Optional<WordEditor> editor = WordEditor.find();
            if (editor.isPresent()) {
                return typed(editor.get(), use);
            }
        }
        return use.apply(Stems.whole(read()));
    }

    private static <T> T typed(WordEditor editor, Function<String, T> use) {
        try (editor) {
            for (String line = editor.read("").orElseThrow(WordsInput::none); ; ) {
                try {
                    return use.apply(Stems.whole(line));
                } catch (RuntimeException wrong) {
                    if (!isWrongUsage(wrong)) {
                        throw wrong;
                    }
                    editor.say(String.valueOf(wrong.getMessage()));
                    line = editor.read(line).orElseThrow(WordsInput::none);
                }
            }
        }
    }

    private static boolean isWrongUsage(RuntimeException e) {
        return e instanceof Fault fault && fault.category() == Fault.Category.OPERATOR_INPUT
                || e instanceof CliException known && known.code() == ExitCode.USAGE;
    }

    private static CliException none() {
        return new CliException(ExitCode.USAGE, "no words were given");
    }

    private String read() {
        try (InputStream in = from.isEmpty() || from.equals("-") ? System.in : Files.newInputStream(Path.of(from))) {
            String text = new String(in.readNBytes(MOST_BYTES), StandardCharsets.UTF_8).strip();
            if (text.isEmpty()) {
                throw none();
            }
            return text;
        } catch (IOException e) {
            throw new CliException(ExitCode.USAGE, "the words cannot be read from " + from + ": " + e.getMessage());
        }
    }
}
