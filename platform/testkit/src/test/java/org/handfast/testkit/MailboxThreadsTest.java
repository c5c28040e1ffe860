package org.handfast.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Timeout;

import org.handfast.api.Address;
import org.handfast.api.Bytes;
import org.handfast.api.Link;
import org.handfast.api.Parcel;
import org.handfast.api.Parcel.Delivery;
import org.handfast.api.Parcel.Fate;
import org.handfast.core.feed.NewsFeed;
import org.handfast.core.limit.Limits;
import org.handfast.core.mailbox.Mailboxes;
import org.handfast.core.mailbox.MemoryParcels;
import org.handfast.core.registry.ProtocolAddress;

/** Mailboxes that many threads use at once. */
@Timeout(60)
class MailboxThreadsTest {

    private static final String PROTOCOL = "relay";
    private static final int MOST = 40;
    private static final int SENDERS = 3;
    private static final int PARCELS = 4_000;
    private static final ProtocolAddress BOB = new ProtocolAddress(PROTOCOL, new Address("bob"));

    private final MemoryParcels store = new MemoryParcels();
    private final TestClock clock = new TestClock(Instant.parse("2026-03-01T12:00:00Z"));
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<String, Fate> fates = new ConcurrentHashMap<>();
    private final AtomicInteger toldTwice = new AtomicInteger();
    private Mailboxes mailboxes = open();

    private Mailboxes open() {
        return new Mailboxes(
                store,
                clock,
                Limits.of(Map.of("limit.mailbox-parcels", "" + MOST, "limit.live-bytes", "1000")),
                new NewsFeed(0),
                threads);
    }

    /** A link that writes at once, and takes every other parcel. */
    private final class Reading {
        final Link link;
        final Map<Address, Integer> last = new ConcurrentHashMap<>();
        final List<String> given = new ArrayList<>();
        final List<String> wrong = new ArrayList<>();
        private int inside;

        Reading(long id, boolean takes) {
            this.link = new Link(id, "ws", "192.0.2.1:5000", false);
            mailboxes.bound(BOB, link, false, parcel -> read(parcel, takes));
        }

        private void read(Parcel parcel, boolean takes) {
            if (inside++ != 0) {
                wrong.add("two at a time");
            }
            int number = Integer.parseInt(parcel.id());
            Integer before = last.put(parcel.from(), number);
            if (before != null && before >= number) {
                wrong.add(number + " after " + before);
            }
            given.add(parcel.from() + "/" + parcel.id());
            inside--;
            mailboxes.written(BOB, link, parcel);
            if (takes && number % 2 == 0) {
                mailboxes.take(BOB, parcel.from(), parcel.id());
            }
        }
    }

    private void send(String from) {
        for (int i = 0; i < PARCELS; i++) {
            String id = "" + i;
            mailboxes.deliver(
                    PROTOCOL,
                    new Parcel(BOB.address(), new Address(from), id, Optional.empty(), Bytes.wrap(new byte[10])),
                    i % 5 == 0 ? Delivery.STORED : Delivery.LIVE,
                    fate -> {
                        if (fates.put(from + "/" + id, fate) != null) {
                            toldTwice.incrementAndGet();
                        }
                    });
            if (mailboxes.size(BOB).parcels() > MOST) {
                throw new AssertionError("fuller than it may be");
            }
        }
    }

    @RepeatedTest(3)
    void keepTheirOrderTheirQuotasAndWhatTheyAcknowledged() throws Exception {
        var readings = new ConcurrentLinkedQueue<Reading>();
        List<Future<?>> senders = new ArrayList<>();
        for (int s = 0; s < SENDERS; s++) {
            String from = "sender" + s;
            senders.add(threads.submit(() -> send(from)));
        }
        Future<?> recipient = threads.submit(() -> {
            for (long id = 0; !senders.stream().allMatch(Future::isDone); id++) {
                var reading = new Reading(id, true);
                readings.add(reading);
                for (int i = 0; i < 50 && !senders.stream().allMatch(Future::isDone); i++) {
                    Thread.onSpinWait();
                    mailboxes.sizes(5);
                }
                mailboxes.unbound(BOB, reading.link);
            }
        });
        for (Future<?> sender : senders) {
            sender.get();
        }
        recipient.get();
        mailboxes.stop().get();

        assertThat(readings).allSatisfy(r -> assertThat(r.wrong).isEmpty());
        assertThat(toldTwice).hasValue(0);
        assertThat(fates).hasSize(SENDERS * PARCELS);

        mailboxes = open();
        var last = new Reading(-1, false);
        threads.shutdown();
        assertThat(threads.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
        fates.forEach((name, fate) -> {
            if (fate == Fate.STORED && Integer.parseInt(name.substring(name.indexOf('/') + 1)) % 2 == 1) {
                assertThat(last.given).contains(name);
            }
        });
        assertThat(last.wrong).isEmpty();
    }
}
