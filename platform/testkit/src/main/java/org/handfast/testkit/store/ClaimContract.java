package org.handfast.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import org.handfast.api.Bytes;
import org.handfast.core.registry.ClaimRecord;
import org.handfast.core.store.Committed;
import org.handfast.core.store.Write;

/** Claims: each thing is taken once, until the claim is forgotten or its scope let go. */
public interface ClaimContract extends StoreSubject {

    @Test
    default void losesAClaimThatSomebodyHasMade() {
        ClaimRecord claim = Samples.claim("epoch", 1);
        assertThat(claim(claim)).isEqualTo(new Committed.Done());
        ClaimRecord rival = new ClaimRecord(claim.protocol(), claim.scope(), claim.key(), Samples.time(99));
        assertThat(commit(new Write.AddAudit(Samples.audit(1)), new Write.AddClaim(rival)))
                .isEqualTo(new Committed.Lost(rival));
        assertThat(store().unsealedAudit(10)).isEmpty();
    }

    @Test
    default void losesTheSecondOfTwoClaimsInOneChange() {
        ClaimRecord claim = Samples.claim("epoch", 1);
        assertThat(commit(new Write.AddClaim(claim), new Write.AddClaim(claim))).isEqualTo(new Committed.Lost(claim));
        assertThat(claim(claim)).isEqualTo(new Committed.Done());
    }

    @Test
    default void tellsClaimsApartByProtocolScopeAndEveryByteOfTheKey() {
        Bytes zeros = Bytes.wrap(new byte[64]);
        assertThat(commit(
                        claiming("p", "s", zeros),
                        claiming("p", "s", zeros.from(1)),
                        claiming("p", "s", zeros.slice(0, 1)),
                        claiming("p", "s", Bytes.join(zeros.from(1), Bytes.u8(1))),
                        claiming("p", "s", Bytes.join(zeros.from(1), Bytes.u8(0xff))),
                        claiming("p", "S", zeros),
                        claiming("p", "", zeros),
                        claiming("P", "s", zeros)))
                .isEqualTo(new Committed.Done());
        assertThat(commit(claiming("p", "s", Bytes.wrap(new byte[64])))).isInstanceOf(Committed.Lost.class);
    }

    @Test
    default void forgetsExpiredClaimsWhenItIsTidied() {
        commit(
                new Write.AddClaim(Samples.claim("epoch", 1)),
                new Write.AddClaim(Samples.claim("epoch", 2)),
                new Write.AddClaim(Samples.claim("epoch", 3)));
        assertThat(claim(Samples.claim("epoch", 1))).isInstanceOf(Committed.Lost.class);
        store().tidy(10, Samples.time(2));
        assertThat(claim(Samples.claim("epoch", 1))).isEqualTo(new Committed.Done());
        assertThat(claim(Samples.claim("epoch", 2))).isInstanceOf(Committed.Lost.class);
        assertThat(claim(Samples.claim("epoch", 3))).isInstanceOf(Committed.Lost.class);
    }

    @Test
    default void countsTheClaimsThatStandInAScope() {
        assertThat(store().claims(Samples.PROTOCOL, "epoch")).isZero();
        commit(
                new Write.AddClaim(Samples.claim("epoch", 1)),
                new Write.AddClaim(Samples.claim("epoch", 2)),
                new Write.AddClaim(Samples.claim("Epoch", 1)),
                claiming(Samples.OTHER_PROTOCOL, "epoch", Bytes.u64(1)));
        assertThat(store().claims(Samples.PROTOCOL, "epoch")).isEqualTo(2);
        store().tidy(10, Samples.time(2));
        assertThat(store().claims(Samples.PROTOCOL, "epoch")).isEqualTo(1);
        commit(new Write.DeleteClaims(Samples.PROTOCOL, "epoch"));
        assertThat(store().claims(Samples.PROTOCOL, "epoch")).isZero();
    }

    @Test
    default void letsTheClaimsOfOneScopeGo() {
        commit(
                new Write.AddClaim(Samples.claim("old", 1)),
                new Write.AddClaim(Samples.claim("old", 2)),
                new Write.AddClaim(Samples.claim("other", 1)),
                claiming(Samples.OTHER_PROTOCOL, "old", Bytes.u64(1)));
        assertThat(commit(new Write.DeleteClaims(Samples.PROTOCOL, "old"))).isEqualTo(new Committed.Done());
        assertThat(claim(Samples.claim("old", 1))).isEqualTo(new Committed.Done());
        assertThat(claim(Samples.claim("old", 2))).isEqualTo(new Committed.Done());
        assertThat(claim(Samples.claim("other", 1))).isInstanceOf(Committed.Lost.class);
        assertThat(commit(claiming(Samples.OTHER_PROTOCOL, "old", Bytes.u64(1))))
                .isInstanceOf(Committed.Lost.class);
    }

    @Test
    default void letsGoOfWhatIsNotClaimed() {
        assertThat(commit(new Write.DeleteClaims(Samples.PROTOCOL, "nothing"))).isEqualTo(new Committed.Done());
    }

    @Test
    default void claimsAndLetsGoInTheOrderOfTheChange() {
        var drop = new Write.DeleteClaims(Samples.PROTOCOL, "epoch");
        var first = new Write.AddClaim(Samples.claim("epoch", 1));
        var second = new Write.AddClaim(Samples.claim("epoch", 2));
        assertThat(commit(first)).isEqualTo(new Committed.Done());
        assertThat(commit(drop, first)).isEqualTo(new Committed.Done());
        assertThat(commit(first)).isInstanceOf(Committed.Lost.class);
        assertThat(commit(second, drop)).isEqualTo(new Committed.Done());
        assertThat(commit(first, second, drop, first)).isEqualTo(new Committed.Done());
        assertThat(commit(first)).isInstanceOf(Committed.Lost.class);
        assertThat(commit(second)).isEqualTo(new Committed.Done());
    }

    private Committed claim(ClaimRecord claim) {
        return commit(new Write.AddClaim(claim));
    }

    private static Write claiming(String protocol, String scope, Bytes key) {
        return new Write.AddClaim(new ClaimRecord(protocol, scope, key, Samples.time(1)));
    }
}
