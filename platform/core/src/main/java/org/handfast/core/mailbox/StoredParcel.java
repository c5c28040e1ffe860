package org.handfast.core.mailbox;

import java.time.Instant;

import org.handfast.api.Parcel;
import org.handfast.core.registry.ProtocolAddress;
import org.handfast.core.time.Micros;

/**
 * A parcel as it is kept.
 *
 * @param protocol whose it is
 * @param parcel what it is
 * @param number its place in the order of all parcels; a later one has a higher number
 * @param at when it came
 * @param until when it expires
 */
public record StoredParcel(String protocol, Parcel parcel, long number, Instant at, Instant until) {

    public StoredParcel {
        at = Micros.of(at);
        until = Micros.of(until);
    }

    /** The mailbox it waits in. */
    public ProtocolAddress mailbox() {
        return new ProtocolAddress(protocol, parcel.to());
    }

    /** It without its bytes. */
    public ParcelHeader header() {
        return new ParcelHeader(
                number,
                parcel.from(),
                parcel.id(),
                parcel.topic(),
                parcel.bytes().size(),
                at,
                until);
    }
}
