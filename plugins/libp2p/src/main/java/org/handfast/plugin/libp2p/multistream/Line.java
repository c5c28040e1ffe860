package org.handfast.plugin.libp2p.multistream;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

import org.handfast.api.Bytes;
import org.handfast.api.Fault;
import org.handfast.plugin.libp2p.wire.LengthPrefixed;
import org.handfast.plugin.libp2p.wire.Unread;

/** A message of multistream-select 1.0: a text and a line feed, behind the size of both. */
final class Line {

    static final String HEADER = "/multistream/1.0.0";
    static final String NOT_SPOKEN = "na";

    /** The most bytes of a message, its size not among them. */
    static final int LONGEST = 1024;

    private static final char END = '\n';

    private Line() {}

    static Bytes encode(String text) {
        return LengthPrefixed.frame(Bytes.utf8(text + END));
    }

    /** The next message, without its line feed; empty, and nothing taken, if it is not all there. */
    static Optional<String> take(Unread unread) {
        return LengthPrefixed.take(unread, LONGEST).map(Line::text);
    }

    private static String text(Bytes message) {
        if (message.isEmpty() || message.at(message.size() - 1) != END) {
            throw Fault.peer("bad-multistream", "A message of multistream-select does not end in a line feed.");
        }
        return new String(message.slice(0, message.size() - 1).toArray(), StandardCharsets.UTF_8);
    }

    /** Refuses whoever does not begin as multistream-select does. */
    static void requireHeader(String text) {
        if (!text.equals(HEADER)) {
            throw Fault.peer("bad-multistream", "The peer does not begin with " + HEADER + ".");
        }
    }
}
