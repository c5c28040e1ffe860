package org.handfast.core.store;

import java.util.UUID;

import org.handfast.core.audit.AuditRecord;
import org.handfast.core.durable.ConversationRecord;
import org.handfast.core.flight.FlightRecord;
import org.handfast.core.item.ItemRecord;
import org.handfast.core.registry.ClaimRecord;
import org.handfast.core.registry.DeviceRecord;
import org.handfast.core.registry.OfferRecord;
import org.handfast.core.registry.PairingRecord;
import org.handfast.core.registry.PeeringRecord;

/**
 * One change to what is kept. A versioned record is written with the version it was read with, 0 for a new one; the
 * store keeps it with the next.
 */
public sealed interface Write {

    record PutDevice(DeviceRecord device) implements Write {}

    record DeleteDevice(DeviceRecord device) implements Write {}

    record PutPairing(PairingRecord pairing) implements Write {}

    record DeletePairing(PairingRecord pairing) implements Write {}

    record PutOffer(OfferRecord offer) implements Write {}

    record DeleteOffer(OfferRecord offer) implements Write {}

    record PutPeering(PeeringRecord peering) implements Write {}

    record DeletePeering(PeeringRecord peering) implements Write {}

    record PutValue(StoredValue value) implements Write {}

    /** In place of whatever is there: what had to be as it was seen is among what was {@link Seen}. */
    record PutItem(ItemRecord item) implements Write {}

    /** Nothing if it is not there. */
    record DeleteItem(ItemRecord.Ref ref) implements Write {}

    /** All that are in the scope by then. */
    record DeleteItems(ItemRecord.Scope scope) implements Write {}

    /** Not versioned: a conversation has one writer. */
    record PutFlight(FlightRecord flight) implements Write {}

    /** Not versioned: a conversation has one writer. */
    record PutConversation(ConversationRecord conversation) implements Write {}

    /** Nothing if it is not kept. */
    record DeleteConversation(UUID id) implements Write {}

    record AddAudit(AuditRecord audit) implements Write {}

    /** Lost if somebody has made it before. */
    record AddClaim(ClaimRecord claim) implements Write {}

    /** Lets all claims of a scope go. */
    record DeleteClaims(String protocol, String scope) implements Write {}
}
