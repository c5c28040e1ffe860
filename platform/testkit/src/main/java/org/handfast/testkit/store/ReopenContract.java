package org.handfast.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import org.handfast.core.audit.AuditLog;
import org.handfast.core.registry.PairingRecord.Standing;
import org.handfast.core.store.Committed;
import org.handfast.core.store.StoredValue;
import org.handfast.core.store.Write;

/** A store that outlives the process: opened again, it has all that was committed. */
public interface ReopenContract extends StoreSubject {

    /** Closes the store of this test and opens it again; {@link #store} gives the new one from then on. */
    void reopen();

    @Test
    default void hasEverythingWhenItIsOpenedAgain() {
        commit(
                new Write.PutDevice(Samples.device(1)),
                new Write.PutPairing(Samples.pairing(1, Standing.ESTABLISHED)),
                new Write.PutPairing(Samples.unapproved(2)),
                new Write.PutPeering(Samples.peering(1)),
                new Write.PutOffer(Samples.offer(1)),
                new Write.PutValue(new StoredValue("v", "kept", 0)),
                new Write.AddClaim(Samples.claim("c", 1)),
                new Write.PutItem(Samples.item("s", 1)),
                new Write.PutFlight(Samples.flight(1)),
                new Write.AddAudit(Samples.audit(2)),
                new Write.AddAudit(Samples.audit(1)));
        new AuditLog(store()).seal();
        commit(new Write.AddAudit(Samples.audit(4)));
        commit(new Write.AddAudit(Samples.audit(3)));

        reopen();

        assertThat(store().device(Samples.id(1))).contains(Samples.device(1).atVersion(1));
        assertThat(store().pairingsOf(Samples.address(1)))
                .containsExactly(Samples.pairing(1, Standing.ESTABLISHED).atVersion(1));
        assertThat(store().proposals()).containsExactly(Samples.unapproved(2).atVersion(1));
        assertThat(store().peerings(10)).containsExactly(Samples.peering(1).atVersion(1));
        assertThat(store().offers()).containsExactly(Samples.offer(1).atVersion(1));
        assertThat(store().value("v")).contains(new StoredValue("v", "kept", 1));
        assertThat(store().flights(Optional.empty(), 10)).containsExactly(Samples.flight(1));
        assertThat(commit(new Write.AddClaim(Samples.claim("c", 1)))).isInstanceOf(Committed.Lost.class);
        assertThat(store().item(Samples.item("s", 1).ref())).contains(Samples.item("s", 1));
        assertThat(new AuditLog(store()).verify().sealed()).isEqualTo(2);
        assertThat(new AuditLog(store()).verify().intact()).isTrue();
        commit(new Write.AddAudit(Samples.audit(5)));
        assertThat(store().unsealedAudit(10)).isEqualTo(List.of(Samples.audit(4), Samples.audit(3), Samples.audit(5)));
    }
}
