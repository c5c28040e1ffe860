package org.handfast.persistence.table;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

import org.handfast.api.Address;
import org.handfast.api.Device;
import org.handfast.api.DeviceId;
import org.handfast.core.registry.DeviceRecord;
import org.handfast.core.registry.DeviceRecord.AcceptedKey;
import org.handfast.core.registry.DeviceRecord.Fact;
import org.handfast.core.registry.ProtocolAddress;

/** Devices as rows: one of its own, and one for each address, key and fact. */
final class DeviceMapping {

    private DeviceMapping() {}

    /** One of the things that a device has several of, in its place. */
    record Part<T>(DeviceId device, int place, T what) {
        private Place id() {
            return new Place(device.value(), place);
        }
    }

    static DeviceRow row(DeviceRecord device) {
        var row = new DeviceRow();
        row.id = device.id().value();
        row.name = device.name();
        row.foldedName = fold(device.name());
        row.kind = device.kind();
        row.trust = device.trust().name();
        row.trustReason = device.trustReason();
        row.approvedBy = Approval.by(device.approval());
        row.approvedAt = Approval.at(device.approval());
        row.firstSeen = device.firstSeen();
        row.lastSeen = device.lastSeen().orElse(null);
        row.listedAt = device.approval().map(DeviceRecord.Approved::at).orElse(device.firstSeen());
        row.version = device.version();
        return row;
    }

    /** Text as it is searched for and in. */
    static String fold(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    static AddressRow address(Part<ProtocolAddress> part) {
        var row = new AddressRow();
        row.id = id(part.what());
        row.device = part.device().value();
        row.place = part.place();
        return row;
    }

    static AddressRow.Id id(ProtocolAddress address) {
        return new AddressRow.Id(address.address().value(), address.protocol());
    }

    static KeyRow key(Part<AcceptedKey> part) {
        var row = new KeyRow();
        row.id = part.id();
        row.protocol = part.what().protocol();
        row.key = KeyRow.Public.of(part.what().key());
        return row;
    }

    static FactRow fact(Part<Fact> part) {
        var row = new FactRow();
        row.id = part.id();
        row.protocol = part.what().protocol();
        row.name = part.what().name();
        row.content = part.what().value();
        return row;
    }

    /** A record being put together from rows that come in any order, and more than once. */
    static final class Assembly {
        private final DeviceRow device;
        private final SortedMap<Integer, ProtocolAddress> addresses = new TreeMap<>();
        private final SortedMap<Integer, AcceptedKey> keys = new TreeMap<>();
        private final SortedMap<Integer, Fact> facts = new TreeMap<>();

        Assembly(DeviceRow device) {
            this.device = device;
        }

        void add(@Nullable AddressRow address, @Nullable KeyRow key, @Nullable FactRow fact) {
            if (address != null) {
                addresses.put(
                        address.place, new ProtocolAddress(address.id.protocol(), new Address(address.id.address())));
            }
            if (key != null) {
                keys.put(key.id.place(), new AcceptedKey(key.protocol, key.key.key()));
            }
            if (fact != null) {
                facts.put(fact.id.place(), new Fact(fact.protocol, fact.name, fact.content));
            }
        }

        DeviceRecord record() {
            return new DeviceRecord(
                    new DeviceId(device.id),
                    device.name,
                    device.kind,
                    Device.Trust.valueOf(device.trust),
                    device.trustReason,
                    List.copyOf(addresses.values()),
                    List.copyOf(keys.values()),
                    List.copyOf(facts.values()),
                    Approval.of(device.approvedBy, device.approvedAt),
                    device.firstSeen,
                    Optional.ofNullable(device.lastSeen),
                    device.version);
        }
    }
}
