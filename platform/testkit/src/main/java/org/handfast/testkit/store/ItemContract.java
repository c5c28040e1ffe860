package org.handfast.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.handfast.api.Bytes;
import org.handfast.api.Claim;
import org.handfast.api.Item;
import org.handfast.core.item.ItemRecord;
import org.handfast.core.item.ScopeSize;
import org.handfast.core.store.Changes;
import org.handfast.core.store.Committed;
import org.handfast.core.store.Seen;
import org.handfast.core.store.StoredValue;
import org.handfast.core.store.Write;

/** Items: kept by scope and key, in the order of their keys, until their time. */
public interface ItemContract extends StoreSubject {

    /** Before any item of these tests is past its time. */
    Instant NOW = Samples.time(0);

    @Test
    default void keepsAnItemWhole() {
        String scope = "!~" + "\"'%_\\".repeat(25);
        keeps(item(FidelityContract.AWKWARD, scope, Bytes.u8(0), Bytes.EMPTY, Samples.time(1)));
        keeps(item("p", scope, Bytes.wrap(new byte[64]), Bytes.wrap(new byte[16 * 1024]), Claim.FOREVER));
        keeps(item("p", "s".repeat(128), Bytes.hex("ff".repeat(64)), Bytes.hex("00ff".repeat(1_000)), Instant.MAX));
        assertThat(store().item(new ItemRecord.Ref("p", "s", Bytes.u8(1)))).isEmpty();
    }

    private void keeps(ItemRecord item) {
        assertThat(commit(new Write.PutItem(item))).isEqualTo(new Committed.Done());
        assertThat(store().item(item.ref())).contains(item);
        assertThat(store().items(item.ref().in(), Optional.empty(), NOW, 10)).contains(item);
    }

    @Test
    default void tellsItemsApartByProtocolScopeAndEveryByteOfTheKey() {
        Bytes zeros = Bytes.wrap(new byte[64]);
        List<ItemRecord> all = List.of(
                item("p", "s", zeros),
                item("p", "s", zeros.from(1)),
                item("p", "s", zeros.slice(0, 1)),
                item("p", "s", Bytes.join(zeros.from(1), Bytes.u8(1))),
                item("p", "s", Bytes.join(zeros.from(1), Bytes.u8(0xff))),
                item("p", "S", zeros),
                item("P", "s", zeros));
        commit(all.stream().map(Write.PutItem::new).toArray(Write[]::new));
        assertThat(all).allSatisfy(i -> assertThat(store().item(i.ref())).contains(i));
        assertThat(store().itemCount(scope("p", "s"), NOW)).isEqualTo(5);
        assertThat(store().itemCount(scope("p", "S"), NOW)).isEqualTo(1);
        assertThat(store().itemCount(scope("P", "s"), NOW)).isEqualTo(1);
        assertThat(store().itemCount(scope("P", "S"), NOW)).isZero();
    }

    @Test
    default void comesInTheOrderOfItsKeysByteByByteAsUnsignedNumbers() {
        List<String> keys =
                List.of("00", "0000", "0001", "01", "7f", "7fff", "80", "8000", "81", "fe", "ff", "ff00", "ffff");
        List<String> shuffled = new ArrayList<>(keys);
        Collections.shuffle(shuffled, new Random(1));
        shuffled.forEach(k -> commit(new Write.PutItem(item("p", "s", Bytes.hex(k)))));
        commit(new Write.PutItem(item("q", "s", Bytes.hex("40"))), new Write.PutItem(item("p", "t", Bytes.hex("41"))));
        assertThat(keys(Optional.empty(), 100)).isEqualTo(keys);
        assertThat(keys(Optional.empty(), 3)).isEqualTo(keys.subList(0, 3));
        assertThat(keys(Optional.empty(), 0)).isEmpty();
        for (String end : keys) {
            assertThat(keys(Optional.of(Bytes.hex(end)), 100))
                    .as("before %s", end)
                    .isEqualTo(keys.subList(0, keys.indexOf(end)));
        }
        assertThat(keys(Optional.of(Bytes.hex("79")), 2)).isEqualTo(keys.subList(0, 2));
        assertThat(keys(Optional.of(Bytes.hex("ffffff")), 100)).isEqualTo(keys);
        assertThat(keys(Optional.of(Bytes.EMPTY), 100)).isEmpty();
        assertThat(lastKeys(100)).isEqualTo(keys.reversed());
        assertThat(lastKeys(3)).isEqualTo(keys.reversed().subList(0, 3));
        assertThat(lastKeys(0)).isEmpty();
    }

    private List<String> lastKeys(int limit) {
        return store().lastItems(scope("p", "s"), NOW, limit).stream()
                .map(i -> i.item().key().hex())
                .toList();
    }

    private List<String> keys(Optional<Bytes> end, int limit) {
        return store().items(scope("p", "s"), end, NOW, limit).stream()
                .map(i -> i.item().key().hex())
                .toList();
    }

    @Test
    default void seesNoneWhoseTimeHasCome() {
        commit(
                new Write.PutItem(Samples.item("s", 1)),
                new Write.PutItem(Samples.item("s", 2)),
                new Write.PutItem(Samples.item("s", 3)));
        assertThat(left(Samples.time(2).minusNanos(1_000))).containsExactly(2, 3);
        assertThat(left(Samples.time(2))).containsExactly(3);
        assertThat(left(Samples.time(3))).isEmpty();
        assertThat(store().item(Samples.item("s", 1).ref()))
                .as("it is there until it is tidied")
                .isPresent();
        store().tidy(10, Samples.time(2));
        assertThat(store().item(Samples.item("s", 1).ref())).isEmpty();
        assertThat(store().item(Samples.item("s", 2).ref())).isEmpty();
        assertThat(store().item(Samples.item("s", 3).ref())).isPresent();
    }

    private List<Integer> left(Instant now) {
        List<ItemRecord> items = store().items(scope(Samples.PROTOCOL, "s"), Optional.empty(), now, 10);
        assertThat(store().itemCount(scope(Samples.PROTOCOL, "s"), now)).isEqualTo(items.size());
        assertThat(store().lastItems(scope(Samples.PROTOCOL, "s"), now, 10)).isEqualTo(items.reversed());
        return items.stream().map(i -> i.item().key().at(7)).toList();
    }

    @Test
    default void tidiesMoreThanItTakesAtATime() {
        for (int from = 0; from < 1_200; from += 200) {
            Write[] some = new Write[200];
            for (int i = 0; i < some.length; i++) {
                some[i] = new Write.PutItem(item("p", "s", Bytes.u64(from + i)));
            }
            commit(some);
        }
        assertThat(store().itemCount(scope("p", "s"), NOW)).isEqualTo(1_200);
        store().tidy(10, Samples.time(1_000));
        assertThat(store().itemCount(scope("p", "s"), NOW)).isZero();
    }

    @Test
    default void putsOneInPlaceOfAnotherAndKeepsSinceWhenItIsThere() {
        commit(new Write.PutItem(put("one", 10, 0)));
        commit(new Write.PutItem(put("two", 20, 5)));
        assertThat(store().item(put("", 0, 0).ref())).contains(put("two", 20, 0));
        commit(new Write.PutItem(put("three", 40, 20)));
        assertThat(store().item(put("", 0, 0).ref()))
                .as("the one before was past its time")
                .contains(put("three", 40, 20));
        commit(new Write.DeleteItem(put("", 0, 0).ref()), new Write.PutItem(put("four", 50, 25)));
        assertThat(store().item(put("", 0, 0).ref()))
                .as("there was none for a moment")
                .contains(put("four", 50, 25));
    }

    private static ItemRecord put(String value, int until, int since) {
        return new ItemRecord(
                "p", new Item("s", Bytes.u8(1), Bytes.utf8(value), Samples.time(until)), Samples.time(since));
    }

    @Test
    default void forgetsOneItem() {
        commit(new Write.PutItem(Samples.item("s", 1)), new Write.PutItem(Samples.item("s", 2)));
        assertThat(commit(new Write.DeleteItem(Samples.item("s", 1).ref()))).isEqualTo(new Committed.Done());
        assertThat(store().item(Samples.item("s", 1).ref())).isEmpty();
        assertThat(store().item(Samples.item("s", 2).ref())).isPresent();
        assertThat(commit(new Write.DeleteItem(Samples.item("s", 1).ref()))).isEqualTo(new Committed.Done());
    }

    @Test
    default void forgetsTheItemsOfOneScope() {
        commit(
                new Write.PutItem(item("p", "s", Bytes.u8(1))),
                new Write.PutItem(item("p", "s", Bytes.u8(2))),
                new Write.PutItem(item("p", "S", Bytes.u8(1))),
                new Write.PutItem(item("q", "s", Bytes.u8(1))));
        assertThat(commit(new Write.DeleteItems(scope("p", "s")))).isEqualTo(new Committed.Done());
        assertThat(store().itemCount(scope("p", "s"), NOW)).isZero();
        assertThat(store().itemCount(scope("p", "S"), NOW)).isEqualTo(1);
        assertThat(store().itemCount(scope("q", "s"), NOW)).isEqualTo(1);
        assertThat(commit(new Write.DeleteItems(scope("p", "s")))).isEqualTo(new Committed.Done());
    }

    @Test
    default void putsAndForgetsInTheOrderOfTheChange() {
        var one = new Write.PutItem(item("p", "s", Bytes.u8(1)));
        var two = new Write.PutItem(item("p", "s", Bytes.u8(2)));
        var clear = new Write.DeleteItems(scope("p", "s"));
        var remove = new Write.DeleteItem(one.item().ref());
        commit(one);
        assertThat(commit(clear, two)).isEqualTo(new Committed.Done());
        assertThat(keys(Optional.empty(), 10)).containsExactly("02");
        assertThat(commit(one, clear)).isEqualTo(new Committed.Done());
        assertThat(keys(Optional.empty(), 10)).isEmpty();
        assertThat(commit(one, two, clear, one)).isEqualTo(new Committed.Done());
        assertThat(keys(Optional.empty(), 10)).containsExactly("01");
        assertThat(commit(remove, one, remove, two, clear, two, one)).isEqualTo(new Committed.Done());
        assertThat(keys(Optional.empty(), 10)).containsExactly("01", "02");
        assertThat(commit(remove, one, remove)).isEqualTo(new Committed.Done());
        assertThat(keys(Optional.empty(), 10)).containsExactly("02");
    }

    @Test
    default void actsOnlyOnItemsThatAreAsTheyWereSeen() {
        ItemRecord item = Samples.item("s", 1);
        Seen none = new Seen.OfItem(item.ref(), Optional.empty());
        Seen it = new Seen.OfItem(item.ref(), Optional.of(item.item()));
        assertThat(commitIfSeen(it, item)).isInstanceOf(Committed.Stale.class);
        assertThat(store().item(item.ref())).isEmpty();
        assertThat(commitIfSeen(none, item)).isEqualTo(new Committed.Done());
        assertThat(commitIfSeen(none, item)).isInstanceOf(Committed.Stale.class);
        assertThat(commitIfSeen(it, item)).isEqualTo(new Committed.Done());

        ItemRecord other = new ItemRecord(
                item.protocol(),
                new Item(
                        "s", item.item().key(), Bytes.utf8("other"), item.item().until()),
                item.since());
        assertThat(commitIfSeen(it, other)).isEqualTo(new Committed.Done());
        assertThat(commitIfSeen(it, item)).as("another value").isInstanceOf(Committed.Stale.class);
        ItemRecord longer = new ItemRecord(
                item.protocol(), new Item("s", item.item().key(), item.item().value(), Samples.time(9)), item.since());
        commit(new Write.PutItem(longer));
        assertThat(commitIfSeen(it, item)).as("another end").isInstanceOf(Committed.Stale.class);
        commit(new Write.DeleteItem(item.ref()));
        assertThat(commitIfSeen(it, item)).as("gone").isInstanceOf(Committed.Stale.class);
        commit(new Write.PutItem(other));
        assertThat(commitIfSeen(it, item)).as("gone and come").isInstanceOf(Committed.Stale.class);
        commit(new Write.DeleteItems(item.ref().in()), new Write.PutItem(item));
        assertThat(commitIfSeen(it, item)).as("what it was again").isEqualTo(new Committed.Done());
    }

    private Committed commitIfSeen(Seen seen, ItemRecord item) {
        return store().commit(new Changes(List.of(seen), List.of(new Write.PutItem(item))));
    }

    @Test
    default void leavesNoTraceInItemsOfAChangeThatIsRefused() {
        commit(new Write.PutItem(Samples.item("s", 1)), new Write.PutItem(Samples.item("s", 2)));
        assertThat(commit(
                        new Write.PutItem(Samples.item("s", 3)),
                        new Write.DeleteItem(Samples.item("s", 1).ref()),
                        new Write.DeleteItems(Samples.item("s", 1).ref().in()),
                        new Write.PutItem(Samples.item("s", 4)),
                        new Write.PutValue(new StoredValue("v", "", 7))))
                .isInstanceOf(Committed.Stale.class);
        assertThat(left(NOW)).containsExactly(1, 2);
    }

    @Test
    default void countsWhatWaitsForDevicesTheFullestFirst() {
        assertThat(store().queues(NOW, 10)).isEmpty();
        String one = Samples.address(1).address().value();
        String two = Samples.address(2).address().value();
        commit(
                new Write.PutDevice(Samples.device(1)),
                new Write.PutDevice(Samples.device(2)),
                new Write.PutItem(sized(Samples.PROTOCOL, one, 1, 100, 5)),
                new Write.PutItem(sized(Samples.PROTOCOL, one, 2, 1, 4)),
                new Write.PutItem(sized(Samples.PROTOCOL, two, 1, 102, 6)),
                new Write.PutItem(sized(Samples.PROTOCOL, "device-3", 1, 1_000, 1)),
                new Write.PutItem(sized("p", one, 1, 1_000, 1)),
                new Write.PutItem(sized(Samples.OTHER_PROTOCOL, "member-2", 1, 101, 3)));
        assertThat(store().queues(NOW, 10))
                .containsExactly(
                        size(Samples.PROTOCOL, two, 1, 102, 6),
                        size(Samples.PROTOCOL, one, 2, 101, 4),
                        size(Samples.OTHER_PROTOCOL, "member-2", 1, 101, 3));
        assertThat(store().queues(NOW, 1)).containsExactly(size(Samples.PROTOCOL, two, 1, 102, 6));
        assertThat(store().queues(Samples.time(104), 10))
                .as("all but one are past their time")
                .containsExactly(size(Samples.PROTOCOL, two, 1, 102, 6));
        commit(new Write.DeleteDevice(Samples.device(2).atVersion(1)));
        assertThat(store().queues(NOW, 10)).containsExactly(size(Samples.PROTOCOL, one, 2, 101, 4));
    }

    /** An item whose time is as many seconds after the first as it has bytes, and three. */
    private static ItemRecord sized(String protocol, String scope, int key, int size, int since) {
        return new ItemRecord(
                protocol,
                new Item(scope, Bytes.u8(key), Bytes.hex("ff".repeat(size)), Samples.time(size + 3)),
                Samples.time(since));
    }

    private static ScopeSize size(String protocol, String scope, long items, long bytes, int oldest) {
        return new ScopeSize(scope(protocol, scope), items, bytes, Samples.time(oldest));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5, 17, 65, 200})
    default void makesOneChangeOfAnyNumberOfItems(int size) {
        Write[] puts = new Write[size];
        Write[] removes = new Write[size];
        for (int n = 0; n < size; n++) {
            ItemRecord item = item("p", "s" + n % 3, Bytes.u64(n));
            puts[n] = new Write.PutItem(item);
            removes[n] = new Write.DeleteItem(item.ref());
        }
        assertThat(commit(puts)).isEqualTo(new Committed.Done());
        assertThat(commit(puts)).isEqualTo(new Committed.Done());
        assertThat(total()).isEqualTo(size);
        assertThat(commit(removes)).isEqualTo(new Committed.Done());
        assertThat(total()).isZero();
    }

    private long total() {
        return List.of("s0", "s1", "s2").stream()
                .collect(Collectors.summingLong(s -> store().itemCount(scope("p", s), NOW)));
    }

    private static ItemRecord.Scope scope(String protocol, String name) {
        return new ItemRecord.Scope(protocol, name);
    }

    private static ItemRecord item(String protocol, String scope, Bytes key) {
        return item(protocol, scope, key, Bytes.utf8("value"), Samples.time(100));
    }

    private static ItemRecord item(String protocol, String scope, Bytes key, Bytes value, Instant until) {
        return new ItemRecord(protocol, new Item(scope, key, value, until), Samples.START);
    }
}
