package org.handfast.core.mailbox;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.handfast.api.Address;
import org.handfast.api.Bytes;
import org.handfast.api.Parcel;
import org.handfast.api.Parcel.Delivery;
import org.handfast.api.Parcel.Fate;
import org.handfast.core.fake.FakeTimers;
import org.handfast.core.fake.FakeWorkers;
import org.handfast.core.feed.News;
import org.handfast.core.feed.NewsFeed;
import org.handfast.core.limit.Limits;
import org.handfast.core.registry.ProtocolAddress;

/** Mailboxes whose time, store and storing thread are a test's. */
final class PostOffice {

    static final String PROTOCOL = "relay";

    final BrittleParcels store = new BrittleParcels();
    final FakeTimers timers = new FakeTimers();
    FakeWorkers workers = new FakeWorkers();
    final List<News.Resource> news = new ArrayList<>();
    private final Limits limits;
    private final int headers;
    private long links;
    Mailboxes mailboxes;

    PostOffice(Map<String, String> limits, int headers) {
        this.limits = Limits.of(limits);
        this.headers = headers;
        this.mailboxes = open();
    }

    PostOffice() {
        this(Map.of(), 1_000);
    }

    private Mailboxes open() {
        var feed = new NewsFeed(0);
        feed.listen(n -> news.add(n.resource()));
        return new Mailboxes(store, timers, limits, feed, workers, headers);
    }

    /** The hub is killed, and started again. */
    void crash() {
        workers = new FakeWorkers();
        mailboxes = open();
    }

    static ProtocolAddress box(String name) {
        return new ProtocolAddress(PROTOCOL, new Address(name));
    }

    static Parcel parcel(String to, String from, String id) {
        return new Parcel(new Address(to), new Address(from), id, Optional.empty(), Bytes.utf8("parcel " + id));
    }

    static Parcel parcel(String to, String from, String id, int size) {
        return new Parcel(new Address(to), new Address(from), id, Optional.empty(), Bytes.wrap(new byte[size]));
    }

    static Parcel onTopic(String to, String from, String topic, String id) {
        return new Parcel(new Address(to), new Address(from), id, Optional.of(topic), Bytes.utf8(topic + " " + id));
    }

    Reader bind(String name, boolean settles) {
        var reader = new Reader(++links, settles);
        mailboxes.bound(box(name), reader.link, settles, reader);
        return reader;
    }

    void unbind(String name, Reader reader) {
        mailboxes.unbound(box(name), reader.link);
    }

    List<Fate> deliver(Parcel parcel, Delivery delivery) {
        List<Fate> fates = new ArrayList<>();
        mailboxes.deliver(PROTOCOL, parcel, delivery, fates::add);
        return fates;
    }

    List<Fate> live(Parcel parcel) {
        return deliver(parcel, Delivery.LIVE);
    }

    List<Fate> stored(Parcel parcel) {
        return deliver(parcel, Delivery.STORED);
    }

    void take(Parcel parcel) {
        mailboxes.take(new ProtocolAddress(PROTOCOL, parcel.to()), parcel.from(), parcel.id());
    }

    /** The next parcel of a reader is written to its socket. */
    void write(String name, Reader reader) {
        reader.nextToWrite().forEach(p -> mailboxes.written(box(name), reader.link, p));
    }

    /** All that a reader gets is written, and the store does what it has to do. */
    void readAll(Map<Reader, String> readers) {
        do {
            workers.workAll();
            readers.forEach((reader, name) -> {
                while (reader.hasToWrite()) {
                    write(name, reader);
                }
            });
        } while (workers.work());
    }

    void readAll(String name, Reader reader) {
        readAll(Map.of(reader, name));
    }

    /** What a new link would be given, by id. */
    List<Parcel> look(String name) {
        Reader reader = bind(name, false);
        readAll(name, reader);
        unbind(name, reader);
        workers.workAll();
        return reader.given();
    }

    void pass(Duration time) {
        timers.pass(time);
    }

    void pass(int seconds) {
        pass(Duration.ofSeconds(seconds));
    }

    static Map<String, String> limits(String... pairs) {
        Map<String, String> limits = new HashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            limits.put("limit." + pairs[i], pairs[i + 1]);
        }
        return limits;
    }
}
