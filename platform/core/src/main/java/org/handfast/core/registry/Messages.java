package org.handfast.core.registry;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import org.handfast.core.crypto.Ids;
import org.handfast.core.feed.News;
import org.handfast.core.feed.NewsFeed;
import org.handfast.core.message.Message;
import org.handfast.core.store.Store;
import org.handfast.core.time.Timers;

/** What applications said to devices and devices to them, at all addresses of a device together. Thread-safe. */
public final class Messages {

    private final Store store;
    private final NewsFeed feed;
    private final Timers timers;
    private final Acts acts;

    /** Those in a store. */
    public Messages(Store store, NewsFeed feed, Timers timers, Ids ids) {
        this.store = store;
        this.feed = feed;
        this.timers = timers;
        this.acts = new Acts(store, timers, ids);
    }

    /** The newest of a device, newest first. */
    public List<Message> newest(DeviceRecord device, int limit) {
        return device.addresses().stream()
                .flatMap(a -> store.lastItems(Message.scope(a.protocol(), a.address()), timers.now(), limit).stream())
                .map(Message::of)
                .sorted(Comparator.comparing(Message::at).reversed())
                .limit(limit)
                .toList();
    }

    /** Lets all of a device go. What was counted, for the audit, is what could still be read. */
    public void clear(DeviceRecord device, String actor) {
        acts.commit(work -> {
            long count = device.addresses().stream()
                    .mapToLong(a -> store.itemCount(Message.scope(a.protocol(), a.address()), timers.now()))
                    .sum();
            device.addresses().forEach(a -> work.clear(Message.scope(a.protocol(), a.address())));
            work.audit(acts.row(actor, "messages-cleared", device, ": " + count));
            return count;
        });
        feed.tell(News.Resource.MESSAGES, Optional.of(device.id().toString()));
    }
}
