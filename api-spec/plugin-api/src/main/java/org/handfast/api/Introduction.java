package org.handfast.api;

/**
 * Who a device says it is. A claim, cleaned by {@link #of} of what would deceive a reader.
 *
 * @param name 1 to 64 characters without controls, line breaks or direction marks
 * @param kind what sort of thing it is, in the protocol's words: {@code device}, {@code phone}, {@code service}
 */
public record Introduction(String name, String kind) {

    /** The longest name that is kept, in code points. */
    public static final int MAX_NAME = 64;

    /** Letters, symbols and marks that nobody sees: fillers of Hangul, the empty pattern of Braille, the grapheme joiner. */
    private static final String BLANK = "\u034f\u115f\u1160\u2800\u3164\uffa0";

    public Introduction {
        if (!name.equals(clean(name)) || name.isEmpty()) {
            throw new IllegalArgumentException("the name is not clean: make introductions with Introduction.of");
        }
    }

    /** An introduction under a claimed name: unprintable and bidirectional characters go, too long a name is cut. */
    public static Introduction of(String claimedName, String kind) {
        String name = clean(claimedName);
        return new Introduction(name.isEmpty() ? "Unnamed device" : name, kind);
    }

    private static String clean(String claimed) {
        var kept = new StringBuilder();
        int length = 0;
        boolean gap = false;
        for (int at = 0; at < claimed.length() && length < MAX_NAME; ) {
            int point = claimed.codePointAt(at);
            at += Character.charCount(point);
            if (Character.isWhitespace(point) || Character.isSpaceChar(point)) {
                gap = length > 0;
            } else if (printable(point)) {
                if (gap && length + 1 < MAX_NAME) {
                    kept.append(' ');
                    length++;
                }
                gap = false;
                kept.appendCodePoint(point);
                length++;
            }
        }
        return kept.toString();
    }

    private static boolean printable(int point) {
        if (BLANK.indexOf(point) >= 0) {
            return false;
        }
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
