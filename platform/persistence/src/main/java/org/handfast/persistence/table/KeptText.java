package org.handfast.persistence.table;

/**
 * Any string as one that every database keeps, and back: U+0000 and halves of surrogate pairs are written as a backslash and
 * four hexadecimal digits, and a backslash as two.
 */
final class KeptText {

    private static final int DIGITS = 4;

    private KeptText() {}

    static String kept(String text) {
        if (text.chars().allMatch(KeptText::isPlain)) {
            return text;
        }
        var kept = new StringBuilder();
        text.codePoints().forEach(c -> {
            if (c == '\\') {
                kept.append("\\\\");
            } else if (c == 0 || c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) {
                kept.append('\\').append(String.format("%04x", c));
            } else {
                kept.appendCodePoint(c);
            }
        });
        return kept.toString();
    }

    private static boolean isPlain(int c) {
        return c != 0 && c != '\\' && !Character.isSurrogate((char) c);
    }

    static String original(String kept) {
        if (kept.indexOf('\\') < 0) {
            return kept;
        }
        var text = new StringBuilder();
        for (int i = 0; i < kept.length(); i++) {
            char c = kept.charAt(i);
            if (c != '\\') {
                text.append(c);
            } else if (kept.charAt(i + 1) == '\\') {
                text.append('\\');
                i++;
            } else {
                text.append((char) Integer.parseInt(kept, i + 1, i + 1 + DIGITS, 16));
                i += DIGITS;
            }
        }
        return text.toString();
    }
}
