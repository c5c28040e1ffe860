package org.handfast.core.registry;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.handfast.api.Device.Trust;
import org.handfast.api.DeviceId;
import org.handfast.api.Event.Change;
import org.handfast.api.Fault;
import org.handfast.api.Introduction;
import org.handfast.core.crypto.Ids;
import org.handfast.core.feed.News;
import org.handfast.core.feed.NewsFeed;
import org.handfast.core.message.Message;
import org.handfast.core.presence.Presence;
import org.handfast.core.registry.PairingRecord.Standing;
import org.handfast.core.store.Store;
import org.handfast.core.time.Timers;

/** What operators may do to devices. Each act is one transaction with its audit row. Thread-safe. */
public final class Registry {

    private final Store store;
    private final Presence presence;
    private final NewsFeed feed;
    private final Acts acts;
    private final Peerings peerings;
    private final Concerned concerned;

    /** Those in a store. */
    public Registry(
            Store store,
            Presence presence,
            NewsFeed feed,
            Timers timers,
            Ids ids,
            Peerings peerings,
            Concerned concerned) {
        this.store = store;
        this.presence = presence;
        this.feed = feed;
        this.acts = new Acts(store, timers, ids);
        this.peerings = peerings;
        this.concerned = concerned;
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
        long relations = peerings.standing(device);
        if (relations > 0) {
            consequences.add(
                    relations == 1
                            ? "Its pairing with another device ends, and that one is told."
                            : "Its pairings with " + relations + " other devices end, and they are told.");
        }
        consequences.add("When it comes back it is refused, whatever it presents, until you forget it here.");
        consequences.add("The device itself keeps what it holds: it is told so when it next connects.");
        return consequences;
    }

    /**
     * Takes a device's trust away, destroys the keys of its pairings and ends those with other devices. Conversations with
     * it hear of it before this returns.
     *
     * @throws Fault OPERATOR_INPUT if there is no such device, or it is revoked already
     */
    public DeviceRecord revoke(DeviceId id, String actor, String reason) {
        String because = "revoked by " + actor + Acts.because(reason);
        Revoked revoked = acts.commit(work -> {
            DeviceRecord device = requireIn(work, id);
            TrustRules.require(device, Trust.REVOKED);
            DeviceRecord after =
                    withoutKeysOf(dropPairings(work, device), device).trusted(Trust.REVOKED, because);
            work.put(after);
            work.audit(acts.row(actor, "device-revoked", after, Acts.because(reason)));
            return new Revoked(after, peerings.endAll(work, device, actor, "one of the two was revoked by " + actor));
        });
        tell(revoked.device(), Change.REVOKED);
        peerings.tell(revoked.ended());
        return require(id);
    }

    private record Revoked(DeviceRecord device, List<PeeringRecord> ended) {}

    /**
     * Blocks a device: it is refused until the block is lifted, and keeps its keys and pairings. Conversations with it hear
     * of it before this returns.
     *
     * @throws Fault OPERATOR_INPUT if there is no such device, or its trust does not allow it
     */
    public DeviceRecord suspend(DeviceId id, String actor, String reason) {
        DeviceRecord blocked = acts.commit(work -> {
            DeviceRecord device = requireIn(work, id);
            TrustRules.require(device, Trust.SUSPENDED);
            DeviceRecord after = device.trusted(Trust.SUSPENDED, "blocked by " + actor + Acts.because(reason));
            work.put(after);
            work.audit(acts.row(actor, "device-blocked", after, Acts.because(reason)));
            return after;
        });
        tell(blocked, Change.SUSPENDED);
        return require(id);
    }

    /**
     * Lifts a block: the device is again what it was.
     *
     * @throws Fault OPERATOR_INPUT if there is no such device, or it is not blocked
     */
    public DeviceRecord lift(DeviceId id, String actor) {
        DeviceRecord free = acts.commit(work -> {
            DeviceRecord device = requireIn(work, id);
            if (device.trust() != Trust.SUSPENDED) {
                throw illegal("'" + device.name() + "' is " + device.trust() + ", and so not blocked");
            }
            DeviceRecord after = device.trusted(
                    device.approval().isPresent() ? Trust.TRUSTED : Trust.KNOWN, "unblocked by " + actor);
            work.put(after);
            work.audit(acts.row(actor, "device-unblocked", after, ""));
            return after;
        });
        tell(free, Change.RESUMED);
        return require(id);
    }

    /**
     * Gives a device another name, under the rules of {@link Introduction#of}.
     *
     * @throws Fault OPERATOR_INPUT if there is no such device; {@code bad-name} for a blank or too long a name
     */
    public DeviceRecord rename(DeviceId id, String name, String actor) {
        if (name.isBlank() || name.codePointCount(0, name.length()) > Introduction.MAX_NAME) {
            throw new Fault(
                    Fault.Category.OPERATOR_INPUT,
                    "bad-name",
                    "A name has 1 to " + Introduction.MAX_NAME + " characters.");
        }
        Optional<DeviceRecord> renamed = acts.commit(work -> {
            DeviceRecord device = requireIn(work, id);
            DeviceRecord after =
                    device.renamed(Introduction.of(name, device.kind()).name());
            if (after.equals(device)) {
                return Optional.empty();
            }
            work.put(after);
            work.audit(acts.row(actor, "device-renamed", device, " is now '" + after.name() + "'"));
            return Optional.of(after);
        });
        renamed.ifPresent(device -> tell(device, Change.RENAMED));
        return require(id);
    }

    private void tell(DeviceRecord device, Change change) {
        device.addresses().forEach(a -> concerned.changed(a, change));
        feed.tell(News.Resource.DEVICES, Optional.of(device.id().toString()));
    }

    /**
     * Forgets a revoked device, so that it is a stranger again and may ask anew.
     *
     * @throws Fault OPERATOR_INPUT if there is no such device, or it is not revoked
     */
    public void forget(DeviceId id, String actor) {
        DeviceRecord forgotten = acts.commit(work -> {
            DeviceRecord device = requireIn(work, id);
            if (device.trust() != Trust.REVOKED) {
                throw illegal("'" + device.name() + "' is " + device.trust() + "; revoke it before it is forgotten");
            }
            dropPairings(work, device);
            device.addresses().forEach(work::dropPeerings);
            device.addresses().forEach(a -> work.clear(Message.scope(a.protocol(), a.address())));
            work.delete(device);
            work.audit(acts.row(actor, "device-forgotten", device, ""));
            return device;
        });
        forgotten.addresses().forEach(concerned::forgotten);
        feed.tell(News.Resource.DEVICES, Optional.of(id.toString()));
    }

    /** Gives the protocols that it was paired in. */
    private Set<String> dropPairings(UnitOfWork work, DeviceRecord device) {
        Set<String> protocols = new HashSet<>();
        for (ProtocolAddress address : device.addresses()) {
            for (PairingRecord listed : store.pairingsOf(address)) {
                work.pairing(listed.ref()).ifPresent(pairing -> {
                    work.dropClaims(address.protocol(), pairing.claimScope());
                    work.delete(pairing);
                    protocols.add(address.protocol());
                });
            }
        }
        return protocols;
    }

    /** A key that was made for a pairing goes with it. One that a device registered under stays: it is known by that. */
    private static DeviceRecord withoutKeysOf(Set<String> protocols, DeviceRecord device) {
        DeviceRecord without = device;
        for (String protocol : protocols) {
            without = without.withKey(protocol, Optional.empty());
        }
        return without;
    }

    private static DeviceRecord requireIn(UnitOfWork work, DeviceId id) {
        return work.device(id).orElseThrow(Registry::noSuchDevice);
    }

    private static Fault illegal(String detail) {
        return new Fault(Fault.Category.OPERATOR_INPUT, "illegal-transition", detail);
    }

    private static Fault noSuchDevice() {
        return new Fault(Fault.Category.OPERATOR_INPUT, "no-such-device", "There is no such device.");
    }
}
