package org.handfast.persistence;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;

import org.handfast.api.Bytes;
import org.handfast.api.Item;
import org.handfast.core.item.ItemRecord;
import org.handfast.core.store.Changes;
import org.handfast.core.store.Seen;
import org.handfast.core.store.Store;
import org.handfast.core.store.StoredValue;
import org.handfast.core.store.Write;
import org.handfast.testkit.store.Samples;

/** Random changes of a dozen items, few enough to get into each other's way. */
final class ItemChanges {

    private static final List<ItemRecord.Scope> SCOPES =
            List.of(new ItemRecord.Scope("p", "s"), new ItemRecord.Scope("p", "t"), new ItemRecord.Scope("q", "s"));
    private static final int KEYS = 4;

    private ItemChanges() {}

    /** A change; what it says to have seen was so when the group began, for the most part. */
    static Changes some(Random random, Store store) {
        List<Seen> seen = new ArrayList<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            ItemRecord.Ref ref = ref(random);
            seen.add(new Seen.OfItem(
                    ref,
                    random.nextInt(10) == 0 ? Optional.empty() : store.item(ref).map(ItemRecord::item)));
        }
        List<Write> writes = new ArrayList<>();
        for (int i = 1 + random.nextInt(5); i > 0; i--) {
            writes.add(write(random));
        }
        if (random.nextInt(10) == 0) {
            writes.add(new Write.PutValue(new StoredValue("never", "", 7)));
        }
        return new Changes(seen, writes);
    }

    private static Write write(Random random) {
        ItemRecord.Ref ref = ref(random);
        return switch (random.nextInt(6)) {
            case 0 -> new Write.DeleteItems(ref.in());
            case 1 -> new Write.DeleteItem(ref);
            default -> {
                int time = random.nextInt(100);
                yield new Write.PutItem(new ItemRecord(
                        ref.protocol(),
                        new Item(ref.scope(), ref.key(), Bytes.u8(random.nextInt(4)), Samples.time(time + 50)),
                        Samples.time(time)));
            }
        };
    }

    private static ItemRecord.Ref ref(Random random) {
        ItemRecord.Scope scope = SCOPES.get(random.nextInt(SCOPES.size()));
        return new ItemRecord.Ref(scope.protocol(), scope.name(), Bytes.u8(random.nextInt(KEYS)));
    }

    /** All that a store has of them. */
    static List<ItemRecord> all(Store store) {
        return SCOPES.stream()
                .flatMap(s -> Stream.iterate(0, k -> k < KEYS, k -> k + 1)
                        .flatMap(k -> store.item(new ItemRecord.Ref(s.protocol(), s.name(), Bytes.u8(k))).stream()))
                .toList();
    }
}
