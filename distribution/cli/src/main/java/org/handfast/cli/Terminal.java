package org.handfast.cli;

import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.util.Locale;
import java.util.Optional;

/** Asks the person at the terminal. */
public final class Terminal {

    private final BufferedReader in;
    private final PrintStream out;

    private Terminal(BufferedReader in, PrintStream out) {
        this.in = in;
        this.out = out;
    }

    /** True if a person sits at this process's input and output. */
    public static boolean present() {
        Console console = System.console();
        if (console == null) {
            return false;
        }
        try {
            // Since Java 22 there is a console without a terminal too, and a way to ask.
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException before22) {
            return true;
        }
    }

    /** This process's own. */
    public static Terminal standard() {
        return new Terminal(new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset())), System.out);
    }

    /** Asks for a line; empty at the end of the input. */
    public Optional<String> line(String question) {
        out.print(question + " ");
        out.flush();
        return line();
    }

    /** The same, where the question was put elsewhere. */
    public Optional<String> line() {
        try {
            return Optional.ofNullable(in.readLine());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Asks; nothing but a clear yes is one, and so the end of the input is a no. */
    public boolean yes(String question) {
        out.print(question + " [y/N] ");
        out.flush();
        return yes();
    }

    /** The same, where the question was put elsewhere. */
    public boolean yes() {
        return line().filter(answer -> answer.strip().toLowerCase(Locale.ROOT).matches("y|yes"))
                .isPresent();
    }
}
