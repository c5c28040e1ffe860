package org.handfast.api;

import java.util.Map;
import java.util.Objects;

/**
 * Somebody who takes part in a conversation.
 *
 * @param address of it; there need not be a device that has it
 * @param standing the protocol's word for how it takes part, for people
 * @param present false of one that is away for now
 * @param facts what else the protocol tells of it, by names of its own; those that people are shown as more than a line:
 *     {@code identity}, which is {@code proven} or {@code claimed}; {@code vouched-by}, the address of who let it in;
 *     {@code since}, an {@link java.time.Instant}; {@code door}, what it waits for before it takes part
 */
public record Participant(Address address, String standing, boolean present, Map<String, String> facts) {
    public Participant {
        Objects.requireNonNull(address, "a participant has no address");
        Objects.requireNonNull(standing, "a participant has no standing");
        facts = Map.copyOf(facts);
    }
}
