package org.handfast.core.registry;

import java.time.Instant;

import org.handfast.api.Approval;
import org.handfast.api.Bytes;
import org.handfast.core.time.Micros;

/**
 * An offer as it is kept.
 *
 * @param ref which
 * @param sealedSecret what the two persons know, sealed
 * @param until when it expires
 * @param triesLeft how many failed tries it still bears
 * @param approval the approval that its use spends
 * @param madeBy who made it
 * @param version 0 before it is stored, then counting its changes
 */
public record OfferRecord(
        Ref ref, Bytes sealedSecret, Instant until, int triesLeft, Approval approval, String madeBy, long version) {

    public OfferRecord {
        until = Micros.of(until);
    }

    /** Which offer. */
    public record Ref(String protocol, String id) {

        /** What the sealed secret is bound to. */
        public String sealingContext() {
            return "offer/" + protocol + "/" + id;
        }
    }

    /** True while it may be used. */
    public boolean open(Instant now) {
        return triesLeft > 0 && now.isBefore(until);
    }

    /** With one try fewer. */
    public OfferRecord missed() {
        return new OfferRecord(ref, sealedSecret, until, triesLeft - 1, approval, madeBy, version);
    }

    /** As kept under a version. */
    public OfferRecord atVersion(long version) {
        return new OfferRecord(ref, sealedSecret, until, triesLeft, approval, madeBy, version);
    }
}
