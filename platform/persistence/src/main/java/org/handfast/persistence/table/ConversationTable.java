package org.handfast.persistence.table;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import org.hibernate.StatelessSession;

import org.handfast.api.Bytes;
import org.handfast.api.ConversationKey;
import org.handfast.core.durable.ConversationRecord;

/** Durable conversations. */
public final class ConversationTable {

    private final StatelessSession session;

    /** The table in a session. */
    public ConversationTable(StatelessSession session) {
        this.session = session;
    }

    /** All of them. */
    public List<ConversationRecord> all() {
        return records(session.createSelectionQuery("from ConversationRow c order by c.id", ConversationRow.class)
                .getResultList());
    }

    /** Those of ids. */
    public List<ConversationRecord> find(Set<UUID> ids) {
        return records(
                ByIds.select(session, "from ConversationRow c where c.id", ConversationRow.class, List.copyOf(ids)));
    }

    /** Writes what became of conversations. */
    public void write(Difference<ConversationRecord> conversations) {
        conversations.removed().forEach(c -> session.delete(row(c)));
        conversations.changed().forEach(c -> session.update(row(c.after())));
        conversations.added().forEach(c -> session.insert(row(c)));
    }

    private static ConversationRow row(ConversationRecord record) {
        var row = new ConversationRow();
        row.id = record.id();
        row.protocol = record.protocol();
        row.kind = record.key().kind();
        row.conversationKey = record.key().id();
        row.state = record.state().toArray();
        Map<String, String> timers = new HashMap<>();
        record.timers().forEach((name, due) -> timers.put(name, due.toString()));
        row.timers = Json.facts(timers);
        row.startedBy = record.startedBy();
        return row;
    }

    private static List<ConversationRecord> records(List<ConversationRow> rows) {
        return rows.stream().map(ConversationTable::record).toList();
    }

    private static ConversationRecord record(ConversationRow row) {
        Map<String, Instant> timers = new HashMap<>();
        Json.facts(row.timers).forEach((name, due) -> timers.put(name, Instant.parse(due)));
        return new ConversationRecord(
                row.id,
                row.protocol,
                new ConversationKey(row.kind, row.conversationKey),
                Bytes.wrap(row.state),
                timers,
                row.startedBy);
    }
}
