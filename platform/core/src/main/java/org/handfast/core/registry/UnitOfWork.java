package org.handfast.core.registry;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

import org.handfast.api.DeviceId;
import org.handfast.api.Key;
import org.handfast.core.audit.AuditRecord;
import org.handfast.core.durable.ConversationRecord;
import org.handfast.core.flight.FlightRecord;
import org.handfast.core.item.ItemRecord;
import org.handfast.core.store.Changes;
import org.handfast.core.store.Seen;
import org.handfast.core.store.Store;
import org.handfast.core.store.Write;

/**
 * One set of changes in the making: reads through it are remembered with the versions they saw, and see what was written
 * through it before. For one thread.
 */
public final class UnitOfWork {

    private final Store store;
    private final Set<Seen> seen = new LinkedHashSet<>();
    private final Map<DeviceId, Optional<DeviceRecord>> devices = new HashMap<>();
    private final Map<ProtocolAddress, Optional<DeviceId>> addresses = new HashMap<>();
    private final Map<Key, Optional<DeviceId>> holders = new HashMap<>();
    private final Map<PairingRecord.Ref, Optional<PairingRecord>> pairings = new HashMap<>();
    private final Map<PeeringRecord.Ref, Optional<PeeringRecord>> peerings = new HashMap<>();
    private final Map<OfferRecord.Ref, Optional<OfferRecord>> offers = new HashMap<>();
    private final Map<ItemRecord.Ref, Optional<ItemRecord>> items = new HashMap<>();
    private final Map<Object, Write> versioned = new LinkedHashMap<>();
    private final List<Write> others = new ArrayList<>();

    /** One over a store. */
    public UnitOfWork(Store store) {
        this.store = store;
    }

    /** The device that has an address. */
    public Optional<DeviceRecord> deviceAt(ProtocolAddress address) {
        Optional<DeviceId> known = addresses.get(address);
        if (known != null) {
            return known.flatMap(this::device);
        }
        Optional<DeviceRecord> found = store.deviceAt(address);
        addresses.put(address, found.map(DeviceRecord::id));
        found.ifPresentOrElse(this::saw, () -> seen.add(new Seen.NoDeviceAt(address)));
        return found.flatMap(d -> device(d.id()));
    }

    /** A device. */
    public Optional<DeviceRecord> device(DeviceId id) {
        if (!devices.containsKey(id)) {
            store.device(id).ifPresentOrElse(this::saw, () -> {
                devices.put(id, Optional.empty());
                seen.add(new Seen.OfDevice(id, 0));
            });
        }
        return devices.getOrDefault(id, Optional.empty());
    }

    private void saw(DeviceRecord device) {
        if (devices.putIfAbsent(device.id(), Optional.of(device)) == null) {
            seen.add(new Seen.OfDevice(device.id(), device.version()));
        }
    }

    /** The device that holds a key. */
    public Optional<DeviceRecord> holder(Key key) {
        Optional<DeviceId> known = holders.get(key);
        if (known != null) {
            return known.flatMap(this::device);
        }
        Optional<DeviceRecord> found = store.holder(key);
        holders.put(key, found.map(DeviceRecord::id));
        found.ifPresentOrElse(this::saw, () -> seen.add(new Seen.NoHolder(key)));
        return found.flatMap(d -> device(d.id()));
    }

    /** A pairing, or a proposal. */
    public Optional<PairingRecord> pairing(PairingRecord.Ref ref) {
        return pairings.computeIfAbsent(ref, r -> {
            Optional<PairingRecord> found = store.pairing(r);
            seen.add(new Seen.OfPairing(r, found.map(PairingRecord::version).orElse(0L)));
            return found;
        });
    }

    /** The relation between two devices. */
    public Optional<PeeringRecord> peering(PeeringRecord.Ref ref) {
        return peerings.computeIfAbsent(ref, r -> {
            Optional<PeeringRecord> found = store.peering(r);
            seen.add(new Seen.OfPeering(r, found.map(PeeringRecord::version).orElse(0L)));
            return found;
        });
    }

    /** An item. */
    public Optional<ItemRecord> item(ItemRecord.Ref ref) {
        return items.computeIfAbsent(ref, r -> {
            Optional<ItemRecord> found = store.item(r);
            seen.add(new Seen.OfItem(r, found.map(ItemRecord::item)));
            return found;
        });
    }

    /** The relations of a device, newest first; each is remembered with the version it had, that there are no others is not. */
    public List<PeeringRecord> peeringsOf(ProtocolAddress address) {
        return store.peeringsOf(address).stream()
                .flatMap(p -> peering(p.ref()).stream())
                .toList();
    }

    /** An offer. */
    public Optional<OfferRecord> offer(OfferRecord.Ref ref) {
        return offers.computeIfAbsent(ref, r -> {
            Optional<OfferRecord> found = store.offer(r);
            seen.add(new Seen.OfOffer(r, found.map(OfferRecord::version).orElse(0L)));
            return found;
        });
    }

    /** The offer of a protocol whose use spends this approval. */
    public Optional<OfferRecord> offerApproving(String protocol, String approval) {
        return Stream.concat(offers.values().stream().flatMap(Optional::stream), store.offers().stream())
                .filter(o ->
                        o.ref().protocol().equals(protocol) && o.approval().id().equals(approval))
                .findFirst()
                .flatMap(o -> offer(o.ref()));
    }

    /** Writes a device. */
    public void put(DeviceRecord device) {
        devices.put(device.id(), Optional.of(device));
        device.addresses().forEach(a -> addresses.put(a, Optional.of(device.id())));
        versioned.put(device.id(), new Write.PutDevice(device));
    }

    /** Deletes a device. */
    public void delete(DeviceRecord device) {
        devices.put(device.id(), Optional.empty());
        device.addresses().forEach(a -> addresses.put(a, Optional.empty()));
        remove(device.id(), device.version(), new Write.DeleteDevice(device));
    }

    /** Writes a pairing, or a proposal. */
    public void put(PairingRecord pairing) {
        pairings.put(pairing.ref(), Optional.of(pairing));
        versioned.put(pairing.ref(), new Write.PutPairing(pairing));
    }

    /** Deletes a pairing, or a proposal. */
    public void delete(PairingRecord pairing) {
        pairings.put(pairing.ref(), Optional.empty());
        remove(pairing.ref(), pairing.version(), new Write.DeletePairing(pairing));
    }

    /** Writes a relation between two devices. */
    public void put(PeeringRecord peering) {
        peerings.put(peering.ref(), Optional.of(peering));
        versioned.put(peering.ref(), new Write.PutPeering(peering));
    }

    /** Deletes a relation between two devices. */
    public void delete(PeeringRecord peering) {
        peerings.put(peering.ref(), Optional.empty());
        remove(peering.ref(), peering.version(), new Write.DeletePeering(peering));
    }

    /** Deletes all relations of a device with others. */
    public void dropPeerings(ProtocolAddress address) {
        peeringsOf(address).forEach(this::delete);
    }

    /** Writes an offer. */
    public void put(OfferRecord offer) {
        offers.put(offer.ref(), Optional.of(offer));
        versioned.put(offer.ref(), new Write.PutOffer(offer));
    }

    /** Deletes an offer. */
    public void delete(OfferRecord offer) {
        offers.put(offer.ref(), Optional.empty());
        remove(offer.ref(), offer.version(), new Write.DeleteOffer(offer));
    }

    private void remove(Object ref, long version, Write deletion) {
        if (version == 0) {
            versioned.remove(ref);
        } else {
            versioned.put(ref, deletion);
        }
    }

    /** Writes an item. */
    public void put(ItemRecord item) {
        items.put(item.ref(), Optional.of(item));
        others.add(new Write.PutItem(item));
    }

    /** Deletes an item. */
    public void delete(ItemRecord.Ref item) {
        items.put(item, Optional.empty());
        others.add(new Write.DeleteItem(item));
    }

    /** Deletes the first items of a scope that has so many that it has no room for one more. */
    public void makeRoom(ItemRecord.Scope scope, int most, Instant now) {
        long over = store.itemCount(scope, now) - most + 1;
        if (over > 0) {
            store.items(scope, Optional.empty(), now, (int) over).forEach(i -> delete(i.ref()));
        }
    }

    /** Deletes all items of a scope. */
    public void clear(ItemRecord.Scope scope) {
        items.replaceAll((ref, item) -> ref.in().equals(scope) ? Optional.empty() : item);
        others.add(new Write.DeleteItems(scope));
    }

    /** Claims something. */
    public void claim(ClaimRecord claim) {
        others.add(new Write.AddClaim(claim));
    }

    /** How many claims stand in a scope; not rechecked at commit, since a count a little behind does no harm. */
    public long claims(String protocol, String scope) {
        return store.claims(protocol, scope);
    }

    /** Lets all claims of a scope go. */
    public void dropClaims(String protocol, String scope) {
        others.add(new Write.DeleteClaims(protocol, scope));
    }

    /** Adds an audit row. */
    public void audit(AuditRecord row) {
        others.add(new Write.AddAudit(row));
    }

    /** Writes a flight record. */
    public void put(FlightRecord flight) {
        others.add(new Write.PutFlight(flight));
    }

    /** Writes a durable conversation. */
    public void put(ConversationRecord conversation) {
        others.add(new Write.PutConversation(conversation));
    }

    /** Lets a durable conversation go. */
    public void deleteConversation(UUID id) {
        others.add(new Write.DeleteConversation(id));
    }

    /** True once something was written. */
    public boolean dirty() {
        return !versioned.isEmpty() || !others.isEmpty();
    }

    /** What there is to commit. */
    public Changes changes() {
        List<Write> writes = new ArrayList<>(versioned.values());
        writes.addAll(others);
        return new Changes(List.copyOf(seen), writes);
    }
}
