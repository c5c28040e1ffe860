package org.handfast.core.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import org.handfast.api.Device.Trust;
import org.handfast.api.Peering.Standing;
import org.handfast.core.audit.AuditRecord;
import org.handfast.core.crypto.Ids;
import org.handfast.core.fake.FakeTimers;
import org.handfast.core.fake.FakeToolkit;
import org.handfast.core.store.MemoryStore;

class StrangersTest {

    private static final Duration WEEK = Duration.ofDays(7);

    private final MemoryStore store = new MemoryStore();
    private final FakeTimers timers = new FakeTimers();
    private final Strangers strangers = new Strangers(store, timers, new Ids(new FakeToolkit()));

    @Test
    void forgetsWhomNobodyDecidedAboutAndWhoNeverCame() {
        for (int i = 0; i < 1_200; i++) {
            Samples.write(store, Samples.known("flood-" + i));
        }
        Samples.write(store, Samples.trusted("ada"));
        Samples.write(store, Samples.known("bob").seenAt(Samples.NOW));
        Samples.write(store, Samples.known("eve").trusted(Trust.REVOKED, "revoked by admin"));

        assertThat(strangers.dropOlder(Samples.NOW)).isEmpty();
        assertThat(strangers.dropOlder(Samples.NOW.plus(WEEK))).hasSize(1_200);
        assertThat(store.deviceAt(Samples.at("flood-7"))).isEmpty();
        for (String kept : new String[] {"ada", "bob", "eve"}) {
            assertThat(store.deviceAt(Samples.at(kept))).as(kept).isPresent();
        }
        assertThat(store.unsealedAudit(10))
                .extracting(AuditRecord::action)
                .containsExactly("strangers-forgotten", "strangers-forgotten", "strangers-forgotten");
        assertThat(store.unsealedAudit(1).getFirst().detail()).startsWith("500 devices");
    }

    @Test
    void forgetsRelationsThatNobodyAnswered() {
        Samples.write(store, Samples.peering("ada", "bob", Standing.PROPOSED));
        Samples.write(store, Samples.peering("ada", "joe", Standing.ESTABLISHED));
        strangers.dropOlder(Samples.NOW.plus(WEEK));
        assertThat(store.peerings(10))
                .singleElement()
                .satisfies(p -> assertThat(p.peering().standing()).isEqualTo(Standing.ESTABLISHED));
    }
}
