package org.handfast.plugin.challengeresponse.wire;

import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.time.format.DateTimeFormatter;

import org.handfast.api.Bytes;

/** Writes CBOR (RFC 8949) as the original does: every length and integer in its shortest form, maps in the order given. */
final class CborWriter {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    CborWriter map(int entries) {
        return head(5, entries);
    }

    CborWriter text(String text) {
        return string(3, Bytes.utf8(text));
    }

    CborWriter blob(Bytes bytes) {
        return string(2, bytes);
    }

    private CborWriter string(int type, Bytes bytes) {
        head(type, bytes.size());
        out.writeBytes(bytes.toArray());
        return this;
    }

    /** Bytes as the original spells them: an array of integers. */
    CborWriter numbers(Bytes bytes) {
        head(4, bytes.size());
        for (int i = 0; i < bytes.size(); i++) {
            head(0, bytes.at(i));
        }
        return this;
    }

    CborWriter flag(boolean flag) {
        out.write(flag ? 0xf5 : 0xf4);
        return this;
    }

    CborWriter none() {
        out.write(0xf6);
        return this;
    }

    /** RFC 3339 in UTC, with no, 3, 6 or 9 digits of a second's fraction. */
    CborWriter time(Instant time) {
        return text(DateTimeFormatter.ISO_INSTANT.format(time));
    }

    private CborWriter head(int type, int argument) {
        int major = type << 5;
        if (argument < 24) {
            out.write(major | argument);
        } else if (argument < 0x100) {
            out.write(major | 24);
            out.write(argument);
        } else if (argument < 0x10000) {
            out.write(major | 25);
            out.write(argument >> 8);
            out.write(argument);
        } else {
            out.write(major | 26);
            out.write(argument >> 24);
            out.write(argument >> 16);
            out.write(argument >> 8);
            out.write(argument);
        }
        return this;
    }

    Bytes bytes() {
        return Bytes.wrap(out.toByteArray());
    }
}
