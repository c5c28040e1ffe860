package org.handfast.cli.device.chat;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What a person can have done in a room, besides saying something. */
enum Order {
    WHO("", "who is here, and whom of them you trust"),
    HISTORY("[N]", "what was said, the last N messages (default: 20)"),
    TRUST("LINE [NAME]", "trust somebody from now on, by their identity line"),
    IDENTITY("", "your identity line, for others to trust you by"),
    NAME("NAME", "be called so from now on"),
    AWAY("", "disconnect; a room that keeps its members keeps your seat"),
    LEAVE("", "leave the room; so do Ctrl-D and Ctrl-C"),
    HELP("", "this list; a message that begins with a / is typed with two");

    private final String arguments;
    private final String does;

    Order(String arguments, String does) {
        this.arguments = arguments;
        this.does = does;
    }

    String word() {
        return "/" + name().toLowerCase(Locale.ROOT);
    }

    String usage() {
        return arguments.isEmpty() ? word() : word() + " " + arguments;
    }

    String does() {
        return does;
    }

    static Optional<Order> of(String word) {
        return Stream.of(values()).filter(o -> o.word().equals(word)).findFirst();
    }
}
