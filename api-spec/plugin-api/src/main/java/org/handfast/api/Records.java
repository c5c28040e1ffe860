package org.handfast.api;

import java.time.Instant;
import java.util.Optional;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * The rules for records of a protocol that a transport keeps for others, such as those of a distributed hash table. Pure; called
 * on the transport's thread with what strangers sent, so it must be quick and look no further.
 */
@ConsumerType
public interface Records {

    /**
     * Looks at a record before it is kept, and before it is given to whoever looked for it.
     *
     * @return how to keep it; empty if the key is not one of this protocol's
     * @throws Fault PEER_FAULT if the key is, and the value is not one to keep under it
     */
    Optional<Keeping> judge(Bytes key, Bytes value, Instant now);

    /**
     * How to keep a record.
     *
     * @param made when it was made: of two under one key the later is kept
     * @param until when to forget it
     */
    record Keeping(Instant made, Instant until) {}
}
