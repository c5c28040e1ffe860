package org.handfast.core.registry;

import java.util.List;

import org.handfast.api.Address;
import org.handfast.api.Event;
import org.handfast.api.Fault;
import org.handfast.api.Peering;
import org.handfast.core.crypto.Ids;
import org.handfast.core.feed.News;
import org.handfast.core.feed.NewsFeed;
import org.handfast.core.store.Store;
import org.handfast.core.time.Timers;

/** What operators may do to relations between devices. Each act is one transaction with its audit row. Thread-safe. */
public final class Peerings {

    private final Store store;
    private final NewsFeed feed;
    private final Timers timers;
    private final Acts acts;
    private final Concerned concerned;

    /** Those in a store. */
    public Peerings(Store store, NewsFeed feed, Timers timers, Ids ids, Concerned concerned) {
        this.store = store;
        this.feed = feed;
        this.timers = timers;
        this.acts = new Acts(store, timers, ids);
        this.concerned = concerned;
    }

    /** All of them, newest first. */
    public List<PeeringRecord> list(int limit) {
        return store.peerings(limit);
    }

    /** A device's, of all its addresses. */
    public List<PeeringRecord> of(DeviceRecord device) {
        return device.addresses().stream()
                .flatMap(a -> store.peeringsOf(a).stream())
                .distinct()
                .toList();
    }

    /**
     * Ends one, whoever of the two began it. Both ends are told, with the reason.
     *
     * @throws Fault OPERATOR_INPUT {@code no-such-peering}, or {@code illegal-transition} if it has ended already
     */
    public PeeringRecord revoke(String protocol, Address one, Address other, String actor, String reason) {
        String because = "ended by " + actor + Acts.because(reason);
        PeeringRecord ended = acts.commit(work -> {
            PeeringRecord peering = work.peering(PeeringRecord.Ref.of(protocol, one, other))
                    .orElseThrow(() -> input("no-such-peering", "There is no pairing of these two."));
            if (over(peering)) {
                throw input(
                        "illegal-transition",
                        peering.peering().proposer() + " and "
                                + peering.peering().other() + " are paired no more: this has ended already");
            }
            return end(work, peering, actor, because);
        });
        tell(List.of(ended));
        return ended;
    }

    /** Ends all that a device has, as part of what else is done to it; {@link #tell} is due once that is committed. */
    List<PeeringRecord> endAll(UnitOfWork work, DeviceRecord device, String actor, String because) {
        return of(device).stream()
                .flatMap(listed -> work.peering(listed.ref()).stream())
                .filter(p -> !over(p))
                .map(p -> end(work, p, actor, because))
                .toList();
    }

    /** How many of a device's would end. */
    long standing(DeviceRecord device) {
        return of(device).stream().filter(p -> !over(p)).count();
    }

    private static boolean over(PeeringRecord peering) {
        return peering.peering().standing() == Peering.Standing.ENDED;
    }

    private PeeringRecord end(UnitOfWork work, PeeringRecord peering, String actor, String because) {
        PeeringRecord ended = peering.ended(because, timers.now());
        work.put(ended);
        Peering ends = peering.peering();
        work.audit(acts.row(
                actor,
                "peers-parted",
                new ProtocolAddress(peering.protocol(), ends.proposer()).toString(),
                "with " + ends.other() + ": " + because));
        return ended;
    }

    /** Tells both ends of each. */
    void tell(List<PeeringRecord> ended) {
        for (PeeringRecord one : ended) {
            concerned.parted(
                    one.protocol(),
                    new Event.Parted(
                            one.peering().proposer(),
                            one.peering().other(),
                            one.reason().orElse("")));
        }
        if (!ended.isEmpty()) {
            feed.tell(News.Resource.PEERINGS);
        }
    }

    private static Fault input(String code, String detail) {
        return new Fault(Fault.Category.OPERATOR_INPUT, code, detail);
    }
}
