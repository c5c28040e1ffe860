package org.handfast.core.mailbox;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

import org.handfast.api.Address;
import org.handfast.api.Parcel;

/** A mailbox of which only the size is known, and what came for it until the rest is. Guarded by its mailbox. */
final class Unloaded {

    private int parcels;
    private long bytes;
    private Optional<Instant> oldest;
    private boolean loading;
    private List<Call> calls = List.of();
    private List<Address> forgotten = List.of();
    private int putParcels;
    private long putBytes;

    /** What came. */
    sealed interface Call {

        /** A parcel. */
        record Put(Parcel parcel, Parcel.Delivery delivery, Consumer<Parcel.Fate> sender) implements Call {}

        /** Somebody takes one. */
        record Take(Address from, String id) implements Call {}
    }

    Unloaded(MailboxSize size) {
        this.parcels = size.parcels();
        this.bytes = size.bytes();
        this.oldest = size.oldest();
    }

    int parcels() {
        return parcels;
    }

    long bytes() {
        return bytes;
    }

    Optional<Instant> oldest() {
        return oldest;
    }

    /** Its size is other than it was. */
    void resized(MailboxSize size) {
        parcels = size.parcels();
        bytes = size.bytes();
        oldest = size.oldest();
    }

    /** True if nothing is there, and nobody waits to see that. */
    boolean isEmpty() {
        return parcels == 0 && !loading;
    }

    /** True the first time. */
    boolean beginsLoading() {
        boolean begins = !loading;
        loading = true;
        return begins;
    }

    /** True if there is room for one more of those that came, as far as is known. */
    boolean hasRoom(Parcel parcel, Quotas quotas) {
        return parcels + putParcels < quotas.mailboxParcels()
                && bytes + putBytes + parcel.bytes().size() <= quotas.mailboxBytes();
    }

    void put(Call.Put put) {
        putParcels++;
        putBytes += put.parcel().bytes().size();
        add(put);
    }

    /** Those that are more than there can be parcels are passed over: who takes a parcel in vain gets it again. */
    void take(Call.Take take, Quotas quotas) {
        if (calls.size() - putParcels < quotas.mailboxParcels()) {
            add(take);
        }
    }

    private void add(Call call) {
        if (calls.isEmpty()) {
            calls = new ArrayList<>();
        }
        calls.add(call);
    }

    /** What came, in order; there is nothing after that. */
    List<Call> takeCalls() {
        List<Call> all = calls;
        calls = List.of();
        putParcels = 0;
        putBytes = 0;
        return all;
    }

    /** Takes out what came of the parcels of a sort, and passes over those of a sender that are loaded. */
    List<Call.Put> forget(Predicate<Parcel> which, Address from) {
        if (loading) {
            forgotten = new ArrayList<>(forgotten);
            forgotten.add(from);
        }
        List<Call.Put> taken = new ArrayList<>();
        for (Call call : takeCalls()) {
            switch (call) {
                case Call.Put put when which.test(put.parcel()) -> taken.add(put);
                case Call.Put put -> put(put);
                case Call.Take take -> add(take);
            }
        }
        return taken;
    }

    /** Those that were not forgotten between the look at them and now. */
    List<ParcelHeader> withoutForgotten(List<ParcelHeader> headers) {
        return forgotten.isEmpty()
                ? headers
                : headers.stream().filter(h -> !forgotten.contains(h.from())).toList();
    }
}
