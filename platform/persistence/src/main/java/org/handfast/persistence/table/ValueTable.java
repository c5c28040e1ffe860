package org.handfast.persistence.table;

import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.hibernate.StatelessSession;

import org.handfast.core.store.StoredValue;

/** Small things by name. */
public final class ValueTable {

    private final StatelessSession session;

    /** The table in a session. */
    public ValueTable(StatelessSession session) {
        this.session = session;
    }

    /** One of them. */
    public Optional<StoredValue> find(String name) {
        return Optional.ofNullable(session.get(ValueRow.class, name)).map(ValueTable::record);
    }

    /** Those of names. */
    public List<StoredValue> find(Set<String> names) {
        return ByIds.select(session, "from ValueRow v where v.name", ValueRow.class, List.copyOf(names)).stream()
                .map(ValueTable::record)
                .toList();
    }

    /** Writes what became of values. */
    public void write(Difference<StoredValue> values) {
        values.changed().forEach(c -> session.update(row(c.after())));
        values.added().forEach(v -> session.insert(row(v)));
    }

    private static ValueRow row(StoredValue value) {
        var row = new ValueRow();
        row.name = value.name();
        row.content = value.value();
        row.version = value.version();
        return row;
    }

    private static StoredValue record(ValueRow row) {
        return new StoredValue(row.name, row.content, row.version);
    }
}
