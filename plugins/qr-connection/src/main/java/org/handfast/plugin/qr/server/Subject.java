package org.handfast.plugin.qr.server;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.handfast.api.Bytes;
import org.handfast.plugin.qr.wire.PairId;
import org.handfast.plugin.qr.wire.Problem;
import org.handfast.plugin.qr.wire.Refused;

/**
 * Which sender's pair ID a request to initiate or confirm is about, by a look at its bytes: it is asked before anything about
 * the request is known, so that all about one pair ID comes to one conversation, which then reads it properly.
 */
public final class Subject {

    private static final Pattern PACKET =
            Pattern.compile("\"packet\"\\s{0,8}:\\s{0,8}\"[A-Za-z0-9_-]{1,400}\\.([A-Za-z0-9_-]{1,3000})\\.");
    private static final Pattern SENDER = Pattern.compile("\"senderID\"\\s{0,8}:\\s{0,8}\"([0-9a-f]{40})\"");

    private Subject() {}

    /** The pair ID, if there is one. */
    public static Optional<PairId> of(Bytes body) {
        return find(PACKET, body)
                .flatMap(Bytes::b64u)
                .flatMap(payload -> find(SENDER, payload))
                .flatMap(PairId::parse);
    }

    /** What is told to whoever hides the pair ID from such a look. */
    static Refused hidden() {
        return Problem.BAD_PACKET.because("'packet' and 'senderID' come once, and are written without escapes.");
    }

    private static Optional<String> find(Pattern pattern, Bytes bytes) {
        Matcher matcher = pattern.matcher(new String(bytes.toArray(), StandardCharsets.ISO_8859_1));
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }
}
