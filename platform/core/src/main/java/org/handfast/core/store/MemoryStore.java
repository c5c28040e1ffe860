package org.handfast.core.store;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;

import org.handfast.api.Address;
import org.handfast.api.Bytes;
import org.handfast.api.Device;
import org.handfast.api.DeviceId;
import org.handfast.api.Key;
import org.handfast.api.Peering;
import org.handfast.core.audit.AuditRecord;
import org.handfast.core.audit.SealedAudit;
import org.handfast.core.durable.ConversationRecord;
import org.handfast.core.flight.FlightRecord;
import org.handfast.core.item.ItemRecord;
import org.handfast.core.item.ScopeSize;
import org.handfast.core.registry.ClaimRecord;
import org.handfast.core.registry.DeviceRecord;
import org.handfast.core.registry.OfferRecord;
import org.handfast.core.registry.PairingRecord;
import org.handfast.core.registry.PeeringRecord;
import org.handfast.core.registry.ProtocolAddress;

/** A store in memory, for devices and tests. Its contents can be taken out whole and put back. */
public final class MemoryStore implements Store {

    private static final Committed DONE = new Committed.Done();

    private static final Journal NO_JOURNAL = contents -> {};

    private static final Comparator<Bytes> BYTES = (a, b) -> Arrays.compareUnsigned(a.toArray(), b.toArray());

    private static final Comparator<ItemRecord> BY_KEY =
            Comparator.comparing(i -> i.item().key(), BYTES);

    private final Journal journal;

    private final Table<DeviceId, DeviceRecord> devices = new Table<>();
    private final Index<ProtocolAddress, DeviceId, DeviceRecord> addresses = devices.indexedBy(DeviceRecord::addresses);
    private final Index<Key, DeviceId, DeviceRecord> keys = devices.indexedBy(
            d -> d.keys().stream().map(DeviceRecord.AcceptedKey::key).toList());
    private final Table<PairingRecord.Ref, PairingRecord> pairings = new Table<>();
    private final Index<End, PairingRecord.Ref, PairingRecord> ends = pairings.indexedBy(End::of);
    private final Table<PeeringRecord.Ref, PeeringRecord> peerings = new Table<>();
    private final Index<ProtocolAddress, PeeringRecord.Ref, PeeringRecord> peers = peerings.indexedBy(p -> List.of(
            new ProtocolAddress(p.protocol(), p.peering().proposer()),
            new ProtocolAddress(p.protocol(), p.peering().other())));
    private final Table<OfferRecord.Ref, OfferRecord> offers = new Table<>();
    private final Table<String, StoredValue> values = new Table<>();
    private final Table<Claimed, ClaimRecord> claims = new Table<>();
    private final Index<Scope, Claimed, ClaimRecord> scopes = claims.indexedBy(Scope::of);
    private final Table<ItemRecord.Ref, ItemRecord> items = new Table<>();
    private final Index<ItemRecord.Scope, ItemRecord.Ref, ItemRecord> itemScopes =
            items.indexedBy(i -> List.of(i.ref().in()));
    private final Table<UUID, ConversationRecord> conversations = new Table<>();
    private final Table<UUID, FlightRecord> flights = new Table<>();
    private final List<AuditRecord> unsealed = new ArrayList<>();
    private final List<SealedAudit> sealed = new ArrayList<>();

    private record Claimed(String protocol, String scope, Bytes key) {
        static Claimed of(ClaimRecord claim) {
            return new Claimed(claim.protocol(), claim.scope(), claim.key());
        }
    }

    private record Scope(String protocol, String scope) {
        static Collection<Scope> of(ClaimRecord claim) {
            return List.of(new Scope(claim.protocol(), claim.scope()));
        }
    }

    /** One end of a pairing. */
    private record End(String protocol, String name) {
        static Collection<End> of(PairingRecord pairing) {
            String protocol = pairing.ref().protocol();
            return List.of(
                    new End(protocol, pairing.ref().pairing().a()),
                    new End(protocol, pairing.ref().pairing().b()));
        }
    }

    /** What has to outlive the process: not the flight records, not the audit log. */
    public record Contents(
            List<DeviceRecord> devices,
            List<PairingRecord> pairings,
            List<PeeringRecord> peerings,
            List<OfferRecord> offers,
            List<StoredValue> values,
            List<ClaimRecord> claims,
            List<ItemRecord> items,
            List<ConversationRecord> conversations) {
        /** Nothing. */
        public static final Contents EMPTY =
                new Contents(List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of());
    }

    /** Keeps what has to outlive the process. Called with each commit, before it is answered. */
    public interface Journal {

        /** Keeps the contents, whole; if it throws, the commit has not happened. */
        void keep(Contents contents);
    }

    /** An empty store. */
    public MemoryStore() {
        this(Contents.EMPTY);
    }

    /** A store that holds what was taken out of another. */
    public MemoryStore(Contents contents) {
        this(contents, NO_JOURNAL);
    }

    /** A store that holds what was taken out of another, and keeps what it holds in a journal. */
    public MemoryStore(Contents contents, Journal journal) {
        this.journal = journal;
        contents.devices().forEach(d -> devices.set(d.id(), d));
        contents.pairings().forEach(p -> pairings.set(p.ref(), p));
        contents.peerings().forEach(p -> peerings.set(p.ref(), p));
        contents.offers().forEach(o -> offers.set(o.ref(), o));
        contents.values().forEach(v -> values.set(v.name(), v));
        contents.claims().forEach(c -> claims.set(Claimed.of(c), c));
        contents.items().forEach(i -> items.set(i.ref(), i));
        contents.conversations().forEach(c -> conversations.set(c.id(), c));
    }

    /** Takes out what has to outlive the process. */
    public synchronized Contents contents() {
        return new Contents(
                List.copyOf(devices.all()),
                List.copyOf(pairings.all()),
                List.copyOf(peerings.all()),
                List.copyOf(offers.all()),
                List.copyOf(values.all()),
                List.copyOf(claims.all()),
                List.copyOf(items.all()),
                List.copyOf(conversations.all()));
    }

    @Override
    public synchronized Committed commit(Changes changes) {
        for (Seen seen : changes.seen()) {
            if (!stands(seen)) {
                return stale(seen);
            }
        }
        Deque<Runnable> undo = new ArrayDeque<>();
        for (Write write : changes.writes()) {
            Committed fits = fits(write);
            if (fits != DONE) {
                undo.forEach(Runnable::run);
                return fits;
            }
            undo.push(make(write));
        }
        if (journal != NO_JOURNAL) {
            keep(undo);
        }
        return DONE;
    }

    private void keep(Deque<Runnable> undo) {
        try {
            journal.keep(contents());
        } catch (RuntimeException e) {
            undo.forEach(Runnable::run);
            throw e;
        }
    }

    private boolean stands(Seen seen) {
        return switch (seen) {
            case Seen.OfDevice d -> version(d.id()) == d.version();
            case Seen.OfPairing p -> version(p.ref()) == p.version();
            case Seen.OfPeering p -> version(p.ref()) == p.version();
            case Seen.OfOffer o -> version(o.ref()) == o.version();
            case Seen.OfItem i -> item(i.ref()).map(ItemRecord::item).equals(i.item());
            case Seen.NoDeviceAt a -> addresses.of(a.address()).isEmpty();
            case Seen.NoHolder k -> keys.of(k.key()).isEmpty();
        };
    }

    private Committed fits(Write write) {
        return switch (write) {
            case Write.PutDevice(DeviceRecord d) ->
                free(d.addresses(), d.id()) ? current(version(d.id()), d.version(), d.id()) : stale(d.addresses());
            case Write.DeleteDevice(DeviceRecord d) -> current(version(d.id()), d.version(), d.id());
            case Write.PutPairing(PairingRecord p) -> current(version(p.ref()), p.version(), p.ref());
            case Write.DeletePairing(PairingRecord p) -> current(version(p.ref()), p.version(), p.ref());
            case Write.PutPeering(PeeringRecord p) -> current(version(p.ref()), p.version(), p.ref());
            case Write.DeletePeering(PeeringRecord p) -> current(version(p.ref()), p.version(), p.ref());
            case Write.PutOffer(OfferRecord o) -> current(version(o.ref()), o.version(), o.ref());
            case Write.DeleteOffer(OfferRecord o) -> current(version(o.ref()), o.version(), o.ref());
            case Write.PutValue(StoredValue v) -> current(version(v.name()), v.version(), v.name());
            case Write.AddClaim(ClaimRecord c) -> claims.get(Claimed.of(c)) == null ? DONE : new Committed.Lost(c);
            case Write.DeleteClaims d -> DONE;
            case Write.PutItem i -> DONE;
            case Write.DeleteItem i -> DONE;
            case Write.DeleteItems i -> DONE;
            case Write.PutFlight f -> DONE;
            case Write.PutConversation c -> DONE;
            case Write.DeleteConversation c -> DONE;
            case Write.AddAudit a -> DONE;
        };
    }

    private static Committed current(long stored, long written, Object what) {
        return stored == written ? DONE : stale(what);
    }

    private static Committed stale(Object what) {
        return new Committed.Stale(what.toString());
    }

    private boolean free(List<ProtocolAddress> wanted, DeviceId by) {
        return wanted.stream().allMatch(a -> Set.of(by).containsAll(addresses.of(a)));
    }

    private long version(DeviceId id) {
        DeviceRecord device = devices.get(id);
        return device == null ? 0 : device.version();
    }

    private long version(PairingRecord.Ref ref) {
        PairingRecord pairing = pairings.get(ref);
        return pairing == null ? 0 : pairing.version();
    }

    private long version(PeeringRecord.Ref ref) {
        PeeringRecord peering = peerings.get(ref);
        return peering == null ? 0 : peering.version();
    }

    private long version(OfferRecord.Ref ref) {
        OfferRecord offer = offers.get(ref);
        return offer == null ? 0 : offer.version();
    }

    private long version(String name) {
        StoredValue value = values.get(name);
        return value == null ? 0 : value.version();
    }

    private Runnable make(Write write) {
        return switch (write) {
            case Write.PutDevice(DeviceRecord d) -> devices.set(d.id(), d.atVersion(d.version() + 1));
            case Write.DeleteDevice(DeviceRecord d) -> devices.set(d.id(), null);
            case Write.PutPairing(PairingRecord p) -> pairings.set(p.ref(), p.atVersion(p.version() + 1));
            case Write.DeletePairing(PairingRecord p) -> pairings.set(p.ref(), null);
            case Write.PutPeering(PeeringRecord p) -> peerings.set(p.ref(), p.atVersion(p.version() + 1));
            case Write.DeletePeering(PeeringRecord p) -> peerings.set(p.ref(), null);
            case Write.PutOffer(OfferRecord o) -> offers.set(o.ref(), o.atVersion(o.version() + 1));
            case Write.DeleteOffer(OfferRecord o) -> offers.set(o.ref(), null);
            case Write.PutValue(StoredValue v) -> values.set(v.name(), v.atVersion(v.version() + 1));
            case Write.AddClaim(ClaimRecord c) -> claims.set(Claimed.of(c), c);
            case Write.DeleteClaims(String protocol, String scope) -> dropClaims(new Scope(protocol, scope));
            case Write.PutItem(ItemRecord i) ->
                items.set(i.ref(), item(i.ref()).map(i::inPlaceOf).orElse(i));
            case Write.DeleteItem(ItemRecord.Ref ref) -> items.set(ref, null);
            case Write.DeleteItems(ItemRecord.Scope scope) -> dropItems(scope);
            case Write.PutFlight(FlightRecord f) -> flights.set(f.id(), f);
            case Write.PutConversation(ConversationRecord c) -> conversations.set(c.id(), c);
            case Write.DeleteConversation(UUID id) -> conversations.set(id, null);
            case Write.AddAudit(AuditRecord a) -> {
                unsealed.add(a);
                yield unsealed::removeLast;
            }
        };
    }

    private Runnable dropItems(ItemRecord.Scope scope) {
        List<Runnable> undo =
                itemScopes.of(scope).stream().map(i -> items.set(i, null)).toList();
        return () -> undo.forEach(Runnable::run);
    }

    private Runnable dropClaims(Scope scope) {
        List<Runnable> undo =
                scopes.of(scope).stream().map(c -> claims.set(c, null)).toList();
        return () -> undo.forEach(Runnable::run);
    }

    @Override
    public synchronized Optional<DeviceRecord> device(DeviceId id) {
        return Optional.ofNullable(devices.get(id));
    }

    @Override
    public synchronized Optional<DeviceRecord> deviceAt(ProtocolAddress address) {
        return devices.all(addresses.of(address)).stream().findFirst();
    }

    @Override
    public synchronized Optional<DeviceRecord> holder(Key key) {
        return devices.all(keys.of(key)).stream().min(Comparator.comparing(DeviceRecord::firstSeen));
    }

    @Override
    public synchronized Optional<PairingRecord> pairing(PairingRecord.Ref ref) {
        return Optional.ofNullable(pairings.get(ref));
    }

    @Override
    public synchronized Optional<PeeringRecord> peering(PeeringRecord.Ref ref) {
        return Optional.ofNullable(peerings.get(ref));
    }

    @Override
    public synchronized List<PeeringRecord> peeringsOf(ProtocolAddress address) {
        return newestFirst(peerings.all(peers.of(address)), Integer.MAX_VALUE);
    }

    @Override
    public synchronized List<PeeringRecord> peerings(int limit) {
        return newestFirst(peerings.all(), limit);
    }

    private static List<PeeringRecord> newestFirst(Collection<PeeringRecord> peerings, int limit) {
        return peerings.stream()
                .sorted(Comparator.comparing(PeeringRecord::since).reversed())
                .limit(limit)
                .toList();
    }

    @Override
    public synchronized Optional<ItemRecord> item(ItemRecord.Ref ref) {
        return Optional.ofNullable(items.get(ref));
    }

    @Override
    public synchronized List<ItemRecord> items(ItemRecord.Scope scope, Optional<Bytes> end, Instant now, int limit) {
        return current(scope, now)
                .filter(i -> end.map(e -> BYTES.compare(i.item().key(), e) < 0).orElse(true))
                .sorted(BY_KEY)
                .limit(limit)
                .toList();
    }

    @Override
    public synchronized List<ItemRecord> lastItems(ItemRecord.Scope scope, Instant now, int limit) {
        return current(scope, now).sorted(BY_KEY.reversed()).limit(limit).toList();
    }

    @Override
    public synchronized long itemCount(ItemRecord.Scope scope, Instant now) {
        return current(scope, now).count();
    }

    private Stream<ItemRecord> current(ItemRecord.Scope scope, Instant now) {
        return items.all(itemScopes.of(scope)).stream().filter(i -> i.isCurrent(now));
    }

    @Override
    public synchronized List<ScopeSize> queues(Instant now, int limit) {
        return queues(now, holder -> true).limit(limit).toList();
    }

    @Override
    public synchronized List<ScopeSize> queuesOf(DeviceId device, Instant now) {
        return queues(now, device::equals).toList();
    }

    private Stream<ScopeSize> queues(Instant now, Predicate<DeviceId> whose) {
        Map<ItemRecord.Scope, ScopeSize> sizes = new HashMap<>();
        for (ItemRecord i : items.all()) {
            ItemRecord.Scope scope = i.ref().in();
            if (i.isCurrent(now) && waitsFor(whose, scope)) {
                var size = new ScopeSize(scope, 1, i.item().value().size(), i.since());
                sizes.merge(scope, size, ScopeSize::plus);
            }
        }
        return sizes.values().stream()
                .sorted(Comparator.comparing(ScopeSize::bytes)
                        .reversed()
                        .thenComparing(s -> s.scope().name())
                        .thenComparing(s -> s.scope().protocol()));
    }

    private boolean waitsFor(Predicate<DeviceId> whose, ItemRecord.Scope scope) {
        return addresses.of(new ProtocolAddress(scope.protocol(), new Address(scope.name()))).stream()
                .anyMatch(whose);
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
        return scopes.of(new Scope(protocol, scope)).size();
    }

    @Override
    public synchronized List<PairingRecord> pairingsOf(ProtocolAddress address) {
        return pairings.all(
                ends.of(new End(address.protocol(), address.address().value())));
    }

    @Override
    public synchronized List<PairingRecord> proposals() {
        return pairings.all().stream()
                .filter(p -> p.ref().standing() == PairingRecord.Standing.PROPOSED)
                .toList();
    }

    @Override
    public synchronized List<DeviceRecord> devices(Optional<String> query, Optional<Device.Trust> trust, int limit) {
        Comparator<DeviceRecord> newestFirst = Comparator.comparing(
                d -> d.approval().map(DeviceRecord.Approved::at).orElse(d.firstSeen()));
        return devices.all().stream()
                .filter(d -> trust.map(d.trust()::equals).orElse(true))
                .filter(d ->
                        query.map(q -> matches(d, q.toLowerCase(Locale.ROOT))).orElse(true))
                .sorted(newestFirst.reversed())
                .limit(limit)
                .toList();
    }

    private static boolean matches(DeviceRecord device, String query) {
        return query.length() >= SHORT_ID && device.id().toString().startsWith(query)
                || device.name().toLowerCase(Locale.ROOT).contains(query)
                || device.addresses().stream()
                        .anyMatch(a ->
                                a.address().value().toLowerCase(Locale.ROOT).contains(query));
    }

    @Override
    public synchronized List<DeviceRecord> neverConnected(Instant before, int limit) {
        return devices.all().stream()
                .filter(d -> d.trust() == Device.Trust.KNOWN
                        && d.approval().isEmpty()
                        && d.lastSeen().isEmpty()
                        && d.firstSeen().isBefore(before))
                .sorted(Comparator.comparing(DeviceRecord::firstSeen))
                .limit(limit)
                .toList();
    }

    @Override
    public synchronized List<PeeringRecord> unanswered(Instant before, int limit) {
        return peerings.all().stream()
                .filter(p -> p.peering().standing() == Peering.Standing.PROPOSED
                        && p.since().isBefore(before))
                .sorted(Comparator.comparing(PeeringRecord::since))
                .limit(limit)
                .toList();
    }

    @Override
    public synchronized List<OfferRecord> offers() {
        return List.copyOf(offers.all());
    }

    @Override
    public synchronized List<ConversationRecord> conversations() {
        return List.copyOf(conversations.all());
    }

    @Override
    public synchronized Optional<FlightRecord> flight(UUID id) {
        return Optional.ofNullable(flights.get(id));
    }

    @Override
    public synchronized List<FlightRecord> flights(Optional<ProtocolAddress> about, int limit) {
        return flights.all().stream()
                .filter(f -> about.map(a ->
                                f.protocol().equals(a.protocol()) && f.address().equals(Optional.of(a.address())))
                        .orElse(true))
                .sorted(Comparator.comparing(FlightRecord::startedAt).reversed())
                .limit(limit)
                .toList();
    }

    @Override
    public synchronized List<FlightRecord> unfinishedFlights() {
        return flights.all().stream().filter(f -> f.endedAt().isEmpty()).toList();
    }

    @Override
    public synchronized void tidy(int keep, Instant now) {
        flights.all().stream()
                .filter(f -> f.endedAt().isPresent())
                .sorted(Comparator.comparing(FlightRecord::startedAt).reversed())
                .skip(keep)
                .toList()
                .forEach(f -> flights.set(f.id(), null));
        items.all().stream().filter(i -> !i.isCurrent(now)).toList().forEach(i -> items.set(i.ref(), null));
        claims.all().stream()
                .filter(c -> c.until().isBefore(now))
                .toList()
                .forEach(c -> claims.set(Claimed.of(c), null));
        offers.all().stream().filter(o -> !o.open(now)).toList().forEach(o -> offers.set(o.ref(), null));
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
