package org.handfast.core.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import org.handfast.api.Bytes;
import org.handfast.api.Device.Trust;
import org.handfast.api.Item;
import org.handfast.core.audit.AuditRecord;
import org.handfast.core.fake.FakeToolkit;
import org.handfast.core.item.ItemRecord;
import org.handfast.core.registry.PairingRecord.Standing;
import org.handfast.core.store.Committed;
import org.handfast.core.store.MemoryStore;
import org.handfast.core.store.Seen;
import org.handfast.core.store.Write;

class UnitOfWorkTest {

    private final MemoryStore store = new MemoryStore();
    private final UnitOfWork work = new UnitOfWork(store);

    private DeviceRecord ada() {
        Samples.write(store, Samples.trusted("ada"));
        return store.deviceAt(Samples.at("ada")).orElseThrow();
    }

    @Test
    void remembersWhatItSawWithItsVersion() {
        DeviceRecord ada = ada();
        Samples.write(store, Samples.pairing("ada", Standing.ESTABLISHED, true));
        var pairing = Samples.pairing("ada", Standing.ESTABLISHED, true).ref();
        work.deviceAt(Samples.at("ada"));
        work.deviceAt(Samples.at("bob"));
        work.device(Samples.known("eve").id());
        work.pairing(pairing);
        work.pairing(pairing.as(Standing.PROPOSED));
        work.offer(new OfferRecord.Ref("p", "o"));
        work.holder(FakeToolkit.key(99));
        assertThat(work.changes().seen())
                .containsExactly(
                        new Seen.OfDevice(ada.id(), 1),
                        new Seen.NoDeviceAt(Samples.at("bob")),
                        new Seen.OfDevice(Samples.known("eve").id(), 0),
                        new Seen.OfPairing(pairing, 1),
                        new Seen.OfPairing(pairing.as(Standing.PROPOSED), 0),
                        new Seen.OfOffer(new OfferRecord.Ref("p", "o"), 0),
                        new Seen.NoHolder(FakeToolkit.key(99)));
        assertThat(work.dirty()).isFalse();
    }

    @Test
    void seesTheSameThroughoutWhateverOthersDo() {
        DeviceRecord ada = ada();
        assertThat(work.deviceAt(Samples.at("ada"))).contains(ada);
        Samples.write(store, ada.trusted(Trust.SUSPENDED, "meanwhile"));
        assertThat(work.deviceAt(Samples.at("ada"))).contains(ada);
        assertThat(work.device(ada.id())).contains(ada);
        work.audit(row());
        assertThat(store.commit(work.changes())).isInstanceOf(Committed.Stale.class);
    }

    @Test
    void noticesWhatItLookedForInVainAndIsThereNow() {
        assertThat(work.deviceAt(Samples.at("ada"))).isEmpty();
        assertThat(work.holder(FakeToolkit.key("ada".hashCode()))).isEmpty();
        work.audit(row());
        ada();
        assertThat(store.commit(work.changes())).isInstanceOf(Committed.Stale.class);
    }

    /** Whoever registers looks twice; that somebody did so in between is for the commit to tell. */
    @Test
    void aKeyThatNobodyHeldIsHeldByNobodyThroughout() {
        var key = FakeToolkit.key("ada".hashCode());
        assertThat(work.holder(key)).isEmpty();
        ada();
        assertThat(work.holder(key)).isEmpty();
        work.audit(row());
        assertThat(store.commit(work.changes())).isInstanceOf(Committed.Stale.class);
    }

    @Test
    void findsTheHolderOfAKeyAndMindsIfThatChanges() {
        DeviceRecord ada = ada();
        assertThat(work.holder(FakeToolkit.key("ada".hashCode()))).contains(ada);
        work.audit(row());
        Samples.write(store, ada.withKey("p", Optional.empty()));
        assertThat(store.commit(work.changes())).isInstanceOf(Committed.Stale.class);
    }

    private static AuditRecord row() {
        return new AuditRecord(new java.util.UUID(0, 1), Samples.NOW, "a", "b", "c", "d");
    }

    @Test
    void seesWhatItWrote() {
        work.put(Samples.trusted("ada"));
        assertThat(work.deviceAt(Samples.at("ada"))).contains(Samples.trusted("ada"));
        PairingRecord pairing = Samples.pairing("ada", Standing.PROPOSED, false);
        work.put(pairing);
        assertThat(work.pairing(pairing.ref())).contains(pairing);
        OfferRecord offer = Samples.offer("o", "a");
        work.put(offer);
        assertThat(work.offer(offer.ref())).contains(offer);
        assertThat(store.commit(work.changes())).isEqualTo(new Committed.Done());
        assertThat(store.deviceAt(Samples.at("ada"))).isPresent();
        assertThat(store.pairing(pairing.ref())).isPresent();
        assertThat(store.offer(offer.ref())).isPresent();
    }

    @Test
    void doesNotSeeWhatItDeleted() {
        DeviceRecord ada = ada();
        PairingRecord pairing = Samples.pairing("ada", Standing.ESTABLISHED, true);
        Samples.write(store, pairing);
        work.deviceAt(Samples.at("ada")).ifPresent(work::delete);
        work.pairing(pairing.ref()).ifPresent(work::delete);
        assertThat(work.deviceAt(Samples.at("ada"))).isEmpty();
        assertThat(work.device(ada.id())).isEmpty();
        assertThat(work.pairing(pairing.ref())).isEmpty();
        assertThat(store.commit(work.changes())).isEqualTo(new Committed.Done());
        assertThat(store.deviceAt(Samples.at("ada"))).isEmpty();
        assertThat(store.pairing(pairing.ref())).isEmpty();
    }

    @Test
    void whatWasWrittenAndDeletedInOneGoWasNever() {
        PairingRecord pairing = Samples.pairing("ada", Standing.PROPOSED, false);
        work.put(pairing);
        work.delete(pairing);
        assertThat(work.dirty()).isFalse();
        assertThat(work.pairing(pairing.ref())).isEmpty();
    }

    @Test
    void theLastOfSeveralWritesCounts() {
        ada();
        DeviceRecord seen = work.deviceAt(Samples.at("ada")).orElseThrow();
        work.put(seen.trusted(Trust.SUSPENDED, "first"));
        work.put(seen.trusted(Trust.REVOKED, "second"));
        assertThat(work.changes().writes()).hasSize(1);
        store.commit(work.changes());
        assertThat(store.deviceAt(Samples.at("ada")).orElseThrow().trustReason())
                .isEqualTo("second");
    }

    @Test
    void findsAnOfferByItsApprovalUntilItIsUsed() {
        Samples.write(store, new Write.PutOffer(Samples.offer("o", "approval")));
        assertThat(work.offerApproving("p", "other")).isEmpty();
        assertThat(work.offerApproving("q", "approval")).isEmpty();
        OfferRecord offer = work.offerApproving("p", "approval").orElseThrow();
        work.delete(offer);
        assertThat(work.offerApproving("p", "approval")).isEmpty();
    }

    @Test
    void claimsAndRowsAreWrittenInOrderAfterWhatIsVersioned() {
        work.claim(Samples.claim(Samples.pairing("ada", Standing.PROPOSED, false), "x"));
        work.audit(row());
        work.put(Samples.known("ada"));
        work.dropClaims("p", "scope");
        assertThat(work.changes().writes())
                .extracting(w -> w.getClass().getSimpleName())
                .isEqualTo(List.of("PutDevice", "AddClaim", "AddAudit", "DeleteClaims"));
    }

    @Test
    void aCountOfClaimsIsNotAReasonToRunAgain() {
        PairingRecord pairing = Samples.pairing("ada", Standing.PROPOSED, false);
        assertThat(work.claims("p", pairing.claimScope())).isZero();
        Samples.write(store, new Write.AddClaim(Samples.claim(pairing, "x")));
        work.audit(row());
        assertThat(store.commit(work.changes())).isEqualTo(new Committed.Done());
    }

    private static final ItemRecord.Scope SCOPE = new ItemRecord.Scope("p", "scope");

    private void items(int count) {
        for (int i = 0; i < count; i++) {
            var item = new Item("scope", Bytes.u8(i), Bytes.EMPTY, Samples.NOW.plusSeconds(60));
            Samples.write(store, new Write.PutItem(new ItemRecord("p", item, Samples.NOW)));
        }
    }

    private List<Integer> roomFor(int most) {
        work.makeRoom(SCOPE, most, Samples.NOW);
        store.commit(work.changes());
        return store.items(SCOPE, Optional.empty(), Samples.NOW, 100).stream()
                .map(i -> i.item().key().at(0))
                .toList();
    }

    @Test
    void whereThereIsRoomNothingGoes() {
        assertThat(roomFor(3)).isEmpty();
        items(2);
        assertThat(roomFor(3)).containsExactly(0, 1);
    }

    @Test
    void theFirstGiveWayToOneMore() {
        items(3);
        assertThat(roomFor(3)).containsExactly(1, 2);
    }

    @Test
    void aLimitThatWasLoweredIsMadeRoomForAtOnce() {
        items(9);
        assertThat(roomFor(2)).containsExactly(8);
    }
}
