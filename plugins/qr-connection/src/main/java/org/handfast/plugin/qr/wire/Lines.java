package org.handfast.plugin.qr.wire;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.handfast.api.Base32;
import org.handfast.api.Bytes;
import org.handfast.api.Crypto;
import org.handfast.api.Fault;

/**
 * Codes as they are read and pasted. What is pasted ends with a hyphen and four characters of a hash, so that a part that got
 * lost on the way is missed; a picture has a check of its own.
 */
public final class Lines {

    private static final Pattern ANY = Pattern.compile("HANDFAST:(\\d{1,9}):.*");
    private static final Pattern CHECKED = Pattern.compile("(.*)-([A-Z2-7]{4})");
    private static final int CHECK = 4;

    private Lines() {}

    /** A line to be pasted. */
    public static String pasteable(Line line, Crypto crypto) {
        return line.text() + "-" + check(line.text(), crypto);
    }

    /**
     * What a picture says, with the check or without.
     *
     * @throws Fault OPERATOR_INPUT, with what is wrong with it and what to do
     */
    public static Line scanned(String text, Crypto crypto) {
        requireOurs(text);
        Matcher checked = CHECKED.matcher(text);
        boolean whole = checked.matches() && checked.group(2).equals(check(checked.group(1), crypto));
        return parse(whole ? checked.group(1) : text);
    }

    /**
     * What a person pasted. Blanks and line breaks in it do not count: letters and terminals put them in.
     *
     * @throws Fault as of {@link #scanned}; also without the check
     */
    public static Line pasted(String text, Crypto crypto) {
        String line = text.replaceAll("\\s", "");
        requireOurs(line);
        Matcher checked = CHECKED.matcher(line);
        if (!checked.matches() || !checked.group(2).equals(check(checked.group(1), crypto))) {
            throw wrong(
                    "unchecked-code",
                    "Part of this line is missing, or was changed: copy all of it once more, with the four characters"
                            + " after the hyphen at its end.");
        }
        return parse(checked.group(1));
    }

    private static String check(String line, Crypto crypto) {
        return Base32.encode(crypto.sha256(Bytes.utf8(line))).substring(0, CHECK);
    }

    private static void requireOurs(String text) {
        if (text.length() > Line.LONGEST) {
            throw wrong(
                    "large-code",
                    "This has " + text.length() + " characters, and a code of Handfast " + Line.LONGEST
                            + " at most: show the code of the other device, and nothing else.");
        }
        Matcher any = ANY.matcher(text);
        if (!any.matches()) {
            throw wrong(
                    "foreign-code",
                    "This is no code of Handfast, which begins with HANDFAST: show the code of the other device.");
        }
        if (!any.group(1).equals("1")) {
            throw newer();
        }
    }

    private static Line parse(String text) {
        if (text.startsWith(KeyLine.BEGINNING)) {
            String[] parts = text.split(":", 5);
            if (parts.length == 5 && KeyLine.HOST.matcher(parts[4]).matches()) {
                return keyLine(bytes(parts[3]), parts[4]);
            }
        } else if (text.startsWith(SignatureLine.BEGINNING)) {
            Bytes bytes = bytes(text.substring(SignatureLine.BEGINNING.length()));
            if (SignatureLine.fits(bytes.size())) {
                return SignatureLine.of(bytes);
            }
        }
        throw damaged();
    }

    private static KeyLine keyLine(Bytes bytes, String host) {
        if (!bytes.isEmpty() && bytes.at(0) != KeyLine.VERSION) {
            throw newer();
        }
        if (!KeyLine.fits(bytes.size())) {
            throw damaged();
        }
        return KeyLine.of(bytes, host);
    }

    private static Bytes bytes(String digits) {
        return Base32.decode(digits).orElseThrow(Lines::damaged);
    }

    private static Fault damaged() {
        return wrong("damaged-code", "This code is damaged, or not whole: scan or copy it once more.");
    }

    private static Fault newer() {
        return wrong("newer-code", "This code is of a newer Handfast: bring this device up to date.");
    }

    private static Fault wrong(String code, String sentence) {
        return new Fault(Fault.Category.OPERATOR_INPUT, code, sentence);
    }
}
