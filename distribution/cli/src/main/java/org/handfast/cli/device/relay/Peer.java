package org.handfast.cli.device.relay;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.handfast.api.Address;
import org.handfast.core.registry.DeviceRecord;
import org.handfast.core.registry.PairingRecord;
import org.handfast.core.registry.ProtocolAddress;
import org.handfast.core.store.MemoryStore;
import org.handfast.plugin.relay.RelayKeyExchange;
import org.handfast.plugin.relay.device.PeerFact;

/**
 * A user that this device is paired with, or was.
 *
 * @param code its code
 * @param since when they were paired
 * @param fingerprint of its Ed25519 key, twelve words
 * @param standing what of it is left
 */
record Peer(String code, Instant since, List<String> fingerprint, Standing standing) {

    enum Standing {
        PAIRED,
        /** It has not shown yet that it has the same keys. */
        UNCONFIRMED,
        OVER
    }

    /** All that a device knows. */
    static List<Peer> all(MemoryStore.Contents contents) {
        return contents.pairings().stream()
                .filter(p -> p.ref().protocol().equals(RelayKeyExchange.ID)
                        && p.ref().standing() == PairingRecord.Standing.ESTABLISHED)
                .flatMap(p -> devices(contents, p.ref().device()).map(device -> of(p, device)))
                .toList();
    }

    /** The record of a user, if there is one. */
    static Stream<DeviceRecord> devices(MemoryStore.Contents contents, Code code) {
        return devices(contents, new ProtocolAddress(RelayKeyExchange.ID, new Address(code.value())));
    }

    private static Stream<DeviceRecord> devices(MemoryStore.Contents contents, ProtocolAddress address) {
        return contents.devices().stream().filter(d -> d.addresses().contains(address));
    }

    private static Peer of(PairingRecord pairing, DeviceRecord device) {
        Map<String, String> facts = device.seenBy(
                        RelayKeyExchange.ID, pairing.ref().device().address())
                .facts();
        return new Peer(
                pairing.ref().pairing().a(),
                pairing.since(),
                pairing.fingerprints().theirs(),
                facts.containsKey(PeerFact.ENDED)
                        ? Standing.OVER
                        : Boolean.parseBoolean(facts.get(PeerFact.CONFIRMED)) ? Standing.PAIRED : Standing.UNCONFIRMED);
    }
}
