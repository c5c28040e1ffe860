package org.handfast.core.mailbox;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import org.handfast.api.Address;
import org.handfast.api.Parcel;

/** A parcel that waits. Guarded by its mailbox. */
final class WaitingParcel {

    /** The most senders that are told of one parcel: it was sent again and again. */
    private static final int MOST_SENDERS = 64;

    /** Where it is. */
    enum Place {
        /** In memory. */
        LIVE,
        /** In memory, on its way to the store. */
        STORING,
        /** In the store. */
        STORED
    }

    final ParcelHeader header;
    private Place place;

    /** Absent if it is in the store and nobody reads it now. */
    private @Nullable Parcel parcel;

    private List<Consumer<Parcel.Fate>> senders = List.of();

    /** One that has just come. */
    WaitingParcel(Parcel parcel, long number, Instant at, Instant until, Place place) {
        this.header = new ParcelHeader(
                number,
                parcel.from(),
                parcel.id(),
                parcel.topic(),
                parcel.bytes().size(),
                at,
                until);
        this.parcel = parcel;
        this.place = place;
    }

    /** One that is in the store. */
    WaitingParcel(ParcelHeader header) {
        this.header = header;
        this.place = Place.STORED;
    }

    long number() {
        return header.number();
    }

    int size() {
        return header.size();
    }

    Address from() {
        return header.from();
    }

    boolean live() {
        return place == Place.LIVE;
    }

    boolean storing() {
        return place == Place.STORING;
    }

    boolean stored() {
        return place == Place.STORED;
    }

    /** It is somewhere else now. */
    void move(Place to) {
        place = to;
    }

    Optional<Parcel> parcel() {
        return Optional.ofNullable(parcel);
    }

    /** Its bytes are at hand. */
    void fetched(Parcel fetched) {
        parcel = fetched;
    }

    /** Its bytes are not needed now. */
    void release() {
        if (place == Place.STORED) {
            parcel = null;
        }
    }

    /** Notes who wants to hear what becomes of it; false if those are too many. */
    boolean heardBy(List<Consumer<Parcel.Fate>> more) {
        if (senders.size() + more.size() > MOST_SENDERS) {
            return false;
        }
        if (senders.isEmpty()) {
            senders = more;
        } else {
            senders = new ArrayList<>(senders);
            senders.addAll(more);
        }
        return true;
    }

    /** Those who want to hear, of whom none is told twice. */
    List<Consumer<Parcel.Fate>> takeSenders() {
        List<Consumer<Parcel.Fate>> all = senders;
        senders = List.of();
        return all;
    }

    List<Consumer<Parcel.Fate>> senders() {
        return senders;
    }
}
