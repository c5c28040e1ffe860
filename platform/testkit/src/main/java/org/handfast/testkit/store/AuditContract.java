package org.handfast.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import org.handfast.api.Bytes;
import org.handfast.core.audit.AuditChain;
import org.handfast.core.audit.AuditLog;
import org.handfast.core.audit.AuditRecord;
import org.handfast.core.audit.SealedAudit;
import org.handfast.core.store.Write;

/** The audit log: rows wait in the order they were committed, and stay in the chain as they were sealed. */
public interface AuditContract extends StoreSubject {

    @Test
    default void hasAnEmptyLogAtFirst() {
        assertThat(store().unsealedAudit(10)).isEmpty();
        assertThat(store().auditHead()).isEmpty();
        assertThat(store().sealedAudit(0, 10)).isEmpty();
        assertThat(store().sealedAuditBefore(Long.MAX_VALUE, 10)).isEmpty();
    }

    @Test
    default void letsRowsWaitInTheOrderTheyWereCommitted() {
        // Neither by time nor by id.
        commit(add(5), add(3));
        commit(add(4));
        commit(add(1), add(2));
        assertThat(store().unsealedAudit(10)).containsExactly(row(5), row(3), row(4), row(1), row(2));
        assertThat(store().unsealedAudit(2)).containsExactly(row(5), row(3));
        assertThat(store().unsealedAudit(0)).isEmpty();
    }

    @Test
    default void movesRowsFromTheWaitingIntoTheChain() {
        commit(add(3), add(2), add(1));
        SealedAudit first = AuditChain.seal(row(3), 1, AuditChain.BEGINNING);
        SealedAudit second = AuditChain.seal(row(2), 2, first.hash());
        store().seal(List.of(first, second));
        assertThat(store().unsealedAudit(10)).containsExactly(row(1));
        assertThat(store().auditHead()).contains(second);
        assertThat(store().sealedAudit(0, 10)).containsExactly(first, second);
        commit(add(4));
        assertThat(store().unsealedAudit(10)).containsExactly(row(1), row(4));
    }

    @Test
    default void pagesThroughTheChainInBothDirections() {
        commit(IntStream.rangeClosed(1, 5).mapToObj(AuditContract::add).toArray(Write[]::new));
        new AuditLog(store()).seal();
        assertThat(store().sealedAudit(0, 2)).extracting(SealedAudit::sequence).containsExactly(1L, 2L);
        assertThat(store().sealedAudit(2, 2)).extracting(SealedAudit::sequence).containsExactly(3L, 4L);
        assertThat(store().sealedAudit(4, 2)).extracting(SealedAudit::sequence).containsExactly(5L);
        assertThat(store().sealedAudit(5, 2)).isEmpty();
        assertThat(store().sealedAuditBefore(Long.MAX_VALUE, 2))
                .extracting(SealedAudit::sequence)
                .containsExactly(5L, 4L);
        assertThat(store().sealedAuditBefore(4, 10))
                .extracting(SealedAudit::sequence)
                .containsExactly(3L, 2L, 1L);
        assertThat(store().sealedAuditBefore(1, 10)).isEmpty();
        assertThat(store().sealedAuditBefore(9, 0)).isEmpty();
    }

    @Test
    default void givesAChainThatVerifies() {
        var log = new AuditLog(store());
        commit(add(1), add(2));
        log.seal();
        commit(
                add(3),
                new Write.AddAudit(new AuditRecord(
                        Samples.uuid(4),
                        Samples.START.plusNanos(999),
                        "admin",
                        "renamed",
                        "Élan 🤝",
                        "a\nb\t\"c\" 'd' \\")));
        log.seal();
        commit(add(5));

        AuditLog.Verification verified = log.verify();

        assertThat(verified.intact()).isTrue();
        assertThat(verified.sealed()).isEqualTo(4);
        assertThat(verified.unsealed()).isEqualTo(1);
        assertThat(verified.head()).isEqualTo(store().auditHead().map(SealedAudit::hash));
    }

    @Test
    default void keepsTheHashThatARowWasSealedWith() {
        commit(add(1));
        var wrong = new SealedAudit(row(1), 1, Bytes.wrap(new byte[32]));
        store().seal(List.of(wrong));
        assertThat(store().auditHead()).contains(wrong);
        assertThat(new AuditLog(store()).verify().brokenAt()).isEqualTo(Optional.of(1L));
    }

    @Test
    default void sealsNoRows() {
        store().seal(List.of());
        assertThat(store().auditHead()).isEmpty();
    }

    private static AuditRecord row(int n) {
        return Samples.audit(n);
    }

    private static Write add(int n) {
        return new Write.AddAudit(row(n));
    }
}
