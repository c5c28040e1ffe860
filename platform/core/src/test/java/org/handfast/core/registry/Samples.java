package org.handfast.core.registry;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import org.handfast.api.Address;
import org.handfast.api.Approval;
import org.handfast.api.Bytes;
import org.handfast.api.DeviceId;
import org.handfast.api.Fingerprints;
import org.handfast.api.Introduction;
import org.handfast.api.PairingId;
import org.handfast.api.Peering;
import org.handfast.core.fake.FakeTimers;
import org.handfast.core.fake.FakeToolkit;
import org.handfast.core.registry.PairingRecord.Standing;
import org.handfast.core.store.Changes;
import org.handfast.core.store.Committed;
import org.handfast.core.store.Store;
import org.handfast.core.store.Write;

/** Records for tests. */
final class Samples {

    static final String PROTOCOL = "p";
    static final Instant NOW = FakeTimers.BEGINNING;

    private Samples() {}

    static ProtocolAddress at(String name) {
        return new ProtocolAddress(PROTOCOL, new Address(name));
    }

    static DeviceRecord known(String name) {
        return DeviceRecord.firstSeen(
                new DeviceId(UUID.nameUUIDFromBytes(name.getBytes(java.nio.charset.StandardCharsets.UTF_8))),
                name,
                "device",
                at(name),
                NOW);
    }

    static DeviceRecord trusted(String name) {
        return known(name)
                .approved(name, "device", new DeviceRecord.Approved("admin", NOW))
                .withKey(PROTOCOL, Optional.of(FakeToolkit.key(name.hashCode())));
    }

    static PairingRecord pairing(String name, Standing standing, boolean approved) {
        return pairing(name, standing, approved, NOW);
    }

    static PairingRecord pairing(String name, Standing standing, boolean approved, Instant since) {
        return new PairingRecord(
                new PairingRecord.Ref(PROTOCOL, PairingId.hub(new Address(name)), standing),
                Introduction.of(name, "device"),
                FakeToolkit.key(1_000 + name.hashCode()),
                Bytes.utf8("sealed"),
                Map.of(),
                FakeToolkit.key(name.hashCode()),
                new Fingerprints(List.of(), List.of()),
                approved ? Optional.of(new DeviceRecord.Approved("admin", NOW)) : Optional.empty(),
                since,
                0);
    }

    static OfferRecord offer(String id, String approval) {
        return new OfferRecord(
                new OfferRecord.Ref(PROTOCOL, id),
                Bytes.utf8("sealed"),
                NOW.plusSeconds(60),
                3,
                new Approval(approval),
                "admin",
                0);
    }

    static ClaimRecord claim(PairingRecord pairing, String key) {
        return new ClaimRecord(PROTOCOL, pairing.claimScope(), Bytes.utf8(key), NOW.plusSeconds(1_000_000));
    }

    static PeeringRecord peering(String proposer, String other, Peering.Standing standing) {
        return new PeeringRecord(
                PROTOCOL,
                new Peering(new Address(proposer), new Address(other), standing, List.of(), Map.of()),
                NOW,
                Optional.empty(),
                0);
    }

    static void write(Store store, Write... writes) {
        if (!(store.commit(Changes.of(writes)) instanceof Committed.Done)) {
            throw new AssertionError("not committed");
        }
    }

    static void write(Store store, DeviceRecord device) {
        write(store, new Write.PutDevice(device));
    }

    static void write(Store store, PeeringRecord peering) {
        write(store, new Write.PutPeering(peering));
    }

    static void write(Store store, PairingRecord pairing) {
        write(store, new Write.PutPairing(pairing));
    }
}
