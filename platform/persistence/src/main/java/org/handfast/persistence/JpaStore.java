package org.handfast.persistence;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;

import org.hibernate.StatelessSession;

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
import org.handfast.core.store.Changes;
import org.handfast.core.store.Committed;
import org.handfast.core.store.Store;
import org.handfast.core.store.StoredValue;
import org.handfast.persistence.table.AuditTable;
import org.handfast.persistence.table.ClaimTable;
import org.handfast.persistence.table.ConversationTable;
import org.handfast.persistence.table.DeviceTable;
import org.handfast.persistence.table.FlightTable;
import org.handfast.persistence.table.ItemTable;
import org.handfast.persistence.table.OfferTable;
import org.handfast.persistence.table.PairingTable;
import org.handfast.persistence.table.PeeringTable;
import org.handfast.persistence.table.ValueTable;

/** The store in a database. Thread-safe. */
final class JpaStore implements Store {

    private static final int PORTION = 500;

    private final Sessions sessions;
    private final Writer writer;
    private final GroupCommit group;

    JpaStore(Sessions sessions, Writer writer) {
        this.sessions = sessions;
        this.writer = writer;
        var arrivals = new AtomicLong(sessions.use(s -> new AuditTable(s).lastArrival()));
        this.group = new GroupCommit(new Batches(writer, arrivals::incrementAndGet)::commit);
    }

    @Override
    public Committed commit(Changes changes) {
        return group.commit(changes);
    }

    @Override
    public Optional<DeviceRecord> device(DeviceId id) {
        return sessions.use(s -> new DeviceTable(s).find(id));
    }

    @Override
    public Optional<DeviceRecord> deviceAt(ProtocolAddress address) {
        return sessions.use(s -> new DeviceTable(s).at(address));
    }

    @Override
    public Optional<DeviceRecord> holder(Key key) {
        return sessions.use(s -> new DeviceTable(s).holder(key));
    }

    @Override
    public Optional<PairingRecord> pairing(PairingRecord.Ref ref) {
        return sessions.use(s -> new PairingTable(s).find(ref));
    }

    @Override
    public Optional<PeeringRecord> peering(PeeringRecord.Ref ref) {
        return sessions.use(s -> new PeeringTable(s).find(ref));
    }

    @Override
    public List<PeeringRecord> peeringsOf(ProtocolAddress address) {
        return sessions.use(s -> new PeeringTable(s).of(address));
    }

    @Override
    public List<PeeringRecord> peerings(int limit) {
        return sessions.use(s -> new PeeringTable(s).all(limit));
    }

    @Override
    public Optional<ItemRecord> item(ItemRecord.Ref ref) {
        return sessions.use(s -> new ItemTable(s).find(ref));
    }

    @Override
    public List<ItemRecord> items(ItemRecord.Scope scope, Optional<Bytes> end, Instant now, int limit) {
        return sessions.use(s -> new ItemTable(s).list(scope, end, now, limit));
    }

    @Override
    public List<ItemRecord> lastItems(ItemRecord.Scope scope, Instant now, int limit) {
        return sessions.use(s -> new ItemTable(s).last(scope, now, limit));
    }

    @Override
    public long itemCount(ItemRecord.Scope scope, Instant now) {
        return sessions.use(s -> new ItemTable(s).count(scope, now));
    }

    @Override
    public List<ScopeSize> queues(Instant now, int limit) {
        return sessions.use(s -> new ItemTable(s).queues(now, limit));
    }

    @Override
    public List<ScopeSize> queuesOf(DeviceId device, Instant now) {
        return sessions.use(s -> new ItemTable(s).queuesOf(device, now));
    }

    @Override
    public Optional<OfferRecord> offer(OfferRecord.Ref ref) {
        return sessions.use(s -> new OfferTable(s).find(ref));
    }

    @Override
    public Optional<StoredValue> value(String name) {
        return sessions.use(s -> new ValueTable(s).find(name));
    }

    @Override
    public long claims(String protocol, String scope) {
        return sessions.use(s -> new ClaimTable(s).count(new ClaimTable.Scope(protocol, scope)));
    }

    @Override
    public List<PairingRecord> pairingsOf(ProtocolAddress address) {
        return sessions.use(s -> new PairingTable(s).of(address));
    }

    @Override
    public List<PairingRecord> proposals() {
        return sessions.use(s -> new PairingTable(s).proposals());
    }

    @Override
    public List<DeviceRecord> devices(Optional<String> query, Optional<Device.Trust> trust, int limit) {
        return sessions.use(s -> new DeviceTable(s).list(query, trust, limit));
    }

    @Override
    public List<DeviceRecord> neverConnected(Instant before, int limit) {
        return sessions.use(s -> new DeviceTable(s).neverConnected(before, limit));
    }

    @Override
    public List<PeeringRecord> unanswered(Instant before, int limit) {
        return sessions.use(s -> new PeeringTable(s).unanswered(before, limit));
    }

    @Override
    public List<OfferRecord> offers() {
        return sessions.use(s -> new OfferTable(s).all());
    }

    @Override
    public List<ConversationRecord> conversations() {
        return sessions.use(s -> new ConversationTable(s).all());
    }

    @Override
    public Optional<FlightRecord> flight(UUID id) {
        return sessions.use(s -> new FlightTable(s).find(id));
    }

    @Override
    public List<FlightRecord> flights(Optional<ProtocolAddress> about, int limit) {
        return sessions.use(s -> new FlightTable(s).list(about, limit));
    }

    @Override
    public List<FlightRecord> unfinishedFlights() {
        return sessions.use(s -> new FlightTable(s).unfinished());
    }

    @Override
    public void tidy(int keep, Instant now) {
        write(session -> new OfferTable(session).tidy(now));
        inPortions(session -> new ClaimTable(session).tidy(now, PORTION));
        inPortions(session -> new ItemTable(session).tidy(now, PORTION));
        inPortions(session -> new FlightTable(session).tidy(keep, PORTION));
    }

    /** Many small transactions, since all commits wait while one of them runs. */
    private void inPortions(Function<StatelessSession, Integer> work) {
        int done;
        do {
            done = writer.write(work);
        } while (done == PORTION);
    }

    @Override
    public List<AuditRecord> unsealedAudit(int limit) {
        return sessions.use(s -> new AuditTable(s).waiting(limit));
    }

    @Override
    public void seal(List<SealedAudit> rows) {
        write(session -> new AuditTable(session).seal(rows));
    }

    private void write(Consumer<StatelessSession> work) {
        writer.write(session -> {
            work.accept(session);
            return true;
        });
    }

    @Override
    public Optional<SealedAudit> auditHead() {
        return sessions.use(s -> new AuditTable(s).head());
    }

    @Override
    public List<SealedAudit> sealedAudit(long after, int limit) {
        return sessions.use(s -> new AuditTable(s).after(after, limit));
    }

    @Override
    public List<SealedAudit> sealedAuditBefore(long before, int limit) {
        return sessions.use(s -> new AuditTable(s).before(before, limit));
    }
}
