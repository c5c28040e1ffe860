package org.handfast.core.approval;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

import org.handfast.api.Question;
import org.handfast.core.limit.AddressGroup;

/**
 * A question that waits.
 *
 * @param id unique
 * @param conversation which conversation asks
 * @param protocol of that conversation
 * @param question what it asks
 * @param remote where the asker is, as {@code host:port}
 * @param askedAt when
 * @param expiresAt when the answer will be EXPIRED
 */
public record PendingQuestion(
        UUID id,
        UUID conversation,
        String protocol,
        Question question,
        Optional<String> remote,
        Instant askedAt,
        Instant expiresAt) {

    /** What counts as the asker's one network address. */
    AddressGroup from() {
        return AddressGroup.ofEndpoint(remote.orElse(""));
    }
}
