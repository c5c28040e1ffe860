package org.handfast.persistence.table;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;

import org.hibernate.StatelessSession;
import org.hibernate.query.SelectionQuery;

import org.handfast.api.Device;
import org.handfast.api.DeviceId;
import org.handfast.api.Key;
import org.handfast.core.registry.DeviceRecord;
import org.handfast.core.registry.ProtocolAddress;
import org.handfast.core.store.Store;
import org.handfast.persistence.table.DeviceMapping.Assembly;
import org.handfast.persistence.table.DeviceMapping.Part;

/** Devices. Each is read by one statement, so that it is never seen half changed. */
public final class DeviceTable {

    private static final String WHOLE = "select d, a, k, f from DeviceRow d"
            + " left join AddressRow a on a.device = d.id"
            + " left join KeyRow k on k.id.device = d.id"
            + " left join FactRow f on f.id.device = d.id";

    private final StatelessSession session;

    /** The table in a session. */
    public DeviceTable(StatelessSession session) {
        this.session = session;
    }

    /** A device. */
    public Optional<DeviceRecord> find(DeviceId id) {
        return whole(" where d.id = :id", q -> q.setParameter("id", id.value())).stream()
                .findFirst();
    }

    /** The device that has an address. */
    public Optional<DeviceRecord> at(ProtocolAddress address) {
        return whole(
                        " where d.id = (select x.device from AddressRow x where x.id = :address)",
                        q -> q.setParameter("address", DeviceMapping.id(address)))
                .stream()
                .findFirst();
    }

    /** The device that holds a key; of several, the one first seen. */
    public Optional<DeviceRecord> holder(Key key) {
        return whole(
                        " where d.id = (select y.id from KeyRow x join DeviceRow y on y.id = x.id.device"
                                + " where x.key = :key order by y.firstSeen, y.id limit 1)",
                        q -> q.setParameter("key", KeyRow.Public.of(key)))
                .stream()
                .findFirst();
    }

    /** Devices, newest approval first; see {@link org.handfast.core.store.Store#devices}. */
    public List<DeviceRecord> list(Optional<String> query, Optional<Device.Trust> trust, int limit) {
        Optional<String> part = query.filter(q -> !q.isEmpty()).map(DeviceMapping::fold);
        List<String> conditions = new ArrayList<>();
        trust.ifPresent(t -> conditions.add("x.trust = :trust"));
        part.ifPresent(p -> conditions.add("(locate(:part, x.foldedName) > 0 or exists (select 1 from AddressRow y"
                + " where y.device = x.id and locate(:part, lower(y.id.address)) > 0)"
                + (p.length() < Store.SHORT_ID ? ")" : " or locate(:part, cast(x.id as string)) = 1)")));
        return whole(
                " where d.id in (select x.id from DeviceRow x"
                        + (conditions.isEmpty() ? "" : " where " + String.join(" and ", conditions))
                        + " order by x.listedAt desc, x.id limit :limit) order by d.listedAt desc, d.id",
                q -> {
                    trust.ifPresent(t -> q.setParameter("trust", t.name()));
                    part.ifPresent(p -> q.setParameter("part", p));
                    q.setParameter("limit", limit);
                });
    }

    /** Devices nobody decided about, first seen before a time and never connected, oldest first. */
    public List<DeviceRecord> neverConnected(Instant before, int limit) {
        return whole(
                " where d.id in (select x.id from DeviceRow x where x.trust = :trust and x.approvedAt is null"
                        + " and x.lastSeen is null and x.firstSeen < :before order by x.firstSeen, x.id limit :limit)"
                        + " order by d.firstSeen, d.id",
                q -> q.setParameter("trust", Device.Trust.KNOWN.name())
                        .setParameter("before", before)
                        .setParameter("limit", limit));
    }

    private List<DeviceRecord> whole(String condition, Consumer<SelectionQuery<Object[]>> parameters) {
        SelectionQuery<Object[]> query = session.createSelectionQuery(WHOLE + condition, Object[].class);
        parameters.accept(query);
        return assembled(query.getResultList());
    }

    /** All devices that have one of the ids, or one of the addresses, or one of the keys. */
    public List<DeviceRecord> touching(Set<DeviceId> ids, Set<ProtocolAddress> addresses, Set<Key> keys) {
        Set<UUID> all = new LinkedHashSet<>();
        ids.forEach(id -> all.add(id.value()));
        all.addAll(ByIds.select(
                session,
                "select x.device from AddressRow x where x.id",
                UUID.class,
                addresses.stream().map(DeviceMapping::id).toList()));
        all.addAll(ByIds.select(
                session,
                "select x.id.device from KeyRow x where x.key",
                UUID.class,
                keys.stream().map(KeyRow.Public::of).toList()));
        return assembled(ByIds.select(session, WHOLE + " where d.id", Object[].class, List.copyOf(all)));
    }

    private static List<DeviceRecord> assembled(List<Object[]> rows) {
        Map<UUID, Assembly> devices = new LinkedHashMap<>();
        for (Object[] row : rows) {
            var device = (DeviceRow) row[0];
            devices.computeIfAbsent(device.id, id -> new Assembly(device))
                    .add((AddressRow) row[1], (KeyRow) row[2], (FactRow) row[3]);
        }
        return devices.values().stream().map(Assembly::record).toList();
    }

    /** Writes what became of devices. What is given up goes first, so that an address can pass from one to another. */
    public void write(Difference<DeviceRecord> devices) {
        var addresses = parts(devices, DeviceRecord::addresses);
        var keys = parts(devices, DeviceRecord::keys);
        var facts = parts(devices, DeviceRecord::facts);
        addresses.removed().forEach(p -> session.delete(DeviceMapping.address(p)));
        keys.removed().forEach(p -> session.delete(DeviceMapping.key(p)));
        facts.removed().forEach(p -> session.delete(DeviceMapping.fact(p)));
        devices.removed().forEach(d -> session.delete(DeviceMapping.row(d)));
        devices.changed().forEach(c -> session.update(DeviceMapping.row(c.after())));
        devices.added().forEach(d -> session.insert(DeviceMapping.row(d)));
        addresses.added().forEach(p -> session.insert(DeviceMapping.address(p)));
        keys.added().forEach(p -> session.insert(DeviceMapping.key(p)));
        facts.added().forEach(p -> session.insert(DeviceMapping.fact(p)));
    }

    private static <T> Difference<Part<T>> parts(
            Difference<DeviceRecord> devices, Function<DeviceRecord, List<T>> several) {
        return Difference.between(
                parts(devices.before(), several), parts(devices.after(), several), Function.identity());
    }

    private static <T> List<Part<T>> parts(List<DeviceRecord> devices, Function<DeviceRecord, List<T>> several) {
        List<Part<T>> parts = new ArrayList<>();
        for (DeviceRecord device : devices) {
            List<T> own = several.apply(device);
            for (int place = 0; place < own.size(); place++) {
                parts.add(new Part<>(device.id(), place, own.get(place)));
            }
        }
        return parts;
    }
}
