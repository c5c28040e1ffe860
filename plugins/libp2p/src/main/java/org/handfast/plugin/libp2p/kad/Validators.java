package org.handfast.plugin.libp2p.kad;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

import org.handfast.api.Bytes;
import org.handfast.api.Fault;
import org.handfast.api.Records;

/**
 * The rules for all records that pass through: those of the protocols that are served, and none besides, so a key of a namespace
 * that nobody here knows is refused. Not thread-safe.
 */
final class Validators {

    /** The longest key in bytes. */
    static final int KEY = 128;

    /** The longest value in bytes. */
    static final int VALUE = 4096;

    private static final Duration LONGEST = Duration.ofHours(1);

    private final Set<Records> rules = new LinkedHashSet<>();

    /** From now on records of a protocol are known. */
    void add(Records protocol) {
        rules.add(protocol);
    }

    /** They are not any more. */
    void remove(Records protocol) {
        rules.remove(protocol);
    }

    /**
     * Looks at a record before it is kept or given to anybody.
     *
     * @return how to keep it: until an hour from now at most
     * @throws Fault PEER_FAULT if it is not one to keep
     */
    Records.Keeping require(Bytes key, Bytes value, Instant now) {
        if (key.isEmpty() || key.size() > KEY || value.size() > VALUE) {
            throw Fault.peer("record-size", "A record has a key of 1 to 128 bytes and a value of at most 4096.");
        }
        for (Records protocol : rules) {
            Optional<Records.Keeping> keeping = protocol.judge(key, value, now);
            if (keeping.isPresent()) {
                return limited(keeping.get(), now);
            }
        }
        throw Fault.peer("record-key", "The key of the record belongs to no protocol that is known here.");
    }

    private static Records.Keeping limited(Records.Keeping keeping, Instant now) {
        if (!keeping.until().isAfter(now)) {
            throw Fault.peer("record-expired", "The record is over already.");
        }
        Instant longest = now.plus(LONGEST);
        return new Records.Keeping(keeping.made(), keeping.until().isBefore(longest) ? keeping.until() : longest);
    }

    /** True if a record is one to keep. */
    boolean accepts(Bytes key, Bytes value, Instant now) {
        try {
            require(key, value, now);
            return true;
        } catch (Fault refused) {
            if (refused.category() != Fault.Category.PEER_FAULT) {
                throw refused;
            }
            return false;
        }
    }
}
