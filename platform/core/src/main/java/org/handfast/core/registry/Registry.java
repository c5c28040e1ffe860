package org.handfast.core.registry;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;

import org.handfast.api.Device;
import org.handfast.api.Device.Trust;
import org.handfast.api.DeviceId;
import org.handfast.api.Event.Change;
import org.handfast.api.Fault;
import org.handfast.core.audit.AuditRecord;
import org.handfast.core.crypto.Ids;
import org.handfast.core.feed.News;
import org.handfast.core.feed.NewsFeed;
import org.handfast.core.presence.Presence;
import org.handfast.core.registry.PairingRecord.Standing;
import org.handfast.core.store.Committed;
import org.handfast.core.store.Store;
import org.handfast.core.text.Line;
import org.handfast.core.time.Timers;

/** What operators may do to devices. Each act is one transaction with its audit row. Thread-safe. */
public final class Registry {

    private static final int TRIES = 5;
    private static final int LONGEST_REASON = 500;

    private final Store store;
    private final Presence presence;
    private final NewsFeed feed;
    private final Timers timers;
    private final Ids ids;
    private final BiConsumer<ProtocolAddress, Change> tell;

    /** One over a store; {@code tell} brings a change to the conversations it concerns. */
    public Registry(
            Store store,
            Presence presence,
            NewsFeed feed,
            Timers timers,
            Ids ids,
            BiConsumer<ProtocolAddress, Change> tell) {
        this.store = store;
        this.presence = presence;
        this.feed = feed;
        this.timers = timers;
        this.ids = ids;
        this.tell = tell;
    }

    /** Devices by name; see {@link Store#devices}. */
    public List<DeviceRecord> find(Optional<String> query, Optional<Trust> trust, int limit) {
        return store.devices(query, trust, limit);
    }

    /**
     * A device.
     *
     * @throws Fault OPERATOR_INPUT {@code no-such-device}
     */
    public DeviceRecord require(DeviceId id) {
        return store.device(id).orElseThrow(Registry::noSuchDevice);
    }

    /** Its established pairings. */
    public List<PairingRecord> pairings(DeviceRecord device) {
        return device.addresses().stream()
                .flatMap(a -> store.pairingsOf(a).stream())
                .filter(p -> p.ref().standing() == Standing.ESTABLISHED)
                .toList();
    }

    /** True if it is connected now. */
    public boolean connected(DeviceRecord device) {
        return device.addresses().stream().anyMatch(a -> presence.at(a).isPresent());
    }

    /** What revoking it will do, a sentence each. */
    public List<String> consequences(DeviceId id) {
        DeviceRecord device = require(id);
        TrustRules.require(device, Trust.REVOKED);
        List<String> consequences = new ArrayList<>();
        if (connected(device)) {
            consequences.add("'" + device.name() + "' is connected now and will be disconnected at once.");
        }
        int pairings = pairings(device).size();
        switch (pairings) {
            case 0 -> {}
            case 1 -> consequences.add("The hub's key for it is destroyed; the pairing cannot be brought back.");
            default ->
                consequences.add(
                        "The hub's keys for its " + pairings + " pairings are destroyed; they cannot be brought back.");
        }
        consequences.add("When it comes back it is refused, whatever it presents, until you forget it here.");
        consequences.add("The device itself keeps what it holds: it is told so when it next connects.");
        return consequences;
    }

    /**
     * Takes a device's trust away and destroys the keys of its pairings. Conversations with it hear of it before this
     * returns.
     *
     * @throws Fault OPERATOR_INPUT if there is no such device, or it is revoked already
     */
    public DeviceRecord revoke(DeviceId id, String actor, String reason) {
        DeviceRecord revoked = change(work -> {
            DeviceRecord device = work.device(id).orElseThrow(Registry::noSuchDevice);
            TrustRules.require(device, Trust.REVOKED);
            dropPairings(work, device);
            DeviceRecord after = withoutKeys(device).trusted(Trust.REVOKED, "revoked by " + actor + suffix(reason));
            work.put(after);
            work.audit(row(actor, "device-revoked", after, suffix(reason)));
            return after;
        });
        revoked.addresses().forEach(a -> tell.accept(a, Change.REVOKED));
        feed.tell(News.Resource.DEVICES, Optional.of(id.toString()));
        return require(id);
    }

    /**
     * Forgets a revoked device, so that it is a stranger again and may ask anew.
     *
     * @throws Fault OPERATOR_INPUT if there is no such device, or it is not revoked
     */
    public void forget(DeviceId id, String actor) {
        change(work -> {
            DeviceRecord device = work.device(id).orElseThrow(Registry::noSuchDevice);
            if (device.trust() != Device.Trust.REVOKED) {
                throw new Fault(
                        Fault.Category.OPERATOR_INPUT,
                        "illegal-transition",
                        "'" + device.name() + "' is " + device.trust() + "; revoke it before it is forgotten");
            }
            dropPairings(work, device);
            work.delete(device);
            work.audit(row(actor, "device-forgotten", device, ""));
            return device;
        });
        feed.tell(News.Resource.DEVICES, Optional.of(id.toString()));
    }

    private void dropPairings(UnitOfWork work, DeviceRecord device) {
        for (ProtocolAddress address : device.addresses()) {
            for (PairingRecord listed : store.pairingsOf(address)) {
                work.pairing(listed.ref()).ifPresent(pairing -> {
                    work.dropClaims(address.protocol(), pairing.claimScope());
                    work.delete(pairing);
                });
            }
        }
    }

    private static DeviceRecord withoutKeys(DeviceRecord device) {
        DeviceRecord without = device;
        for (DeviceRecord.AcceptedKey key : device.keys()) {
            without = without.withKey(key.protocol(), Optional.empty());
        }
        return without;
    }

    private <T> T change(Function<UnitOfWork, T> act) {
        for (int i = 0; i < TRIES; i++) {
            var work = new UnitOfWork(store);
            T result = act.apply(work);
            if (store.commit(work.changes()) instanceof Committed.Done) {
                return result;
            }
        }
        throw new Fault(Fault.Category.HUB_FAULT, "overtaken", "Other changes came first; try again.");
    }

    private AuditRecord row(String actor, String action, DeviceRecord device, String detail) {
        String subject = device.addresses().isEmpty()
                ? device.id().toString()
                : device.addresses().getFirst().toString();
        return new AuditRecord(ids.next(), timers.now(), actor, action, subject, "'" + device.name() + "'" + detail);
    }

    private static String suffix(String reason) {
        return reason.isBlank() ? "" : ": " + Line.of(reason.strip(), LONGEST_REASON);
    }

    private static Fault noSuchDevice() {
        return new Fault(Fault.Category.OPERATOR_INPUT, "no-such-device", "There is no such device.");
    }
}
