package org.handfast.core.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import org.handfast.api.Fault;
import org.handfast.core.crypto.Ids;
import org.handfast.core.fake.FailingStore;
import org.handfast.core.fake.FakeTimers;
import org.handfast.core.fake.FakeToolkit;
import org.handfast.core.feed.News;
import org.handfast.core.feed.NewsFeed;
import org.handfast.core.store.MemoryStore;
import org.handfast.core.store.Write;

class OffersTest {

    private static final OfferRecord.Ref INVITE = new OfferRecord.Ref(Samples.PROTOCOL, "invite/1");

    private final FailingStore failing = new FailingStore();
    private final MemoryStore store = failing.behind();
    private final NewsFeed feed = new NewsFeed(0);
    private final FakeTimers timers = new FakeTimers();
    private final Offers offers = new Offers(failing.seen(), feed, timers, new Ids(new FakeToolkit()));

    private static OfferRecord until(String id, Instant until) {
        OfferRecord offer = Samples.offer(id, id);
        return new OfferRecord(offer.ref(), offer.sealedSecret(), until, 3, offer.approval(), offer.madeBy(), 0);
    }

    private void none() {
        assertThatThrownBy(() -> offers.takeBack(INVITE, "admin")).isInstanceOfSatisfying(Fault.class, f -> {
            assertThat(f.category()).isEqualTo(Fault.Category.OPERATOR_INPUT);
            assertThat(f.code()).isEqualTo("no-such-offer");
        });
        assertThat(store.unsealedAudit(10)).isEmpty();
    }

    @Test
    void listsThoseThatAreOpenTheFirstToExpireFirst() {
        OfferRecord late = until("late", timers.now().plusSeconds(100));
        OfferRecord soon = until("soon", timers.now().plusSeconds(50));
        OfferRecord used = until("missed", timers.now().plusSeconds(50));
        Samples.write(store, new Write.PutOffer(late));
        Samples.write(store, new Write.PutOffer(soon));
        Samples.write(store, new Write.PutOffer(used.missed().missed().missed()));
        assertThat(offers.open(10)).extracting(o -> o.ref().id()).containsExactly("soon", "late");
        assertThat(offers.open(1)).extracting(o -> o.ref().id()).containsExactly("soon");
        timers.pass(Duration.ofSeconds(50));
        assertThat(offers.open(10)).extracting(o -> o.ref().id()).containsExactly("late");
    }

    @Test
    void takesOneBackForGoodAndTellsOfIt() {
        Samples.write(store, new Write.PutOffer(Samples.offer("invite/1", "a")));
        List<News.Resource> news = new ArrayList<>();
        feed.listen(n -> news.add(n.resource()));
        offers.takeBack(INVITE, "local");
        assertThat(store.offer(INVITE)).isEmpty();
        assertThat(news).containsExactly(News.Resource.OFFERS);
        assertThat(store.unsealedAudit(10)).singleElement().satisfies(row -> {
            assertThat(row.actor()).isEqualTo("local");
            assertThat(row.action()).isEqualTo("offer-taken-back");
            assertThat(row.subject()).isEqualTo("p:invite/1");
            assertThat(row.detail()).isEqualTo("made by admin");
        });
    }

    @Test
    void refusesWhatIsNotThereOrHasExpired() {
        none();
        Samples.write(store, new Write.PutOffer(Samples.offer("invite/1", "a")));
        timers.pass(Duration.ofSeconds(60));
        none();
    }

    @Test
    void whoeverUsedItAMomentBeforeHasUsedIt() {
        Samples.write(store, new Write.PutOffer(Samples.offer("invite/1", "a")));
        failing.beforeCommit(() -> {
            var work = new UnitOfWork(store);
            work.delete(work.offer(INVITE).orElseThrow());
            store.commit(work.changes());
        });
        none();
    }

    @Test
    void aStoreThatIsAwayTakesNothingBack() {
        Samples.write(store, new Write.PutOffer(Samples.offer("invite/1", "a")));
        failing.beforeCommit(() -> failing.away(true));
        assertThatThrownBy(() -> offers.takeBack(INVITE, "admin"))
                .isInstanceOfSatisfying(
                        Fault.class, f -> assertThat(f.category()).isEqualTo(Fault.Category.HUB_FAULT));
        assertThat(store.offer(INVITE)).isPresent();
    }
}
