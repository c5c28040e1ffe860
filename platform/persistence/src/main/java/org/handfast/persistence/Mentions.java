package org.handfast.persistence;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import org.handfast.api.DeviceId;
import org.handfast.api.Key;
import org.handfast.core.item.ItemRecord;
import org.handfast.core.registry.ClaimRecord;
import org.handfast.core.registry.DeviceRecord;
import org.handfast.core.registry.OfferRecord;
import org.handfast.core.registry.PairingRecord;
import org.handfast.core.registry.PeeringRecord;
import org.handfast.core.registry.ProtocolAddress;
import org.handfast.core.store.Changes;
import org.handfast.core.store.Seen;
import org.handfast.core.store.Write;

/** Everything whose state decides whether changes are made. */
final class Mentions {

    final Set<DeviceId> devices = new LinkedHashSet<>();
    final Set<ProtocolAddress> addresses = new LinkedHashSet<>();
    final Set<Key> keys = new LinkedHashSet<>();
    final Set<PairingRecord.Ref> pairings = new LinkedHashSet<>();
    final Set<PeeringRecord.Ref> peerings = new LinkedHashSet<>();
    final Set<OfferRecord.Ref> offers = new LinkedHashSet<>();
    final Set<String> values = new LinkedHashSet<>();
    final Set<ClaimRecord> claims = new LinkedHashSet<>();
    final Set<ItemRecord.Ref> items = new LinkedHashSet<>();
    final Set<UUID> conversations = new LinkedHashSet<>();

    /** What changes mention. */
    Mentions(List<Changes> batch) {
        for (Changes changes : batch) {
            changes.seen().forEach(this::add);
            changes.writes().forEach(this::add);
        }
    }

    private void add(Seen seen) {
        switch (seen) {
            case Seen.OfDevice s -> devices.add(s.id());
            case Seen.OfPairing s -> pairings.add(s.ref());
            case Seen.OfPeering s -> peerings.add(s.ref());
            case Seen.OfOffer s -> offers.add(s.ref());
            case Seen.OfItem s -> items.add(s.ref());
            case Seen.NoDeviceAt s -> addresses.add(s.address());
            case Seen.NoHolder s -> keys.add(s.key());
        }
    }

    private void add(Write write) {
        switch (write) {
            case Write.PutDevice(DeviceRecord d) -> {
                devices.add(d.id());
                addresses.addAll(d.addresses());
            }
            case Write.DeleteDevice(DeviceRecord d) -> devices.add(d.id());
            case Write.PutPairing(PairingRecord p) -> pairings.add(p.ref());
            case Write.DeletePairing(PairingRecord p) -> pairings.add(p.ref());
            case Write.PutPeering(PeeringRecord p) -> peerings.add(p.ref());
            case Write.DeletePeering(PeeringRecord p) -> peerings.add(p.ref());
            case Write.PutOffer(OfferRecord o) -> offers.add(o.ref());
            case Write.DeleteOffer(OfferRecord o) -> offers.add(o.ref());
            case Write.PutValue w -> values.add(w.value().name());
            case Write.AddClaim w -> claims.add(w.claim());
            case Write.DeleteClaims w -> {}
            case Write.PutItem w -> items.add(w.item().ref());
            case Write.DeleteItem w -> items.add(w.ref());
            case Write.DeleteItems w -> {}
            case Write.PutFlight w -> {}
            case Write.PutConversation w -> conversations.add(w.conversation().id());
            case Write.DeleteConversation w -> conversations.add(w.id());
            case Write.AddAudit w -> {}
        }
    }
}
