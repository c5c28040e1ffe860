package org.handfast.persistence;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.hibernate.StatelessSession;

import org.handfast.core.audit.AuditRecord;
import org.handfast.core.durable.ConversationRecord;
import org.handfast.core.flight.FlightRecord;
import org.handfast.core.item.ItemRecord;
import org.handfast.core.registry.DeviceRecord;
import org.handfast.core.registry.OfferRecord;
import org.handfast.core.registry.PairingRecord;
import org.handfast.core.registry.PeeringRecord;
import org.handfast.core.store.Changes;
import org.handfast.core.store.Committed;
import org.handfast.core.store.MemoryStore;
import org.handfast.core.store.MemoryStore.Contents;
import org.handfast.core.store.StoredValue;
import org.handfast.core.store.Write;
import org.handfast.persistence.table.AuditTable;
import org.handfast.persistence.table.ClaimTable;
import org.handfast.persistence.table.ConversationTable;
import org.handfast.persistence.table.DeviceTable;
import org.handfast.persistence.table.Difference;
import org.handfast.persistence.table.FlightTable;
import org.handfast.persistence.table.ItemTable;
import org.handfast.persistence.table.OfferTable;
import org.handfast.persistence.table.PairingTable;
import org.handfast.persistence.table.PeeringTable;
import org.handfast.persistence.table.ValueTable;

/**
 * Settles changes in one transaction. What they mention is loaded into a store in memory, which judges and makes them one
 * after the other; then the difference between what was loaded and what came of it is written. As nobody else
 * writes, that is as exact as a transaction for each, and takes a few statements for each kind of record.
 */
final class Settlement {

    private final StatelessSession session;
    private final LongSupplier arrivals;

    /** One in a session whose transaction has begun; {@code arrivals} numbers audit rows as they come. */
    Settlement(StatelessSession session, LongSupplier arrivals) {
        this.session = session;
        this.arrivals = arrivals;
    }

    /** Settles changes in their order; gives an answer to each. */
    List<Committed> settle(List<Changes> batch) {
        Contents before = load(new Mentions(batch));
        var judge = new MemoryStore(before);
        List<Committed> answers = new ArrayList<>();
        List<Write> made = new ArrayList<>();
        for (Changes changes : batch) {
            Committed answer = judge.commit(changes);
            answers.add(answer);
            if (answer instanceof Committed.Done) {
                made.addAll(changes.writes());
            }
        }
        write(before, judge.contents(), made);
        return answers;
    }

    private Contents load(Mentions mentions) {
        return new Contents(
                new DeviceTable(session).touching(mentions.devices, mentions.addresses, mentions.keys),
                new PairingTable(session).find(mentions.pairings),
                new PeeringTable(session).find(mentions.peerings),
                new OfferTable(session).find(mentions.offers),
                new ValueTable(session).find(mentions.values),
                new ClaimTable(session).rivals(mentions.claims),
                new ItemTable(session).find(mentions.items),
                new ConversationTable(session).find(mentions.conversations));
    }

    private void write(Contents before, Contents after, List<Write> made) {
        new DeviceTable(session).write(Difference.between(before.devices(), after.devices(), DeviceRecord::id));
        new PairingTable(session).write(Difference.between(before.pairings(), after.pairings(), PairingRecord::ref));
        new PeeringTable(session).write(Difference.between(before.peerings(), after.peerings(), PeeringRecord::ref));
        new OfferTable(session).write(Difference.between(before.offers(), after.offers(), OfferRecord::ref));
        new ValueTable(session).write(Difference.between(before.values(), after.values(), StoredValue::name));
        new ClaimTable(session).write(dropped(made), before.claims(), after.claims());
        new ItemTable(session).write(cleared(made), before.items(), after.items());
        new ConversationTable(session)
                .write(Difference.between(before.conversations(), after.conversations(), ConversationRecord::id));
        new FlightTable(session).put(flights(made));
        new AuditTable(session).add(audit(made), arrivals);
    }

    private static Set<ClaimTable.Scope> dropped(List<Write> made) {
        return only(made, Write.DeleteClaims.class)
                .map(w -> new ClaimTable.Scope(w.protocol(), w.scope()))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static Set<ItemRecord.Scope> cleared(List<Write> made) {
        return only(made, Write.DeleteItems.class)
                .map(Write.DeleteItems::scope)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static List<FlightRecord> flights(List<Write> made) {
        Map<UUID, FlightRecord> latest = new LinkedHashMap<>();
        only(made, Write.PutFlight.class).forEach(w -> latest.put(w.flight().id(), w.flight()));
        return List.copyOf(latest.values());
    }

    private static List<AuditRecord> audit(List<Write> made) {
        return only(made, Write.AddAudit.class).map(Write.AddAudit::audit).toList();
    }

    private static <W extends Write> Stream<W> only(List<Write> made, Class<W> sort) {
        return made.stream().filter(sort::isInstance).map(sort::cast);
    }
}
