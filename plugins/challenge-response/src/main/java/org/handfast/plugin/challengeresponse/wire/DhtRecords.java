package org.handfast.plugin.challengeresponse.wire;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import org.handfast.api.Bytes;
import org.handfast.api.Fault;
import org.handfast.api.Records;

/** Which records of codes the hash table keeps: those that look like one and end within ten minutes. */
public final class DhtRecords implements Records {

    /** How long before its end a record may be met. */
    private static final Duration AHEAD = Duration.ofMinutes(10);

    /**
     * How far the clocks of two ends may differ in what they call now. The newest is kept, so that a stranger's can stand in the way of
     * the maker's for so long.
     */
    private static final Duration SKEW = Duration.ofSeconds(30);

    private static final int LARGEST = 16 * 1024;

    @Override
    public Optional<Keeping> judge(Bytes key, Bytes value, Instant now) {
        if (DhtRecord.session(key).isEmpty()) {
            return Optional.empty();
        }
        if (value.size() > LARGEST) {
            throw Fault.peer("bad-record", "A record has " + LARGEST + " bytes at most.");
        }
        DhtRecord record = DhtRecord.decode(value);
        Instant until = record.endsAt();
        if (PeerNames.key(record.peerId()).isEmpty()) {
            throw Fault.peer("bad-record", "A record names a peer that cannot be.");
        }
        if (!until.isAfter(now) || until.isAfter(now.plus(AHEAD))) {
            throw Fault.peer("bad-record", "A record has ended, or ends later than any code.");
        }
        if (record.madeAt().isAfter(now.plus(SKEW))) {
            throw Fault.peer("bad-record", "A record was made later than now.");
        }
        return Optional.of(new Keeping(record.madeAt(), until));
    }
}
