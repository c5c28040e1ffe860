package org.handfast.testkit.engine;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import org.handfast.api.Address;
import org.handfast.api.Bytes;
import org.handfast.api.Claim;
import org.handfast.api.Device.Trust;
import org.handfast.api.DeviceId;
import org.handfast.api.Effect;
import org.handfast.api.Fingerprints;
import org.handfast.api.Introduction;
import org.handfast.api.Key;
import org.handfast.api.PairingId;
import org.handfast.api.View;
import org.handfast.core.flight.FlightRecord;
import org.handfast.core.registry.DeviceRecord;
import org.handfast.core.registry.ProtocolAddress;
import org.handfast.core.store.Changes;
import org.handfast.core.store.Committed;
import org.handfast.core.store.Store;
import org.handfast.core.store.Write;
import org.handfast.testkit.ScriptedPeer;
import org.handfast.testkit.TestNode;
import org.handfast.testkit.World;

/** What tests of puppets have in common. */
final class Puppets {

    static final Address ADA = new Address("ada");
    static final Address BOB = new Address("bob");

    private Puppets() {}

    static TestNode hub(World world, Puppet puppet) {
        return hub(world, Map.of(), puppet);
    }

    static TestNode hub(World world, Map<String, String> settings, Puppet puppet) {
        return world.node("hub", settings, puppet);
    }

    static ScriptedPeer peer(World world, String name) {
        return world.peer(name).dial("hub", Puppet.LISTENER);
    }

    /** The newest flight record that has an end. */
    static FlightRecord ended(TestNode node) {
        return node.flights().stream()
                .filter(f -> f.outcome().isPresent())
                .findFirst()
                .orElseThrow(() -> new AssertionError("no conversation has ended"));
    }

    static List<String> codes(FlightRecord flight) {
        return flight.entries().stream().map(FlightRecord.Entry::code).toList();
    }

    static Bytes bytes(String text) {
        return Bytes.utf8(text);
    }

    static Claim claim(String key) {
        return new Claim("scope", Bytes.utf8(key), Claim.FOREVER);
    }

    /** A pairing with the hub is put forward, with keys made on the spot. */
    static Effect propose(Address device, View view) {
        return Effect.propose(
                PairingId.hub(device),
                Introduction.of("Device " + device, "device"),
                view.crypto().generate(Key.Algorithm.X25519),
                view.crypto().generate(Key.Algorithm.X25519).publicKey(),
                new Fingerprints(List.of(), List.of()));
    }

    static ProtocolAddress at(Address address) {
        return new ProtocolAddress(Puppet.ID, address);
    }

    static Optional<DeviceRecord> device(TestNode node, Address address) {
        return node.device(Puppet.ID, address.value());
    }

    /** Puts a device that is merely known into a store. */
    static DeviceRecord known(Store store, Address address, Instant now) {
        var device = DeviceRecord.firstSeen(
                new DeviceId(UUID.nameUUIDFromBytes(bytes(address.value()).toArray())),
                "Device " + address,
                "device",
                at(address),
                now);
        put(store, device);
        return store.deviceAt(at(address)).orElseThrow();
    }

    static void put(Store store, DeviceRecord device) {
        if (!(store.commit(Changes.of(new Write.PutDevice(device))) instanceof Committed.Done)) {
            throw new AssertionError("the device has changed meanwhile");
        }
    }

    /** Changes a device behind the back of whoever looks at it. */
    static void touch(Store store, Address address) {
        DeviceRecord device = store.deviceAt(at(address)).orElseThrow();
        put(store, device.trusted(Trust.KNOWN, "touched after version " + device.version()));
    }
}
