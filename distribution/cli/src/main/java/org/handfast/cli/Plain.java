package org.handfast.cli;

import java.util.stream.Collectors;

/** Text of others, as it may be printed: nothing in it moves the cursor, changes colours, or turns the direction of reading. */
public final class Plain {

    private static final int INSTEAD = 0xfffd;
    private static final int JOINER = 0x200d;

    private Plain() {}

    /** Lines stay lines, each after the first behind {@code indent}, so that none passes for one of ours. */
    public static String text(String text, String indent) {
        return text.lines().map(Plain::line).collect(Collectors.joining("\n" + indent));
    }

    /** On one line. */
    public static String line(String text) {
        return text.codePoints()
                .map(point -> Character.isWhitespace(point) ? ' ' : printable(point) ? point : INSTEAD)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static boolean printable(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.SURROGATE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            // Emoji of several are joined by one.
            case Character.FORMAT -> point == JOINER;
            default -> true;
        };
    }
}
