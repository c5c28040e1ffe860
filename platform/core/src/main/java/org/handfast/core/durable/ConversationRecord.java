package org.handfast.core.durable;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

import org.handfast.api.Bytes;
import org.handfast.api.ConversationKey;
import org.handfast.core.time.Micros;

/**
 * A durable conversation as it is kept. It has one writer, and so no version.
 *
 * @param id unique
 * @param protocol whose it is
 * @param key its key
 * @param state where it stands, as its protocol writes it
 * @param timers those that run, and when they run out
 * @param startedBy who answers for what it makes
 */
public record ConversationRecord(
        UUID id, String protocol, ConversationKey key, Bytes state, Map<String, Instant> timers, String startedBy) {

    public ConversationRecord {
        Map<String, Instant> exact = new HashMap<>();
        timers.forEach((name, due) -> exact.put(name, Micros.of(due)));
        timers = Map.copyOf(exact);
    }
}
