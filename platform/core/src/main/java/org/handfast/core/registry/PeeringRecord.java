package org.handfast.core.registry;

import java.time.Instant;
import java.util.Optional;

import org.handfast.api.Address;
import org.handfast.api.Peering;
import org.handfast.core.time.Micros;

/**
 * A relation between two devices, as it is kept.
 *
 * @param protocol whose it is
 * @param peering what the protocol says of it
 * @param since when it came to its standing
 * @param reason why it ended
 * @param version 0 before it is stored, then counting its changes
 */
public record PeeringRecord(String protocol, Peering peering, Instant since, Optional<String> reason, long version) {

    public PeeringRecord {
        since = Micros.of(since);
    }

    /** Which relation: of two addresses, in the order of their characters. */
    public record Ref(String protocol, String first, String second) {

        /** The relation of two devices, whoever began it. */
        public static Ref of(String protocol, Address one, Address other) {
            return one.value().compareTo(other.value()) <= 0
                    ? new Ref(protocol, one.value(), other.value())
                    : new Ref(protocol, other.value(), one.value());
        }
    }

    /** Which it is. */
    public Ref ref() {
        return Ref.of(protocol, peering.proposer(), peering.other());
    }

    /** Ended, and why. */
    public PeeringRecord ended(String reason, Instant now) {
        return new PeeringRecord(
                protocol,
                new Peering(
                        peering.proposer(), peering.other(), Peering.Standing.ENDED, peering.shown(), peering.facts()),
                now,
                Optional.of(reason),
                version);
    }

    /** As kept under a version. */
    public PeeringRecord atVersion(long version) {
        return new PeeringRecord(protocol, peering, since, reason, version);
    }
}
