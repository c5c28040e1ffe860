package org.handfast.core.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import org.handfast.core.fake.FailingStore;
import org.handfast.core.fake.FakeToolkit;
import org.handfast.core.registry.PairingRecord.Standing;
import org.handfast.core.store.MemoryStore;
import org.handfast.core.store.Write;

class ProposalsTest {

    private final FailingStore failing = new FailingStore();
    private final MemoryStore store = failing.behind();
    private final Proposals proposals = new Proposals(failing.seen());

    private PairingRecord proposed(String name, boolean approved) {
        PairingRecord proposal = Samples.pairing(name, Standing.PROPOSED, approved);
        Samples.write(store, proposal);
        return proposal;
    }

    private boolean there(PairingRecord pairing) {
        return store.pairing(pairing.ref()).isPresent();
    }

    @Test
    void dropsWhatNobodyApprovedAndLeavesTheRest() {
        PairingRecord open = proposed("open", false);
        PairingRecord approved = proposed("approved", true);
        PairingRecord established = Samples.pairing("established", Standing.ESTABLISHED, true);
        Samples.write(store, established);
        proposals.dropUnapproved();
        assertThat(there(open)).isFalse();
        assertThat(there(approved)).isTrue();
        assertThat(there(established)).isTrue();
    }

    @Test
    void dropsTheClaimsOfItsKeysToo() {
        PairingRecord open = proposed("open", false);
        PairingRecord approved = proposed("approved", true);
        Samples.write(
                store, new Write.AddClaim(Samples.claim(open, "x")), new Write.AddClaim(Samples.claim(approved, "x")));
        proposals.dropUnapproved();
        assertThat(store.claims("p", open.claimScope())).isZero();
        assertThat(store.claims("p", approved.claimScope())).isEqualTo(1);
    }

    @Test
    void dropsOneByItsKeyAlone() {
        PairingRecord open = proposed("open", false);
        proposals.dropUnapproved(open.ref(), FakeToolkit.key(77));
        assertThat(there(open)).isTrue();
        proposals.dropUnapproved(open.ref().as(Standing.ESTABLISHED), open.ownKey());
        assertThat(there(open)).isFalse();
        proposals.dropUnapproved(open.ref(), open.ownKey());
    }

    @Test
    void leavesWhatIsApprovedAtThatMoment() {
        PairingRecord open = proposed("open", false);
        failing.beforeCommit(() -> Samples.write(
                store,
                store.pairing(open.ref()).orElseThrow().approved(new DeviceRecord.Approved("admin", Samples.NOW))));
        proposals.dropUnapproved(open.ref(), open.ownKey());
        assertThat(there(open)).isTrue();
    }

    @Test
    void dropsWhatNobodyCameBackFor() {
        PairingRecord approved = proposed("approved", true);
        proposals.dropOlder(Samples.NOW);
        assertThat(there(approved)).isTrue();
        proposals.dropOlder(Samples.NOW.plus(Duration.ofMillis(1)));
        assertThat(there(approved)).isFalse();
    }
}
