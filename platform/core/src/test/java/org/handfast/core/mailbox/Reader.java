package org.handfast.core.mailbox;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import org.handfast.api.Link;
import org.handfast.api.Parcel;

/** What a link was given to read. */
final class Reader implements Consumer<Parcel> {

    final Link link;
    final boolean settles;
    private final List<Parcel> given = new ArrayList<>();
    private int written;

    Reader(long id, boolean settles) {
        this.link = new Link(id, "ws", "192.0.2.1:5000", false);
        this.settles = settles;
    }

    @Override
    public void accept(Parcel parcel) {
        given.add(parcel);
    }

    List<Parcel> given() {
        return List.copyOf(given);
    }

    List<String> ids() {
        return given.stream().map(Parcel::id).toList();
    }

    /** The first that has not been written, once. */
    List<Parcel> nextToWrite() {
        return written < given.size() ? List.of(given.get(written++)) : List.of();
    }

    boolean hasToWrite() {
        return written < given.size();
    }
}
