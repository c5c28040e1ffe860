package org.handfast.core.registry;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;

import org.handfast.api.Fault;
import org.handfast.core.crypto.Ids;
import org.handfast.core.feed.News;
import org.handfast.core.feed.NewsFeed;
import org.handfast.core.store.Store;
import org.handfast.core.time.Timers;

/** What operators may do to offers that protocols made. Each act is one transaction with its audit row. Thread-safe. */
public final class Offers {

    private final Store store;
    private final NewsFeed feed;
    private final Timers timers;
    private final Acts acts;

    /** Those in a store. */
    public Offers(Store store, NewsFeed feed, Timers timers, Ids ids) {
        this.store = store;
        this.feed = feed;
        this.timers = timers;
        this.acts = new Acts(store, timers, ids);
    }

    /** Those that may still be used, of those the ones that expire first. */
    public List<OfferRecord> open(int limit) {
        Instant now = timers.now();
        return store.offers().stream()
                .filter(o -> o.open(now))
                .sorted(Comparator.comparing(OfferRecord::until))
                .limit(limit)
                .toList();
    }

    /**
     * Takes one back, so that nobody can use it. Who used it already is not touched.
     *
     * @throws Fault OPERATOR_INPUT {@code no-such-offer} if there is none that may still be used
     */
    public void takeBack(OfferRecord.Ref ref, String actor) {
        acts.commit(work -> {
            OfferRecord offer =
                    work.offer(ref).filter(o -> o.open(timers.now())).orElseThrow(Offers::none);
            work.delete(offer);
            work.audit(
                    acts.row(actor, "offer-taken-back", ref.protocol() + ":" + ref.id(), "made by " + offer.madeBy()));
            return offer;
        });
        feed.tell(News.Resource.OFFERS);
    }

    /** What is said of an offer that is not there. */
    public static Fault none() {
        return new Fault(
                Fault.Category.OPERATOR_INPUT,
                "no-such-offer",
                "There is no such offer: it was used, taken back, or has expired.");
    }
}
