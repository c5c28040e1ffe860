package org.handfast.core.registry;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.handfast.api.Address;
import org.handfast.api.Device;
import org.handfast.api.DeviceId;
import org.handfast.api.Key;
import org.handfast.core.time.Micros;

/**
 * A device as it is kept.
 *
 * @param id the hub's name for it
 * @param name as approved
 * @param kind what sort of thing it is
 * @param trust what the hub thinks of it
 * @param trustReason why, as a sentence
 * @param addresses its names, each unique in the hub
 * @param keys its accepted public keys, at most one a protocol
 * @param facts what protocols remember of it
 * @param approval who approved it and when
 * @param firstSeen when it was first registered
 * @param lastSeen when it was last connected
 * @param version 0 before it is stored, then counting its changes
 */
public record DeviceRecord(
        DeviceId id,
        String name,
        String kind,
        Device.Trust trust,
        String trustReason,
        List<ProtocolAddress> addresses,
        List<AcceptedKey> keys,
        List<Fact> facts,
        Optional<Approved> approval,
        Instant firstSeen,
        Optional<Instant> lastSeen,
        long version) {

    public DeviceRecord {
        addresses = addresses.stream().distinct().toList();
        keys = List.copyOf(keys);
        facts = List.copyOf(facts);
        firstSeen = Micros.of(firstSeen);
        lastSeen = lastSeen.map(Micros::of);
    }

    /** A public key that a protocol accepted for the device. */
    public record AcceptedKey(String protocol, Key key) {}

    /** Something a protocol remembers. */
    public record Fact(String protocol, String name, String value) {}

    /** Who said yes, and when. */
    public record Approved(String by, Instant at) {
        public Approved {
            at = Micros.of(at);
        }
    }

    /** A device seen for the first time. */
    public static DeviceRecord firstSeen(DeviceId id, String name, String kind, ProtocolAddress address, Instant now) {
        return new DeviceRecord(
                id,
                name,
                kind,
                Device.Trust.KNOWN,
                "seen for the first time",
                List.of(address),
                List.of(),
                List.of(),
                Optional.empty(),
                now,
                Optional.empty(),
                0);
    }

    /** As a protocol sees it. */
    public Device seenBy(String protocol, Address address) {
        Map<String, String> own = new HashMap<>();
        for (Fact fact : facts) {
            if (fact.protocol().equals(protocol)) {
                own.put(fact.name(), fact.value());
            }
        }
        List<Address> its = addresses.stream()
                .filter(a -> a.protocol().equals(protocol))
                .map(ProtocolAddress::address)
                .toList();
        return new Device(id, address, its, name, trust, key(protocol), own);
    }

    /** Its key in a protocol. */
    public Optional<Key> key(String protocol) {
        return keys.stream()
                .filter(k -> k.protocol().equals(protocol))
                .map(AcceptedKey::key)
                .findFirst();
    }

    /** With one more address. */
    public DeviceRecord withAddress(ProtocolAddress address) {
        var more = new ArrayList<>(addresses);
        more.add(address);
        return new DeviceRecord(
                id, name, kind, trust, trustReason, more, keys, facts, approval, firstSeen, lastSeen, version);
    }

    /** With another trust, and why. */
    public DeviceRecord trusted(Device.Trust trust, String reason) {
        return new DeviceRecord(
                id, name, kind, trust, reason, addresses, keys, facts, approval, firstSeen, lastSeen, version);
    }

    /** With another name. */
    public DeviceRecord renamed(String name) {
        return new DeviceRecord(
                id, name, kind, trust, trustReason, addresses, keys, facts, approval, firstSeen, lastSeen, version);
    }

    /** Approved: trusted, under the name and kind that were approved. */
    public DeviceRecord approved(String name, String kind, Approved approved) {
        return new DeviceRecord(
                id,
                name,
                kind,
                Device.Trust.TRUSTED,
                "approved by " + approved.by(),
                addresses,
                keys,
                facts,
                Optional.of(approved),
                firstSeen,
                lastSeen,
                version);
    }

    /** With this key as the protocol's only one, or none. */
    public DeviceRecord withKey(String protocol, Optional<Key> key) {
        var kept = new ArrayList<>(
                keys.stream().filter(k -> !k.protocol().equals(protocol)).toList());
        key.ifPresent(k -> kept.add(new AcceptedKey(protocol, k)));
        return new DeviceRecord(
                id, name, kind, trust, trustReason, addresses, kept, facts, approval, firstSeen, lastSeen, version);
    }

    /** With this fact, in place of an earlier one of the same name. */
    public DeviceRecord withFact(Fact fact) {
        var kept = new ArrayList<>(facts.stream()
                .filter(f -> !(f.protocol().equals(fact.protocol()) && f.name().equals(fact.name())))
                .toList());
        kept.add(fact);
        return new DeviceRecord(
                id, name, kind, trust, trustReason, addresses, keys, kept, approval, firstSeen, lastSeen, version);
    }

    /** Without what a protocol remembered: its pairing is over. */
    public DeviceRecord withoutFacts(String protocol) {
        var kept = facts.stream().filter(f -> !f.protocol().equals(protocol)).toList();
        return new DeviceRecord(
                id, name, kind, trust, trustReason, addresses, keys, kept, approval, firstSeen, lastSeen, version);
    }

    /** Seen at a time. */
    public DeviceRecord seenAt(Instant time) {
        return new DeviceRecord(
                id,
                name,
                kind,
                trust,
                trustReason,
                addresses,
                keys,
                facts,
                approval,
                firstSeen,
                Optional.of(time),
                version);
    }

    /** As kept under a version. */
    public DeviceRecord atVersion(long version) {
        return new DeviceRecord(
                id, name, kind, trust, trustReason, addresses, keys, facts, approval, firstSeen, lastSeen, version);
    }
}
