package org.handfast.cli.device.code;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.handfast.cli.CliException;
import org.handfast.cli.ExitCode;
import org.handfast.core.registry.DeviceRecord;
import org.handfast.core.registry.PairingRecord;
import org.handfast.core.registry.ProtocolAddress;
import org.handfast.core.store.MemoryStore;

/**
 * Somebody that this device is paired with by a code.
 *
 * @param address its peer id, in the protocol
 * @param name what it calls itself, or is called here
 * @param since when they were paired
 * @param fingerprint of its key, twelve words
 * @param proven true if both ends have proven to have the code
 */
record Peer(ProtocolAddress address, String name, Instant since, List<String> fingerprint, boolean proven) {

    private static final String PROVEN = "proven";

    /** All that a device knows. */
    static List<Peer> all(MemoryStore.Contents contents) {
        return contents.pairings().stream()
                .filter(p -> p.ref().protocol().equals(CodeCommand.PROTOCOL)
                        && p.ref().standing() == PairingRecord.Standing.ESTABLISHED)
                .map(p -> of(p, contents))
                .toList();
    }

    /** The one that is meant by its peer id, the beginning of it, or its name. */
    static Peer require(MemoryStore.Contents contents, String meant) {
        List<Peer> found = all(contents).stream().filter(p -> p.is(meant)).toList();
        if (found.size() == 1) {
            return found.getFirst();
        }
        throw new CliException(
                ExitCode.USAGE,
                found.isEmpty()
                        ? "this device is not paired with '" + meant + "'; see: handfast device code list"
                        : "'" + meant + "' could be " + found.size() + " of them; give the peer id");
    }

    private static Peer of(PairingRecord pairing, MemoryStore.Contents contents) {
        ProtocolAddress address = pairing.ref().device();
        Optional<DeviceRecord> device = contents.devices().stream()
                .filter(d -> d.addresses().contains(address))
                .findFirst();
        return new Peer(
                address,
                device.map(DeviceRecord::name).orElse(pairing.introduction().name()),
                pairing.since(),
                pairing.fingerprints().theirs(),
                device.map(d -> d.seenBy(address.protocol(), address.address()).facts())
                        .filter(facts -> "yes".equals(facts.get(PROVEN)))
                        .isPresent());
    }

    /** Its peer id. */
    String id() {
        return address.address().value();
    }

    private boolean is(String meant) {
        return !meant.isEmpty() && (name.equals(meant) || id().startsWith(meant));
    }
}
