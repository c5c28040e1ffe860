package org.handfast.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;

import org.handfast.api.Device.Trust;
import org.handfast.api.State.Phase;
import org.handfast.core.flight.FlightRecord;
import org.handfast.core.registry.DeviceRecord;
import org.handfast.core.registry.PairingRecord;
import org.handfast.core.registry.PairingRecord.Standing;
import org.handfast.core.store.MemoryStore;

/** What is true of every node after every test, whatever the test did. */
final class Invariants {

    private Invariants() {}

    /** Of a node at rest. */
    static void check(TestNode node, MemoryNetwork network) {
        registry(node.contents());
        TrustTrail.check(node);
        if (!node.running()) {
            return;
        }
        assertThat(node.misbehaved())
                .as("plugins to be stopped at " + node.name())
                .isEmpty();
        for (FlightRecord flight : node.flights()) {
            assertThat(flight.outcome().isPresent())
                    .as("a flight record has an outcome exactly when it has an end: " + flight)
                    .isEqualTo(flight.endedAt().isPresent());
        }
        for (FlightRecord flight : node.keptFlights()) {
            assertThat(flight.endedAt().isPresent()
                            || node.node().engine().inProgress(flight.id()).isPresent()
                            || node.contents().conversations().stream().anyMatch(c -> c.id().equals(flight.id())))
                    .as("a flight record without an end is of a conversation that goes on: " + flight)
                    .isTrue();
        }
        assertThat(network.open().stream().filter(node.name()::equals))
                .as("open links that the engine of " + node.name() + " knows of")
                .hasSize(node.node().engine().links());
        List<String> waiting = node.node().desk().pending().stream()
                .map(q -> q.conversation().toString())
                .toList();
        List<String> asking = node.node().engine().inProgress().stream()
                .filter(f -> f.phase() == Phase.AWAITING_DECISION)
                .map(f -> f.id().toString())
                .toList();
        assertThat(asking)
                .as("conversations that wait for a decision at " + node.name())
                .containsAll(waiting);
    }

    /** Who is trusted was approved, and holds a pairing with keys, or the key it registered; who was never approved holds none, and who is revoked no key. */
    private static void registry(MemoryStore.Contents contents) {
        for (DeviceRecord device : contents.devices()) {
            List<PairingRecord> established = contents.pairings().stream()
                    .filter(p -> p.ref().standing() == Standing.ESTABLISHED
                            && device.addresses().contains(p.ref().device()))
                    .toList();
            if (device.trust() == Trust.TRUSTED) {
                assertThat(device.approval())
                        .as("approval of trusted " + device.name())
                        .isPresent();
                assertThat(!established.isEmpty() || !device.keys().isEmpty())
                        .as("a pairing of trusted " + device.name() + ", or the key it registered")
                        .isTrue();
                for (PairingRecord pairing : established) {
                    assertThat(device.key(pairing.ref().protocol()))
                            .as("accepted key of " + device.name())
                            .isEqualTo(Optional.of(pairing.theirKey()));
                }
            } else if (device.trust() == Trust.REVOKED || device.approval().isEmpty()) {
                assertThat(established)
                        .as("pairings of " + device.trust() + " " + device.name())
                        .isEmpty();
            }
            if (device.trust() == Trust.REVOKED && device.approval().isPresent()) {
                assertThat(device.keys()).as("keys of revoked " + device.name()).isEmpty();
            }
        }
    }

    /** Of a node that was stopped: nothing is left over. */
    static void checkStopped(TestNode node) {
        if (!node.running()) {
            return;
        }
        assertThat(node.node().engine().size())
                .as("conversations left at " + node.name())
                .isZero();
        assertThat(node.node().desk().pending())
                .as("questions left at " + node.name())
                .isEmpty();
        assertThat(node.node().presence().size())
                .as("addresses left bound at " + node.name())
                .isZero();
        assertThat(node.node().engine().links())
                .as("links left at " + node.name())
                .isZero();
        assertThat(node.contents().pairings().stream()
                        .filter(p -> p.ref().standing() == Standing.PROPOSED
                                && p.approval().isEmpty()))
                .as("unapproved proposals left at " + node.name())
                .isEmpty();
        var verification = node.node().audit().verify();
        assertThat(verification.intact()).as("audit chain of " + node.name()).isTrue();
        assertThat(verification.unsealed())
                .as("unsealed audit rows of " + node.name())
                .isZero();
    }

    /** Of a node that was stopped: its secrets stand in nothing that is kept or printed. */
    static void checkSecrets(TestNode node, List<String> log) {
        Secrets secrets = node.secrets();
        String texts = String.join("\n", log) + node.keptFlights() + node.audit();
        assertThat(secrets.in(texts))
                .as("secrets of " + node.name() + " in its log, flight records or audit log")
                .isEmpty();
        MemoryStore.Contents contents = node.contents();
        assertThat(contents.pairings().stream()
                        .filter(p -> secrets.within(p.sealedOwn())
                                || p.sealedSecrets().values().stream().anyMatch(secrets::within)))
                .as("pairings of " + node.name() + " with keys in the clear")
                .isEmpty();
        assertThat(contents.offers().stream().filter(o -> secrets.within(o.sealedSecret())))
                .as("offers of " + node.name() + " with secrets in the clear")
                .isEmpty();
    }

    /** Of the network once all nodes are stopped. */
    static void checkNetwork(MemoryNetwork network) {
        assertThat(network.open()).as("links left open").isEmpty();
    }
}
