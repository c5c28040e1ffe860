package org.handfast.core.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import org.handfast.api.Bytes;
import org.handfast.api.Device;
import org.handfast.api.DeviceId;
import org.handfast.api.Key;
import org.handfast.core.audit.AuditRecord;
import org.handfast.core.audit.SealedAudit;
import org.handfast.core.flight.FlightRecord;
import org.handfast.core.registry.ClaimRecord;
import org.handfast.core.registry.DeviceRecord;
import org.handfast.core.registry.OfferRecord;
import org.handfast.core.registry.PairingRecord;
import org.handfast.core.registry.ProtocolAddress;

/** A store in memory, for devices and tests. Its contents can be taken out whole and put back. */
public final class MemoryStore implements Store {

    private final Map<DeviceId, DeviceRecord> devices = new LinkedHashMap<>();
    private final Map<PairingRecord.Ref, PairingRecord> pairings = new LinkedHashMap<>();
    private final Map<OfferRecord.Ref, OfferRecord> offers = new LinkedHashMap<>();
    private final Map<String, StoredValue> values = new HashMap<>();
    private final Map<ClaimKey, ClaimRecord> claims = new LinkedHashMap<>();
    private final Map<UUID, FlightRecord> flights = new LinkedHashMap<>();
    private final List<AuditRecord> unsealed = new ArrayList<>();
    private final List<SealedAudit> sealed = new ArrayList<>();

    private record ClaimKey(String protocol, String scope, Bytes key) {
        static ClaimKey of(ClaimRecord claim) {
            return new ClaimKey(claim.protocol(), claim.scope(), claim.key());
        }
    }

    /** What has to outlive the process: not the flight records, not the audit log. */
    public record Contents(
            List<DeviceRecord> devices,
            List<PairingRecord> pairings,
            List<OfferRecord> offers,
            List<StoredValue> values,
            List<ClaimRecord> claims) {}

    /** An empty store. */
    public MemoryStore() {}

    /** A store that holds what was taken out of another. */
    public MemoryStore(Contents contents) {
        contents.devices().forEach(d -> devices.put(d.id(), d));
        contents.pairings().forEach(p -> pairings.put(p.ref(), p));
        contents.offers().forEach(o -> offers.put(o.ref(), o));
        contents.values().forEach(v -> values.put(v.name(), v));
        contents.claims().forEach(c -> claims.put(ClaimKey.of(c), c));
    }

    /** Takes out what has to outlive the process. */
    public synchronized Contents contents() {
        return new Contents(
                List.copyOf(devices.values()),
                List.copyOf(pairings.values()),
                List.copyOf(offers.values()),
                List.copyOf(values.values()),
                List.copyOf(claims.values()));
    }

    @Override
    public synchronized Committed commit(Changes changes) {
        for (Seen seen : changes.seen()) {
            if (!stands(seen)) {
                return new Committed.Stale(seen.toString());
            }
        }
        for (Write write : changes.writes()) {
            if (!current(write)) {
                return new Committed.Stale(write.getClass().getSimpleName());
            }
            if (write instanceof Write.AddClaim add && claims.containsKey(ClaimKey.of(add.claim()))) {
                return new Committed.Lost(add.claim());
            }
        }
        changes.writes().forEach(this::make);
        return new Committed.Done();
    }

    private boolean stands(Seen seen) {
        return switch (seen) {
            case Seen.OfDevice d -> version(devices.get(d.id())) == d.version();
            case Seen.OfPairing p -> version(pairings.get(p.ref())) == p.version();
            case Seen.OfOffer o -> version(offers.get(o.ref())) == o.version();
            case Seen.NoDeviceAt a -> deviceAt(a.address()).isEmpty();
            case Seen.NoHolder k -> holder(k.key()).isEmpty();
        };
    }

    private boolean current(Write write) {
        return switch (write) {
            case Write.PutDevice w ->
                version(devices.get(w.device().id())) == w.device().version() && addressesFree(w.device());
            case Write.DeleteDevice w ->
                version(devices.get(w.device().id())) == w.device().version();
            case Write.PutPairing w ->
                version(pairings.get(w.pairing().ref())) == w.pairing().version();
            case Write.DeletePairing w ->
                version(pairings.get(w.pairing().ref())) == w.pairing().version();
            case Write.PutOffer w ->
                version(offers.get(w.offer().ref())) == w.offer().version();
            case Write.DeleteOffer w ->
                version(offers.get(w.offer().ref())) == w.offer().version();
            case Write.PutValue w ->
                version(values.get(w.value().name())) == w.value().version();
            case Write.PutFlight f -> true;
            case Write.AddAudit a -> true;
            case Write.AddClaim c -> true;
            case Write.DeleteClaims c -> true;
        };
    }

    private boolean addressesFree(DeviceRecord device) {
        return device.addresses().stream()
                .allMatch(a -> deviceAt(a).map(d -> d.id().equals(device.id())).orElse(true));
    }

    private void make(Write write) {
        switch (write) {
            case Write.PutDevice w ->
                devices.put(w.device().id(), w.device().atVersion(w.device().version() + 1));
            case Write.DeleteDevice w -> devices.remove(w.device().id());
            case Write.PutPairing w ->
                pairings.put(
                        w.pairing().ref(), w.pairing().atVersion(w.pairing().version() + 1));
            case Write.DeletePairing w -> pairings.remove(w.pairing().ref());
            case Write.PutOffer w ->
                offers.put(w.offer().ref(), w.offer().atVersion(w.offer().version() + 1));
            case Write.DeleteOffer w -> offers.remove(w.offer().ref());
            case Write.PutValue w ->
                values.put(
                        w.value().name(),
                        new StoredValue(
                                w.value().name(), w.value().value(), w.value().version() + 1));
            case Write.PutFlight w -> flights.put(w.flight().id(), w.flight());
            case Write.AddAudit w -> unsealed.add(w.audit());
            case Write.AddClaim w -> claims.put(ClaimKey.of(w.claim()), w.claim());
            case Write.DeleteClaims w ->
                claims.keySet()
                        .removeIf(c ->
                                c.protocol().equals(w.protocol()) && c.scope().equals(w.scope()));
        }
    }

    private static long version(@Nullable Object stored) {
        return switch (stored) {
            case null -> 0;
            case DeviceRecord d -> d.version();
            case PairingRecord p -> p.version();
            case OfferRecord o -> o.version();
            case StoredValue v -> v.version();
            default -> throw new IllegalArgumentException(stored.getClass().getName());
        };
    }

    @Override
    public synchronized Optional<DeviceRecord> device(DeviceId id) {
        return Optional.ofNullable(devices.get(id));
    }

    @Override
    public synchronized Optional<DeviceRecord> deviceAt(ProtocolAddress address) {
        return devices.values().stream()
                .filter(d -> d.addresses().contains(address))
                .findFirst();
    }

    @Override
    public synchronized Optional<DeviceRecord> holder(Key key) {
        return devices.values().stream()
                .filter(d -> d.keys().stream().anyMatch(k -> k.key().equals(key)))
                .findFirst();
    }

    @Override
    public synchronized Optional<PairingRecord> pairing(PairingRecord.Ref ref) {
        return Optional.ofNullable(pairings.get(ref));
    }

    @Override
    public synchronized Optional<OfferRecord> offer(OfferRecord.Ref ref) {
        return Optional.ofNullable(offers.get(ref));
    }

    @Override
    public synchronized Optional<StoredValue> value(String name) {
        return Optional.ofNullable(values.get(name));
    }

    @Override
    public synchronized long claims(String protocol, String scope) {
        return claims.keySet().stream()
                .filter(c -> c.protocol().equals(protocol) && c.scope().equals(scope))
                .count();
    }

    @Override
    public synchronized List<PairingRecord> pairingsOf(ProtocolAddress address) {
        return pairings.values().stream()
                .filter(p -> p.ref().protocol().equals(address.protocol())
                        && (p.ref().pairing().a().equals(address.address().value())
                                || p.ref()
                                        .pairing()
                                        .b()
                                        .equals(address.address().value())))
                .toList();
    }

    @Override
    public synchronized List<PairingRecord> proposals() {
        return pairings.values().stream()
                .filter(p -> p.ref().standing() == PairingRecord.Standing.PROPOSED)
                .toList();
    }

    @Override
    public synchronized List<DeviceRecord> devices(Optional<String> query, Optional<Device.Trust> trust, int limit) {
        Comparator<DeviceRecord> newestFirst = Comparator.comparing(
                d -> d.approval().map(DeviceRecord.Approved::at).orElse(d.firstSeen()));
        return devices.values().stream()
                .filter(d -> trust.map(d.trust()::equals).orElse(true))
                .filter(d ->
                        query.map(q -> matches(d, q.toLowerCase(Locale.ROOT))).orElse(true))
                .sorted(newestFirst.reversed())
                .limit(limit)
                .toList();
    }

    private static boolean matches(DeviceRecord device, String query) {
        return device.name().toLowerCase(Locale.ROOT).contains(query)
                || device.addresses().stream()
                        .anyMatch(a ->
                                a.address().value().toLowerCase(Locale.ROOT).contains(query));
    }

    @Override
    public synchronized List<OfferRecord> offers() {
        return List.copyOf(offers.values());
    }

    @Override
    public synchronized Optional<FlightRecord> flight(UUID id) {
        return Optional.ofNullable(flights.get(id));
    }

    @Override
    public synchronized List<FlightRecord> flights(Optional<ProtocolAddress> about, int limit) {
        return flights.values().stream()
                .filter(f -> about.map(a ->
                                f.protocol().equals(a.protocol()) && f.address().equals(Optional.of(a.address())))
                        .orElse(true))
                .sorted(Comparator.comparing(FlightRecord::startedAt).reversed())
                .limit(limit)
                .toList();
    }

    @Override
    public synchronized List<FlightRecord> unfinishedFlights() {
        return flights.values().stream().filter(f -> f.endedAt().isEmpty()).toList();
    }

    @Override
    public synchronized void tidy(int keep, Instant now) {
        flights.values().stream()
                .filter(f -> f.endedAt().isPresent())
                .sorted(Comparator.comparing(FlightRecord::startedAt).reversed())
                .skip(keep)
                .toList()
                .forEach(f -> flights.remove(f.id()));
        claims.values().removeIf(c -> c.until().isBefore(now));
        offers.values().removeIf(o -> !o.open(now));
    }

    @Override
    public synchronized List<AuditRecord> unsealedAudit(int limit) {
        return unsealed.stream().limit(limit).toList();
    }

    @Override
    public synchronized void seal(List<SealedAudit> rows) {
        rows.forEach(row -> {
            unsealed.remove(row.record());
            sealed.add(row);
        });
    }

    @Override
    public synchronized Optional<SealedAudit> auditHead() {
        return sealed.isEmpty() ? Optional.empty() : Optional.of(sealed.getLast());
    }

    @Override
    public synchronized List<SealedAudit> sealedAudit(long after, int limit) {
        return sealed.stream().filter(s -> s.sequence() > after).limit(limit).toList();
    }

    @Override
    public synchronized List<SealedAudit> sealedAuditBefore(long before, int limit) {
        return sealed.reversed().stream()
                .filter(s -> s.sequence() < before)
                .limit(limit)
                .toList();
    }
}
