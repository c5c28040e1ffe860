package org.handfast.core.store;

import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import org.handfast.api.Bytes;
import org.handfast.api.Device;
import org.handfast.api.DeviceId;
import org.handfast.api.Key;
import org.handfast.core.audit.AuditRecord;
import org.handfast.core.audit.SealedAudit;
import org.handfast.core.durable.ConversationRecord;
import org.handfast.core.flight.FlightRecord;
import org.handfast.core.item.ItemRecord;
import org.handfast.core.item.ScopeSize;
import org.handfast.core.registry.DeviceRecord;
import org.handfast.core.registry.OfferRecord;
import org.handfast.core.registry.PairingRecord;
import org.handfast.core.registry.PeeringRecord;
import org.handfast.core.registry.ProtocolAddress;

/**
 * A store that remembers devices and relations which it looked up, for those who ask for them with every message. It answers
 * as the store behind it does at that moment, as long as nobody else changes that. Thread-safe.
 */
public final class CachedStore implements Store {

    private final Store behind;
    private final LookUps<DeviceId, DeviceRecord> devices;

    /** Who was last seen at an address; whether the device still has it is up to the device. */
    private final LookUps<ProtocolAddress, DeviceId> addresses;

    private final LookUps<PeeringRecord.Ref, PeeringRecord> peerings;

    /** A store that remembers at most so many devices, addresses and relations each. */
    public CachedStore(Store behind, int most) {
        this.behind = behind;
        this.devices = new LookUps<>(most);
        this.addresses = new LookUps<>(most);
        this.peerings = new LookUps<>(most);
    }

    /** What a change changes of that which is remembered. */
    private record Changed(Set<DeviceId> devices, Set<ProtocolAddress> addresses, Set<PeeringRecord.Ref> peerings) {

        static Changed by(Changes changes) {
            var changed = new Changed(new LinkedHashSet<>(), new LinkedHashSet<>(), new LinkedHashSet<>());
            changes.writes().forEach(changed::add);
            return changed;
        }

        private void add(Write write) {
            switch (write) {
                case Write.PutDevice(DeviceRecord device) -> add(device);
                case Write.DeleteDevice(DeviceRecord device) -> add(device);
                case Write.PutPeering(PeeringRecord peering) -> peerings.add(peering.ref());
                case Write.DeletePeering(PeeringRecord peering) -> peerings.add(peering.ref());
                case Write.PutPairing w -> {}
                case Write.DeletePairing w -> {}
                case Write.PutOffer w -> {}
                case Write.DeleteOffer w -> {}
                case Write.PutValue w -> {}
                case Write.PutItem w -> {}
                case Write.DeleteItem w -> {}
                case Write.DeleteItems w -> {}
                case Write.PutFlight w -> {}
                case Write.PutConversation w -> {}
                case Write.DeleteConversation w -> {}
                case Write.AddAudit w -> {}
                case Write.AddClaim w -> {}
                case Write.DeleteClaims w -> {}
            }
        }

        private void add(DeviceRecord device) {
            devices.add(device.id());
            addresses.addAll(device.addresses());
        }
    }

    @Override
    public Committed commit(Changes changes) {
        Changed changed = Changed.by(changes);
        begin(changed);
        try {
            return behind.commit(changes);
        } finally {
            end(changed);
        }
    }

    private void begin(Changed changed) {
        devices.begin(changed.devices());
        addresses.begin(changed.addresses());
        peerings.begin(changed.peerings());
    }

    private void end(Changed changed) {
        devices.end(changed.devices());
        addresses.end(changed.addresses());
        peerings.end(changed.peerings());
    }

    /** Forgets what it remembers, since somebody else has changed what is behind it. */
    public void clear() {
        devices.clear();
        addresses.clear();
        peerings.clear();
    }

    @Override
    public Optional<DeviceRecord> device(DeviceId id) {
        return devices.get(id, behind::device);
    }

    @Override
    public Optional<DeviceRecord> deviceAt(ProtocolAddress address) {
        Optional<DeviceId> holder =
                addresses.get(address, a -> behind.deviceAt(a).map(DeviceRecord::id));
        if (holder.isEmpty()) {
            return Optional.empty();
        }
        Optional<DeviceRecord> device =
                holder.flatMap(this::device).filter(d -> d.addresses().contains(address));
        return device.isPresent() ? device : behind.deviceAt(address);
    }

    @Override
    public Optional<PeeringRecord> peering(PeeringRecord.Ref ref) {
        return peerings.get(ref, behind::peering);
    }

    @Override
    public List<PeeringRecord> peeringsOf(ProtocolAddress address) {
        return behind.peeringsOf(address);
    }

    @Override
    public List<PeeringRecord> peerings(int limit) {
        return behind.peerings(limit);
    }

    @Override
    public Optional<DeviceRecord> holder(Key key) {
        return behind.holder(key);
    }

    @Override
    public Optional<PairingRecord> pairing(PairingRecord.Ref ref) {
        return behind.pairing(ref);
    }

    @Override
    public Optional<ItemRecord> item(ItemRecord.Ref ref) {
        return behind.item(ref);
    }

    @Override
    public List<ItemRecord> items(ItemRecord.Scope scope, Optional<Bytes> end, Instant now, int limit) {
        return behind.items(scope, end, now, limit);
    }

    @Override
    public List<ItemRecord> lastItems(ItemRecord.Scope scope, Instant now, int limit) {
        return behind.lastItems(scope, now, limit);
    }

    @Override
    public long itemCount(ItemRecord.Scope scope, Instant now) {
        return behind.itemCount(scope, now);
    }

    @Override
    public List<ScopeSize> queues(Instant now, int limit) {
        return behind.queues(now, limit);
    }

    @Override
    public List<ScopeSize> queuesOf(DeviceId device, Instant now) {
        return behind.queuesOf(device, now);
    }

    @Override
    public Optional<OfferRecord> offer(OfferRecord.Ref ref) {
        return behind.offer(ref);
    }

    @Override
    public Optional<StoredValue> value(String name) {
        return behind.value(name);
    }

    @Override
    public long claims(String protocol, String scope) {
        return behind.claims(protocol, scope);
    }

    @Override
    public List<PairingRecord> pairingsOf(ProtocolAddress address) {
        return behind.pairingsOf(address);
    }

    @Override
    public List<PairingRecord> proposals() {
        return behind.proposals();
    }

    @Override
    public List<DeviceRecord> devices(Optional<String> query, Optional<Device.Trust> trust, int limit) {
        return behind.devices(query, trust, limit);
    }

    @Override
    public List<DeviceRecord> neverConnected(Instant before, int limit) {
        return behind.neverConnected(before, limit);
    }

    @Override
    public List<PeeringRecord> unanswered(Instant before, int limit) {
        return behind.unanswered(before, limit);
    }

    @Override
    public List<OfferRecord> offers() {
        return behind.offers();
    }

    @Override
    public List<ConversationRecord> conversations() {
        return behind.conversations();
    }

    @Override
    public Optional<FlightRecord> flight(UUID id) {
        return behind.flight(id);
    }

    @Override
    public List<FlightRecord> flights(Optional<ProtocolAddress> about, int limit) {
        return behind.flights(about, limit);
    }

    @Override
    public List<FlightRecord> unfinishedFlights() {
        return behind.unfinishedFlights();
    }

    @Override
    public void tidy(int keep, Instant now) {
        behind.tidy(keep, now);
    }

    @Override
    public List<AuditRecord> unsealedAudit(int limit) {
        return behind.unsealedAudit(limit);
    }

    @Override
    public void seal(List<SealedAudit> rows) {
        behind.seal(rows);
    }

    @Override
    public Optional<SealedAudit> auditHead() {
        return behind.auditHead();
    }

    @Override
    public List<SealedAudit> sealedAudit(long after, int limit) {
        return behind.sealedAudit(after, limit);
    }

    @Override
    public List<SealedAudit> sealedAuditBefore(long before, int limit) {
        return behind.sealedAuditBefore(before, limit);
    }
}
