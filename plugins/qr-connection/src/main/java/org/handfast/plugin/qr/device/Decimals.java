package org.handfast.plugin.qr.device;

import java.nio.charset.StandardCharsets;

import org.handfast.api.Bytes;

/** Numbers with a fraction or an exponent in JSON, which the strict reader does not take: it is shown them as texts. */
final class Decimals {

    private static final String PARTS = "0123456789+-.eE";

    private Decimals() {}

    /** The same JSON with these numbers in quotes. What is no JSON does not become it. */
    static Bytes asTexts(Bytes json) {
        // Byte for byte; what is not ASCII stands in strings alone.
        String in = new String(json.toArray(), StandardCharsets.ISO_8859_1);
        var out = new StringBuilder(in.length() + 16);
        int at = 0;
        while (at < in.length()) {
            int end = end(in, at);
            String part = in.substring(at, end);
            out.append(isDecimal(part) ? '"' + part + '"' : part);
            at = end;
        }
        return Bytes.wrap(out.toString().getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Where the string, the number or the other character ends that begins here. */
    private static int end(String in, int start) {
        char first = in.charAt(start);
        int at = start + 1;
        if (first == '"') {
            while (at < in.length() && in.charAt(at) != '"') {
                at += in.charAt(at) == '\\' ? 2 : 1;
            }
            return Math.min(at + 1, in.length());
        }
        if (first == '-' || Character.isDigit(first)) {
            while (at < in.length() && PARTS.indexOf(in.charAt(at)) >= 0) {
                at++;
            }
        }
        return at;
    }

    private static boolean isDecimal(String part) {
        return part.matches("-?(0|[1-9][0-9]{0,15})(\\.[0-9]{1,32})?([eE][+-]?[0-9]{1,3})?")
                && !part.matches("-?[0-9]+");
    }
}
