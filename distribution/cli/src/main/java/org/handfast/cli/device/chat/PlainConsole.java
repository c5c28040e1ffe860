package org.handfast.cli.device.chat;

import java.io.PrintWriter;
import java.util.Optional;

import org.handfast.cli.Terminal;

/** The standard input and output, as they are. */
final class PlainConsole implements Console {

    private final PrintWriter out;
    private final Terminal in = Terminal.standard();

    PlainConsole(PrintWriter out) {
        this.out = out;
    }

    @Override
    public void say(String text) {
        out.println(text);
        out.flush();
    }

    @Override
    public void read(Typist typist) {
        Thread.ofPlatform().daemon().name("typing").start(() -> {
            for (Optional<String> line = in.line(); line.isPresent(); line = in.line()) {
                typist.typed(line.get());
            }
            typist.ended();
        });
    }

    @Override
    public void close() {}
}
