package org.handfast.plugin.libp2p.kad;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import org.handfast.api.Bytes;
import org.handfast.api.Fault;
import org.handfast.api.Records;

/** Records under {@code /note/…}: {@code <when made> <text>}, good for ten minutes from then. */
final class NoteRecords implements Records {

    static final Duration LASTS = Duration.ofMinutes(10);

    static Bytes key(String name) {
        return Bytes.utf8("/note/" + name);
    }

    static Bytes value(Instant made, String text) {
        return Bytes.utf8(made + " " + text);
    }

    @Override
    public Optional<Keeping> judge(Bytes key, Bytes value, Instant now) {
        if (!key.startsWith(Bytes.utf8("/note/"))) {
            return Optional.empty();
        }
        String text = new String(value.toArray(), StandardCharsets.UTF_8);
        try {
            Instant made = Instant.parse(text.split(" ", 2)[0]);
            if (made.isAfter(now.plusSeconds(60))) {
                throw Fault.peer("note-time", "The note is from the future.");
            }
            return Optional.of(new Keeping(made, made.plus(LASTS)));
        } catch (DateTimeException e) {
            throw Fault.peer("note-form", "That is no note.");
        }
    }
}
