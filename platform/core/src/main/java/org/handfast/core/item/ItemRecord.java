package org.handfast.core.item;

import java.time.Instant;

import org.handfast.api.Bytes;
import org.handfast.api.Item;
import org.handfast.core.time.Micros;

/**
 * An item as it is kept. It has no version: what is compared with what a step saw is the item itself.
 *
 * @param protocol whose it is
 * @param item what the protocol put there
 * @param since when there first was one of its scope and key, without a break
 */
public record ItemRecord(String protocol, Item item, Instant since) {

    public ItemRecord {
        item = new Item(item.scope(), item.key(), item.value(), Micros.of(item.until()));
        since = Micros.of(since);
    }

    /** Which item. */
    public record Ref(String protocol, String scope, Bytes key) {

        /** The scope that it lies in. */
        public Scope in() {
            return new Scope(protocol, scope);
        }
    }

    /** All items of one scope. */
    public record Scope(String protocol, String name) {}

    /** Which it is. */
    public Ref ref() {
        return new Ref(protocol, item.scope(), item.key());
    }

    /** True if it is not to be forgotten yet. */
    public boolean isCurrent(Instant now) {
        return item.until().isAfter(now);
    }

    /** What is kept when this is put in place of another. */
    public ItemRecord inPlaceOf(ItemRecord before) {
        return before.isCurrent(since) ? new ItemRecord(protocol, item, before.since()) : this;
    }
}
