package org.handfast.core.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import org.handfast.api.Address;
import org.handfast.api.Fault;
import org.handfast.api.Peering;
import org.handfast.api.Peering.Standing;
import org.handfast.core.crypto.Ids;
import org.handfast.core.fake.FailingStore;
import org.handfast.core.fake.FakeTimers;
import org.handfast.core.fake.FakeToolkit;
import org.handfast.core.feed.News;
import org.handfast.core.feed.NewsFeed;
import org.handfast.core.store.MemoryStore;

class PeeringsTest {

    private static final Address ADA = new Address("ada");
    private static final Address BOB = new Address("bob");

    private final FailingStore failing = new FailingStore();
    private final MemoryStore store = failing.behind();
    private final NewsFeed feed = new NewsFeed(0);
    private final FakeTimers timers = new FakeTimers();
    private final Told told = new Told();
    private final Peerings peerings = new Peerings(failing.seen(), feed, timers, new Ids(new FakeToolkit()), told);

    private static void refused(String code, Runnable act) {
        assertThatThrownBy(act::run).isInstanceOfSatisfying(Fault.class, f -> {
            assertThat(f.category()).isEqualTo(Fault.Category.OPERATOR_INPUT);
            assertThat(f.code()).isEqualTo(code);
        });
    }

    private PeeringRecord kept() {
        return store.peering(PeeringRecord.Ref.of("p", ADA, BOB)).orElseThrow();
    }

    @Test
    void endsARelationWhoeverBeganItAndTellsWhy() {
        Samples.write(store, Samples.peering("bob", "ada", Standing.ESTABLISHED));
        List<News.Resource> news = new ArrayList<>();
        feed.listen(n -> news.add(n.resource()));
        timers.pass(Duration.ofHours(1));
        PeeringRecord ended = peerings.revoke("p", ADA, BOB, "admin", " sold the phone ");
        assertThat(ended.peering().standing()).isEqualTo(Standing.ENDED);
        assertThat(ended.reason()).contains("ended by admin: sold the phone");
        assertThat(ended.since()).isEqualTo(timers.now());
        assertThat(kept()).isEqualTo(ended.atVersion(2));
        assertThat(told.lines()).containsExactly("p:bob parted from ada: ended by admin: sold the phone");
        assertThat(news).containsExactly(News.Resource.PEERINGS);
        assertThat(store.unsealedAudit(10)).singleElement().satisfies(row -> {
            assertThat(row.actor()).isEqualTo("admin");
            assertThat(row.action()).isEqualTo("peers-parted");
            assertThat(row.subject()).isEqualTo("p:bob");
            assertThat(row.detail()).isEqualTo("with ada: ended by admin: sold the phone");
        });
    }

    @Test
    void endsWhatIsOnlyProposed() {
        Samples.write(store, Samples.peering("ada", "bob", Standing.PROPOSED));
        peerings.revoke("p", ADA, BOB, "admin", "");
        assertThat(kept().reason()).contains("ended by admin");
        assertThat(told.lines()).hasSize(1);
    }

    @Test
    void refusesWhatIsNotThereOrHasEnded() {
        refused("no-such-peering", () -> peerings.revoke("p", ADA, BOB, "admin", ""));
        Samples.write(store, Samples.peering("ada", "bob", Standing.ESTABLISHED));
        refused("no-such-peering", () -> peerings.revoke("q", ADA, BOB, "admin", ""));
        peerings.revoke("p", ADA, BOB, "admin", "");
        refused("illegal-transition", () -> peerings.revoke("p", BOB, ADA, "admin", ""));
        assertThat(store.unsealedAudit(10)).hasSize(1);
        assertThat(told.lines()).hasSize(1);
    }

    @Test
    void endsARelationThatIsMadeAgainAtThatMoment() {
        Samples.write(store, Samples.peering("ada", "bob", Standing.PROPOSED));
        failing.beforeCommit(() -> Samples.write(
                store,
                new PeeringRecord(
                        "p",
                        new Peering(ADA, BOB, Standing.ESTABLISHED, List.of(), Map.of("key", "new")),
                        timers.now(),
                        kept().reason(),
                        1)));
        peerings.revoke("p", ADA, BOB, "admin", "");
        assertThat(kept().peering().standing()).isEqualTo(Standing.ENDED);
        assertThat(kept().peering().facts()).containsEntry("key", "new");
    }

    @Test
    void aStoreThatIsAwayTellsNobody() {
        Samples.write(store, Samples.peering("ada", "bob", Standing.ESTABLISHED));
        failing.beforeCommit(() -> failing.away(true));
        assertThatThrownBy(() -> peerings.revoke("p", ADA, BOB, "admin", ""))
                .isInstanceOfSatisfying(
                        Fault.class, f -> assertThat(f.category()).isEqualTo(Fault.Category.HUB_FAULT));
        assertThat(told.lines()).isEmpty();
        assertThat(kept().peering().standing()).isEqualTo(Standing.ESTABLISHED);
    }

    @Test
    void listsThemNewestFirstAndThoseOfADevice() {
        Samples.write(store, Samples.known("ada"));
        Samples.write(store, Samples.peering("ada", "bob", Standing.ESTABLISHED));
        Samples.write(store, Samples.peering("bob", "cleo", Standing.ESTABLISHED));
        timers.pass(Duration.ofHours(1));
        peerings.revoke("p", ADA, BOB, "admin", "");
        assertThat(peerings.list(10))
                .extracting(p -> p.peering().standing())
                .containsExactly(Standing.ENDED, Standing.ESTABLISHED);
        assertThat(peerings.list(1)).hasSize(1);
        assertThat(peerings.of(store.deviceAt(Samples.at("ada")).orElseThrow())).containsExactly(kept());
    }
}
