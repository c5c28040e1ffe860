package org.handfast.core.mailbox;

import java.time.Instant;
import java.util.Optional;

import org.handfast.api.Address;

/**
 * A parcel that is kept, without its bytes.
 *
 * @param number its place in the order of all parcels
 * @param from who sent it
 * @param id unique for its two ends
 * @param topic see {@link org.handfast.api.Parcel}
 * @param size of its bytes
 * @param at when it came
 * @param until when it expires
 */
public record ParcelHeader(
        long number, Address from, String id, Optional<String> topic, int size, Instant at, Instant until) {}
