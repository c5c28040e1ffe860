package org.handfast.core.mailbox;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

import org.handfast.api.Fault;
import org.handfast.core.registry.ProtocolAddress;

/** Parcels in memory that are out of reach when a test wants it, and that count what is asked of them. */
final class BrittleParcels implements ParcelStore {

    private final MemoryParcels parcels = new MemoryParcels();
    private final List<String> calls = new ArrayList<>();
    private boolean off;
    private boolean answerLost;

    /** From now on every call fails. */
    void off() {
        off = true;
    }

    /** From now on no call fails. */
    void on() {
        off = false;
        answerLost = false;
    }

    /** The next change is made, and fails all the same. */
    void loseAnswer() {
        answerLost = true;
    }

    /** What was asked since this was last called. */
    List<String> calls() {
        List<String> made = List.copyOf(calls);
        calls.clear();
        return made;
    }

    private void called(String call) {
        calls.add(call);
        if (off) {
            throw unavailable();
        }
    }

    private static Fault unavailable() {
        return new Fault(Fault.Category.HUB_FAULT, "store-unavailable", "The database does not answer.");
    }

    @Override
    public void write(List<StoredParcel> kept, Collection<Long> gone) {
        called("write " + kept.size() + "/" + gone.size());
        parcels.write(kept, gone);
        if (answerLost) {
            answerLost = false;
            throw unavailable();
        }
    }

    @Override
    public List<StoredParcel> waiting(ProtocolAddress mailbox, long after, int limit) {
        called("waiting");
        return parcels.waiting(mailbox, after, limit);
    }

    @Override
    public List<ParcelHeader> headers(ProtocolAddress mailbox) {
        called("headers");
        return parcels.headers(mailbox);
    }

    @Override
    public long lastNumber() {
        called("lastNumber");
        return parcels.lastNumber();
    }

    @Override
    public List<ProtocolAddress> dropExpired(Instant now) {
        called("dropExpired");
        return parcels.dropExpired(now);
    }

    @Override
    public List<ProtocolAddress> forget(ProtocolAddress owner) {
        called("forget");
        return parcels.forget(owner);
    }

    @Override
    public List<MailboxSize> sizes(int limit) {
        called("sizes");
        return parcels.sizes(limit);
    }

    @Override
    public MailboxSize size(ProtocolAddress mailbox) {
        called("size");
        return parcels.size(mailbox);
    }
}
