package org.handfast.core.registry;

import java.time.Instant;

import org.handfast.api.Bytes;
import org.handfast.api.Claim;
import org.handfast.core.time.Micros;

/** Something taken once, as it is kept; two are the same if all but the expiry is. */
public record ClaimRecord(String protocol, String scope, Bytes key, Instant until) {

    public ClaimRecord {
        until = Micros.of(until);
    }

    /** A protocol's claim. */
    public static ClaimRecord of(String protocol, Claim claim) {
        return new ClaimRecord(protocol, claim.scope(), claim.key(), claim.until());
    }

    /** True if the two claim the same thing. */
    public boolean rivals(ClaimRecord other) {
        return protocol.equals(other.protocol) && scope.equals(other.scope) && key.equals(other.key);
    }
}
