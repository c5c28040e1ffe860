package org.handfast.core.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import org.handfast.api.Bytes;
import org.handfast.api.Fault;
import org.handfast.core.fake.FailingStore;
import org.handfast.core.fake.FakeTimers;
import org.handfast.core.store.Changes;
import org.handfast.core.store.MemoryStore;
import org.handfast.core.store.Store;
import org.handfast.core.store.Write;

class AuditLogTest {

    private static AuditRecord row(int number) {
        return new AuditRecord(
                new UUID(0, number),
                FakeTimers.BEGINNING.plusSeconds(number),
                "admin",
                "acted",
                "p:ada",
                "no " + number);
    }

    private static void write(Store store, int from, int to) {
        for (int i = from; i <= to; i++) {
            store.commit(Changes.of(new Write.AddAudit(row(i))));
        }
    }

    private static MemoryStore sealed(List<SealedAudit> rows) {
        var store = new MemoryStore();
        store.seal(rows);
        return store;
    }

    private static List<SealedAudit> chain(int length) {
        var store = new MemoryStore();
        write(store, 1, length);
        new AuditLog(store).seal();
        return store.sealedAudit(0, length);
    }

    @Test
    void anEmptyLogIsIntactAndHasNoHead() {
        var log = new AuditLog(new MemoryStore());
        assertThat(log.seal()).isZero();
        assertThat(log.verify()).isEqualTo(new AuditLog.Verification(0, 0, Optional.empty(), Optional.empty()));
    }

    @Test
    void sealsWhatWaitsBehindWhatIsSealed() {
        var store = new MemoryStore();
        var log = new AuditLog(store);
        write(store, 1, 2);
        assertThat(log.seal()).isEqualTo(2);
        write(store, 3, 5);
        assertThat(log.verify().unsealed()).isEqualTo(3);
        assertThat(log.seal()).isEqualTo(3);
        assertThat(store.sealedAudit(0, 10)).isEqualTo(chain(5));
        assertThat(log.verify())
                .isEqualTo(new AuditLog.Verification(
                        5, 0, Optional.empty(), Optional.of(chain(5).getLast().hash())));
    }

    @Test
    void sealsAllThatWaitsHoweverMuchItIs() {
        var store = new MemoryStore();
        var log = new AuditLog(store);
        write(store, 1, 2_500);
        assertThat(log.seal()).isEqualTo(2_500);
        assertThat(log.verify().sealed()).isEqualTo(2_500);
        assertThat(log.verify().intact()).isTrue();
    }

    @Test
    void sealsExactlyAPage() {
        var store = new MemoryStore();
        write(store, 1, 1_000);
        assertThat(new AuditLog(store).seal()).isEqualTo(1_000);
        assertThat(new AuditLog(store).verify().intact()).isTrue();
    }

    private static SealedAudit changed(SealedAudit sealed, UnaryOperator<AuditRecord> change) {
        return new SealedAudit(change.apply(sealed.record()), sealed.sequence(), sealed.hash());
    }

    static Stream<Arguments> tampering() {
        return Stream.<TamperedWith>of(
                        new TamperedWith(
                                "the id",
                                r -> new AuditRecord(
                                        new UUID(9, 9), r.at(), r.actor(), r.action(), r.subject(), r.detail())),
                        new TamperedWith(
                                "the time",
                                r -> new AuditRecord(
                                        r.id(), r.at().plusSeconds(1), r.actor(), r.action(), r.subject(), r.detail())),
                        new TamperedWith(
                                "the actor",
                                r -> new AuditRecord(r.id(), r.at(), "nobody", r.action(), r.subject(), r.detail())),
                        new TamperedWith(
                                "the action",
                                r -> new AuditRecord(r.id(), r.at(), r.actor(), "slept", r.subject(), r.detail())),
                        new TamperedWith(
                                "the subject",
                                r -> new AuditRecord(r.id(), r.at(), r.actor(), r.action(), "p:bob", r.detail())),
                        new TamperedWith(
                                "the detail",
                                r -> new AuditRecord(r.id(), r.at(), r.actor(), r.action(), r.subject(), "nothing")))
                .map(t -> Arguments.of(t.what(), t.change()));
    }

    private record TamperedWith(String what, UnaryOperator<AuditRecord> change) {}

    @ParameterizedTest(name = "{0}")
    @MethodSource("tampering")
    void noticesAChangeOfAnyFieldOfAnyRow(String what, UnaryOperator<AuditRecord> change) {
        for (int at = 0; at < 5; at++) {
            List<SealedAudit> rows = new ArrayList<>(chain(5));
            rows.set(at, changed(rows.get(at), change));
            AuditLog.Verification found = new AuditLog(sealed(rows)).verify();
            assertThat(found.intact()).isFalse();
            assertThat(found.brokenAt()).contains(at + 1L);
            assertThat(found.sealed()).isEqualTo(at);
        }
    }

    @Test
    void noticesAHashThatIsAnother() {
        List<SealedAudit> rows = new ArrayList<>(chain(3));
        rows.set(1, new SealedAudit(rows.get(1).record(), 2, Bytes.wrap(new byte[32])));
        assertThat(new AuditLog(sealed(rows)).verify().brokenAt()).contains(2L);
    }

    @Test
    void noticesARowThatWasChangedAndHashedAnewUnlessAllAfterItWereToo() {
        List<SealedAudit> rows = new ArrayList<>(chain(3));
        AuditRecord forged =
                new AuditRecord(new UUID(0, 2), FakeTimers.BEGINNING, "admin", "slept", "p:ada", "nothing happened");
        rows.set(1, AuditChain.seal(forged, 2, rows.get(0).hash()));
        assertThat(new AuditLog(sealed(rows)).verify().brokenAt()).contains(3L);
        Bytes kept = rows.get(2).hash();
        rows.set(2, AuditChain.seal(rows.get(2).record(), 3, rows.get(1).hash()));
        AuditLog.Verification all = new AuditLog(sealed(rows)).verify();
        assertThat(all.intact()).isTrue();
        assertThat(all.head()).as("but for whoever kept the newest hash").isNotEqualTo(Optional.of(kept));
    }

    @Test
    void noticesARowThatIsMissing() {
        for (int at = 0; at < 4; at++) {
            List<SealedAudit> rows = new ArrayList<>(chain(5));
            rows.remove(at);
            assertThat(new AuditLog(sealed(rows)).verify().brokenAt()).contains(at + 1L);
        }
    }

    @Test
    void noticesRowsThatChangedPlaces() {
        List<SealedAudit> rows = new ArrayList<>(chain(5));
        List<SealedAudit> moved = new ArrayList<>();
        rows.forEach(r -> moved.add(new SealedAudit(r.record(), r.sequence(), r.hash())));
        Collections.swap(moved, 1, 2);
        List<SealedAudit> renumbered = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            renumbered.add(
                    new SealedAudit(moved.get(i).record(), i + 1, moved.get(i).hash()));
        }
        assertThat(new AuditLog(sealed(renumbered)).verify().brokenAt()).contains(2L);
    }

    @Test
    void noticesARowThatIsThereTwice() {
        List<SealedAudit> rows = new ArrayList<>(chain(3));
        rows.add(2, rows.get(1));
        assertThat(new AuditLog(sealed(rows)).verify().brokenAt()).contains(3L);
    }

    @Test
    void noticesABreakBeyondTheFirstPage() {
        List<SealedAudit> rows = new ArrayList<>(chain(2_100));
        rows.set(
                2_050,
                changed(
                        rows.get(2_050),
                        r -> new AuditRecord(r.id(), r.at(), "nobody", r.action(), r.subject(), r.detail())));
        assertThat(new AuditLog(sealed(rows)).verify().brokenAt()).contains(2_051L);
    }

    @Test
    void sealsLaterWhatTheStoreDoesNotTakeNow() {
        var store = new FailingStore();
        var log = new AuditLog(store.seen());
        write(store.behind(), 1, 3);
        store.away(true);
        assertThatThrownBy(log::seal).isInstanceOf(Fault.class);
        store.away(false);
        assertThat(log.seal()).isEqualTo(3);
        assertThat(log.verify().intact()).isTrue();
    }
}
