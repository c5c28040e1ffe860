package org.handfast.core.text;

/** Text of others as one line that can be kept, logged and shown to people. */
public final class Line {

    private Line() {}

    /**
     * The text on one line and without what would deceive a reader or a log: line breaks and controls become spaces,
     * direction marks, other format characters and halves of surrogate pairs go, and it is {@link #cut}.
     */
    public static String of(String text, int most) {
        var kept = new StringBuilder(Math.min(text.length(), most + 1));
        for (int at = 0; at < text.length() && kept.length() <= most; ) {
            int point = text.codePointAt(at);
            at += Character.charCount(point);
            switch (Character.getType(point)) {
                case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> kept.append(' ');
                case Character.FORMAT, Character.SURROGATE -> {}
                default -> kept.appendCodePoint(point);
            }
        }
        return cut(kept.toString(), most);
    }

    /** The text, or as much of it as fits into {@code most} chars with an ellipsis, which it then ends in. */
    public static String cut(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        int end = most - 1;
        return text.substring(0, end > 0 && Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end) + "…";
    }
}
