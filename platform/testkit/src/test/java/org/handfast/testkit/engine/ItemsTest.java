package org.handfast.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;

import org.handfast.api.Bytes;
import org.handfast.api.Effect;
import org.handfast.api.Event;
import org.handfast.api.Event.Received;
import org.handfast.api.Item;
import org.handfast.api.Step;
import org.handfast.api.Step.Outcome;
import org.handfast.api.View;
import org.handfast.core.item.ItemRecord;
import org.handfast.core.item.ScopeSize;
import org.handfast.core.store.Changes;
import org.handfast.core.store.Committed;
import org.handfast.core.store.Write;
import org.handfast.testkit.ScriptedPeer;
import org.handfast.testkit.TestNode;
import org.handfast.testkit.World;
import org.handfast.testkit.WorldTest;

/** What protocols keep beside the registry. */
@WorldTest
class ItemsTest {

    private static final String SCOPE = "ada";

    private final List<String> runs = new ArrayList<>();
    private Runnable rival = () -> {};

    /** Does what its peers say, in one step for one message, and answers what it sees before that. */
    private Puppet obedient() {
        return new Puppet(this::on, Puppet::oneLinkEach);
    }

    private Step<Puppet.Said> on(Puppet.Said state, Event event, View view) {
        if (!(event instanceof Received e)) {
            return Step.stay(state);
        }
        Step<Puppet.Said> step = Step.to(state);
        for (String order : Puppet.text(e).split(", ")) {
            String[] words = order.split(" ");
            step = step.and(
                    switch (words[0]) {
                        case "put" -> Effect.put(item(words[1], words[2], view.now()));
                        case "large" ->
                            Effect.put(new Item(
                                    SCOPE,
                                    Puppets.bytes(words[1]),
                                    Bytes.wrap(new byte[Integer.parseInt(words[2])]),
                                    view.now().plusSeconds(60)));
                        case "remove" -> Effect.remove(SCOPE, Puppets.bytes(words[1]));
                        case "clear" -> Effect.clear(SCOPE);
                        case "get" ->
                            say(
                                    e,
                                    view.item(SCOPE, Puppets.bytes(words[1]))
                                            .map(ItemsTest::text)
                                            .orElse("-"));
                        case "list" -> say(e, texts(view.items(SCOPE, Integer.parseInt(words[1]))));
                        case "before" ->
                            say(e, texts(view.itemsBefore(SCOPE, Puppets.bytes(words[1]), Integer.parseInt(words[2]))));
                        case "count" -> say(e, Long.toString(view.itemCount(SCOPE)));
                        case "add" -> add(words[1], view);
                        default -> throw new AssertionError(order);
                    });
        }
        return step;
    }

    /** Appends to what it saw, while somebody else acts. */
    private Effect add(String key, View view) {
        String seen = view.item(SCOPE, Puppets.bytes(key)).map(ItemsTest::text).orElse("");
        runs.add(seen);
        Runnable once = rival;
        rival = () -> {};
        once.run();
        return Effect.put(item(key, seen + "+", view.now()));
    }

    /** Kept for a minute. */
    private static Item item(String key, String value, Instant now) {
        return new Item(SCOPE, Puppets.bytes(key), Puppets.bytes(value), now.plusSeconds(60));
    }

    private static Effect say(Received to, String text) {
        return Effect.send(to.link(), Puppets.bytes(text));
    }

    private static String text(Item item) {
        return Puppet.text(item.value());
    }

    private static String texts(List<Item> items) {
        return items.stream().map(ItemsTest::text).collect(Collectors.joining(" "));
    }

    private static String ask(ScriptedPeer peer, String orders) {
        return Puppet.text(peer.send(Puppets.bytes(orders)).read());
    }

    private static void tell(ScriptedPeer peer, String orders) {
        peer.send(Puppets.bytes(orders));
    }

    @Test
    void whatOneConversationKeepsAllOfItsProtocolSee(World world) {
        TestNode hub = Puppets.hub(world, obedient());
        ScriptedPeer one = Puppets.peer(world, "one");
        ScriptedPeer other = Puppets.peer(world, "other");
        tell(one, "put a first");
        assertThat(ask(other, "get a")).isEqualTo("first");
        tell(other, "put a second");
        assertThat(ask(one, "get a")).isEqualTo("second");
        tell(one, "remove a, remove never-there");
        assertThat(ask(other, "get a")).isEqualTo("-");
        assertThat(hub.contents().items()).isEmpty();
    }

    @Test
    void anItemIsThereUntilItsTimeAndNotALittleLonger(World world) {
        TestNode hub = Puppets.hub(world, obedient());
        ScriptedPeer peer = Puppets.peer(world, "peer");
        tell(peer, "put a x");
        world.pass(Duration.ofSeconds(60).minusMillis(1));
        assertThat(ask(peer, "get a")).isEqualTo("x");
        assertThat(ask(peer, "count")).isEqualTo("1");
        world.pass(Duration.ofMillis(1));
        assertThat(ask(peer, "get a")).isEqualTo("-");
        assertThat(ask(peer, "list 10")).isEmpty();
        assertThat(ask(peer, "count")).isEqualTo("0");
        hub.store().store().tidy(100, world.clock().now());
        assertThat(hub.contents().items()).isEmpty();
    }

    @Test
    void itemsComeInTheOrderOfTheirKeys(World world) {
        Puppets.hub(world, obedient());
        ScriptedPeer peer = Puppets.peer(world, "peer");
        tell(peer, "put b 2, put aa 1, put é 4, put a 0, put c 3");
        assertThat(ask(peer, "list 10")).isEqualTo("0 1 2 3 4");
        assertThat(ask(peer, "list 2")).isEqualTo("0 1");
        assertThat(ask(peer, "before c 10")).isEqualTo("0 1 2");
        assertThat(ask(peer, "before aa 10")).isEqualTo("0");
        assertThat(ask(peer, "before c 1")).isEqualTo("0");
        assertThat(ask(peer, "count")).isEqualTo("5");
        assertThat(ask(peer, "list 0")).isEmpty();
        assertThat(ask(peer, "list -1")).isEmpty();
    }

    @Test
    void oneLookUpGivesAsManyItemsAsTheHubAllows(World world) {
        Puppets.hub(world, Map.of("limit.items", "2"), obedient());
        ScriptedPeer peer = Puppets.peer(world, "peer");
        tell(peer, "put a 0, put b 1, put c 2");
        assertThat(ask(peer, "list 2147483647")).isEqualTo("0 1");
        assertThat(ask(peer, "before c 3")).isEqualTo("0 1");
        assertThat(ask(peer, "count")).isEqualTo("3");
    }

    @Test
    void theEffectsOfAStepAreMadeInTheirOrder(World world) {
        Puppets.hub(world, obedient());
        ScriptedPeer peer = Puppets.peer(world, "peer");
        tell(peer, "put a 0, put b 1, clear, put b 2, put c 3, remove c, put d 4, put d 5");
        assertThat(ask(peer, "list 10")).isEqualTo("2 5");
    }

    @Test
    void aCrashDoesNotUndoWhatIsKept(World world) {
        TestNode hub = Puppets.hub(world, obedient());
        tell(Puppets.peer(world, "peer"), "put a x");
        hub.crash();
        hub.start();
        assertThat(ask(Puppets.peer(world, "later"), "get a")).isEqualTo("x");
    }

    @Test
    void noneSeesThoseOfAnotherProtocol(World world) {
        var other = new Puppet(Puppet.describe("other"), this::on, Puppet::oneLinkEach);
        TestNode hub = world.node("hub", Map.of(), obedient(), other);
        tell(world.peer("one").dial("hub/puppet", Puppet.LISTENER), "put a x");
        ScriptedPeer stranger = world.peer("other").dial("hub/other", Puppet.LISTENER);
        assertThat(ask(stranger, "get a")).isEqualTo("-");
        tell(stranger, "clear, remove a");
        assertThat(ask(stranger, "count")).isEqualTo("0");
        assertThat(hub.contents().items()).hasSize(1);
    }

    private void overtaken(World world, String before, TestNode hub, Write... meanwhile) {
        ScriptedPeer peer = Puppets.peer(world, "peer");
        tell(peer, before);
        runs.clear();
        rival = () ->
                assertThat(hub.store().store().commit(Changes.of(meanwhile))).isEqualTo(new Committed.Done());
        tell(peer, "add a");
    }

    private static Write.PutItem putting(World world, String value) {
        Instant now = world.clock().now();
        return new Write.PutItem(new ItemRecord(Puppet.ID, item("a", value, now), now));
    }

    private static Write.DeleteItem removing() {
        return new Write.DeleteItem(new ItemRecord.Ref(Puppet.ID, SCOPE, Puppets.bytes("a")));
    }

    private static Optional<String> kept(TestNode hub) {
        return hub.contents().items().stream().map(i -> text(i.item())).findFirst();
    }

    @Test
    void aStepWhoseItemIsOvertakenRunsAgain(World world) {
        TestNode hub = Puppets.hub(world, obedient());
        overtaken(world, "put a x", hub, putting(world, "y"));
        assertThat(runs).containsExactly("x", "y");
        assertThat(kept(hub)).contains("y+");
    }

    @Test
    void soDoesOneThatSawNoneWhereThereIsOneNow(World world) {
        TestNode hub = Puppets.hub(world, obedient());
        overtaken(world, "count", hub, putting(world, "y"));
        assertThat(runs).containsExactly("", "y");
        assertThat(kept(hub)).contains("y+");
    }

    @Test
    void soDoesOneWhoseItemIsGone(World world) {
        TestNode hub = Puppets.hub(world, obedient());
        overtaken(world, "put a x", hub, removing());
        assertThat(runs).containsExactly("x", "");
        assertThat(kept(hub)).contains("+");
    }

    @Test
    void soDoesOneWhoseItemWasForgottenAndPutAnew(World world) {
        for (Write forgotten : List.of(removing(), new Write.DeleteItems(new ItemRecord.Scope(Puppet.ID, SCOPE)))) {
            var own = new World(forgotten.hashCode());
            TestNode hub = Puppets.hub(own, obedient());
            overtaken(own, "put a x", hub, forgotten, putting(own, "y"));
            assertThat(runs).containsExactly("x", "y");
            assertThat(kept(hub)).contains("y+");
            own.check();
        }
    }

    @Test
    void twoConversationsThatCountTogetherLoseNothing(World world) {
        TestNode hub = Puppets.hub(world, obedient());
        List<ScriptedPeer> peers = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            peers.add(world.peer("peer " + i).begin("hub", Puppet.LISTENER));
        }
        for (int round = 0; round < 4; round++) {
            peers.forEach(p -> p.put(Puppets.bytes("add a")));
        }
        world.settle();
        assertThat(kept(hub)).contains("+".repeat(20));
    }

    /** The list is no more than a look: what must not be overtaken is looked at one by one. */
    @Test
    void aListThatGrowsMeanwhileDoesNotHoldAStepUp(World world) {
        TestNode hub = Puppets.hub(world, new Puppet((state, event, view) -> {
            if (!(event instanceof Received)) {
                return Step.stay(state);
            }
            runs.add(view.itemCount(SCOPE) + " " + view.items(SCOPE, 10).size());
            Runnable once = rival;
            rival = () -> {};
            once.run();
            return Step.to(state, Effect.put(item("b", "x", view.now())));
        }));
        rival = () -> hub.store().store().commit(Changes.of(putting(world, "y")));
        tell(Puppets.peer(world, "peer"), "go");
        assertThat(runs).containsExactly("0 0");
        assertThat(hub.contents().items()).hasSize(2);
    }

    @Test
    void anItemThatIsTooLargeIsThePluginsFaultAndNothingOfItsStepIsDone(World world) {
        TestNode hub = Puppets.hub(world, obedient());
        ScriptedPeer peer = Puppets.peer(world, "peer");
        tell(peer, "large a 16384");
        assertThat(hub.contents().items()).hasSize(1);
        tell(peer, "put b x, large c 16385");
        assertThat(Puppets.ended(hub).outcome()).contains(Outcome.FAILED);
        assertThat(Puppets.ended(hub).reason()).contains("keeps an item of 16385 bytes; it may have 16384");
        assertThat(hub.contents().items()).hasSize(1);
    }

    @Test
    void whatWaitsForADeviceIsCountedAndWhatWaitsForNobodyIsNot(World world) {
        TestNode hub = Puppets.hub(world, obedient());
        ScriptedPeer peer = Puppets.peer(world, "peer");
        tell(peer, "put a x, put b yy");
        Instant first = world.clock().now();
        assertThat(hub.store().store().queues(first, 10)).isEmpty();
        Puppets.known(hub.store().store(), Puppets.ADA, first);
        world.pass(Duration.ofSeconds(1));
        tell(peer, "put a xxx");
        assertThat(hub.store().store().queues(world.clock().now(), 10))
                .containsExactly(new ScopeSize(new ItemRecord.Scope(Puppet.ID, SCOPE), 2, 5, first));
    }

    @Test
    void theFlightRecordTellsSizesAndNoContents(World world) {
        TestNode hub = Puppets.hub(world, obedient());
        tell(Puppets.peer(world, "peer"), "put a contents, remove a, clear");
        assertThat(hub.flight().entries())
                .extracting(e -> e.code() + ": " + e.detail())
                .contains("put: 8 bytes in ada", "remove: from ada", "clear: ada")
                .noneMatch(line -> line.contains("contents"));
    }
}
