package org.handfast.core.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
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
 * What the hub keeps. Thread-safe. Reads see what is committed; they and {@link #commit} throw a
 * {@link org.handfast.api.Fault} HUB_FAULT {@code store-unavailable} if what lies below does not answer, and then nothing
 * has changed.
 *
 * <p>Times are kept to the microsecond, which is how the records have them. Text is kept as it is, except that an
 * implementation may give back U+FFFD for what no database takes: U+0000 and unpaired surrogates; names that things are
 * looked up by have neither.
 */
public interface Store {

    /** Makes changes, all or none, one set after the other. */
    Committed commit(Changes changes);

    /** A device by the hub's name for it. */
    Optional<DeviceRecord> device(DeviceId id);

    /** The device that has an address. */
    Optional<DeviceRecord> deviceAt(ProtocolAddress address);

    /** The device that holds a key as an accepted one, in whatever protocol; of several, the one first seen. */
    Optional<DeviceRecord> holder(Key key);

    /** A pairing, or a proposal. */
    Optional<PairingRecord> pairing(PairingRecord.Ref ref);

    /** The relation between two devices. */
    Optional<PeeringRecord> peering(PeeringRecord.Ref ref);

    /** The relations of a device, newest first. */
    List<PeeringRecord> peeringsOf(ProtocolAddress address);

    /** All relations, newest first. */
    List<PeeringRecord> peerings(int limit);

    /** An item, past its time or not. */
    Optional<ItemRecord> item(ItemRecord.Ref ref);

    /** The items of a scope that are not past their time, in the order of their keys; those before {@code end} if it is there. */
    List<ItemRecord> items(ItemRecord.Scope scope, Optional<Bytes> end, Instant now, int limit);

    /** The last of the items of a scope that are not past their time, in the order of their keys backwards. */
    List<ItemRecord> lastItems(ItemRecord.Scope scope, Instant now, int limit);

    /** How many items a scope has that are not past their time. */
    long itemCount(ItemRecord.Scope scope, Instant now);

    /** What waits for devices: the scopes that are named as an address of one, those of most bytes first, then by name. */
    List<ScopeSize> queues(Instant now, int limit);

    /** Those of them that are named as an address of one device. */
    List<ScopeSize> queuesOf(DeviceId device, Instant now);

    /** An offer, expired or not. */
    Optional<OfferRecord> offer(OfferRecord.Ref ref);

    /** A small thing by name. */
    Optional<StoredValue> value(String name);

    /** How many claims of a protocol stand in a scope. */
    long claims(String protocol, String scope);

    /** Pairings and proposals of a device's address. */
    List<PairingRecord> pairingsOf(ProtocolAddress address);

    /** All proposals, of all protocols. */
    List<PairingRecord> proposals();

    /** From how many characters on a query is looked for at the beginning of ids too: as many as people are shown. */
    int SHORT_ID = 8;

    /**
     * Devices by name, newest approval first; both filters optional. A query is part of name or address, in any case, or the
     * beginning of an id if it has {@link #SHORT_ID} characters.
     */
    List<DeviceRecord> devices(Optional<String> query, Optional<Device.Trust> trust, int limit);

    /** Devices that nobody decided about, first seen before a time and never connected, oldest first. */
    List<DeviceRecord> neverConnected(Instant before, int limit);

    /** Relations that were proposed before a time and are so still, oldest first. */
    List<PeeringRecord> unanswered(Instant before, int limit);

    /** Open and expired offers. */
    List<OfferRecord> offers();

    /** The durable conversations, of all protocols. */
    List<ConversationRecord> conversations();

    /** A flight record. */
    Optional<FlightRecord> flight(UUID id);

    /** Flight records, newest first. */
    List<FlightRecord> flights(Optional<ProtocolAddress> about, int limit);

    /** Flight records without an end: those of conversations that a crash cut off. */
    List<FlightRecord> unfinishedFlights();

    /**
     * Deletes the oldest ended flight records beyond {@code keep}, claims that expired, items past their time, and offers that
     * are not open.
     */
    void tidy(int keep, Instant now);

    /** Rows that are not in the chain yet, oldest first. */
    List<AuditRecord> unsealedAudit(int limit);

    /** Puts the rows that have waited longest into the chain, in their order. */
    void seal(List<SealedAudit> rows);

    /** The newest row of the chain. */
    Optional<SealedAudit> auditHead();

    /** Rows of the chain with a sequence above {@code after}, in order. */
    List<SealedAudit> sealedAudit(long after, int limit);

    /** Rows of the chain with a sequence below {@code before}, newest first. */
    List<SealedAudit> sealedAuditBefore(long before, int limit);
}
