package org.handfast.core.store;

import java.util.Optional;

import org.handfast.api.DeviceId;
import org.handfast.api.Item;
import org.handfast.api.Key;
import org.handfast.core.item.ItemRecord;
import org.handfast.core.registry.OfferRecord;
import org.handfast.core.registry.PairingRecord;
import org.handfast.core.registry.PeeringRecord;
import org.handfast.core.registry.ProtocolAddress;

/** What a change had looked at, and must still stand when it is made. Version 0 stands for absent. */
public sealed interface Seen {

    record OfDevice(DeviceId id, long version) implements Seen {}

    record OfPairing(PairingRecord.Ref ref, long version) implements Seen {}

    record OfOffer(OfferRecord.Ref ref, long version) implements Seen {}

    record OfPeering(PeeringRecord.Ref ref, long version) implements Seen {}

    /** An item with what is in it, or that there is none: one that was forgotten and put anew has no other version. */
    record OfItem(ItemRecord.Ref ref, Optional<Item> item) implements Seen {}

    /** Nobody has this address. */
    record NoDeviceAt(ProtocolAddress address) implements Seen {}

    /** Nobody holds this key. */
    record NoHolder(Key key) implements Seen {}
}
