package org.handfast.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

import org.junit.jupiter.api.Test;

import org.handfast.api.Fault;
import org.handfast.core.audit.AuditChain;
import org.handfast.core.registry.PairingRecord.Standing;
import org.handfast.core.store.Committed;
import org.handfast.core.store.Store;
import org.handfast.core.store.StoredValue;
import org.handfast.core.store.Write;

/** A store whose ground can go away: it says so by a fault, has changed nothing, and goes on when the ground is back. */
public interface OutageContract extends StoreSubject {

    /** Takes away what the store stands on. */
    void takeAway();

    /** Brings it back as it was. */
    void bringBack();

    @Test
    default void saysByAFaultThatItIsUnavailable() {
        List<Consumer<Store>> calls = List.of(
                s -> commit(new Write.AddClaim(Samples.claim("c", 1))),
                s -> commit(),
                s -> s.device(Samples.id(1)),
                s -> s.deviceAt(Samples.address(1)),
                s -> s.holder(Samples.key(1)),
                s -> s.pairing(Samples.pairingRef(1, Standing.PROPOSED)),
                s -> s.peering(Samples.peeringRef(1)),
                s -> s.peeringsOf(Samples.address(1)),
                s -> s.peerings(1),
                s -> s.offer(Samples.offer(1).ref()),
                s -> s.value("v"),
                s -> s.claims(Samples.PROTOCOL, "c"),
                s -> s.pairingsOf(Samples.address(1)),
                Store::proposals,
                s -> s.devices(Optional.empty(), Optional.empty(), 1),
                s -> s.neverConnected(Samples.START, 1),
                s -> s.unanswered(Samples.START, 1),
                Store::offers,
                s -> s.flight(Samples.uuid(1)),
                s -> s.flights(Optional.empty(), 1),
                Store::unfinishedFlights,
                Store::conversations,
                s -> s.tidy(1, Samples.START),
                s -> s.unsealedAudit(1),
                s -> s.seal(List.of(AuditChain.seal(Samples.audit(1), 1, AuditChain.BEGINNING))),
                Store::auditHead,
                s -> s.sealedAudit(0, 1),
                s -> s.sealedAuditBefore(1, 1));
        commit(new Write.AddAudit(Samples.audit(1)));
        takeAway();
        assertThat(calls).allSatisfy(call -> assertThatExceptionOfType(Fault.class)
                .isThrownBy(() -> call.accept(store()))
                .satisfies(fault -> {
                    assertThat(fault.category()).isEqualTo(Fault.Category.HUB_FAULT);
                    assertThat(fault.code()).isEqualTo("store-unavailable");
                    assertThat(fault.detail()).isNotBlank();
                }));
        bringBack();
        assertThat(store().unsealedAudit(2)).containsExactly(Samples.audit(1));
    }

    @Test
    default void hasChangedNothingWhileItWasAway() {
        commit(new Write.PutValue(new StoredValue("v", "before", 0)));
        takeAway();
        assertThatExceptionOfType(Fault.class)
                .isThrownBy(() -> commit(
                        new Write.PutValue(new StoredValue("v", "during", 1)),
                        new Write.AddClaim(Samples.claim("c", 1)),
                        new Write.PutDevice(Samples.device(1))));
        bringBack();
        assertThat(store().value("v")).contains(new StoredValue("v", "before", 1));
        assertThat(store().device(Samples.id(1))).isEmpty();
        assertThat(commit(
                        new Write.PutValue(new StoredValue("v", "after", 1)),
                        new Write.AddClaim(Samples.claim("c", 1)),
                        new Write.PutDevice(Samples.device(1))))
                .isEqualTo(new Committed.Done());
    }
}
