package org.handfast.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import org.handfast.api.Address;
import org.handfast.api.Bytes;
import org.handfast.api.Effect;
import org.handfast.api.Event.Received;
import org.handfast.api.Step;
import org.handfast.api.Step.Outcome;
import org.handfast.core.message.Message;
import org.handfast.testkit.ScriptedPeer;
import org.handfast.testkit.TestNode;
import org.handfast.testkit.World;
import org.handfast.testkit.WorldTest;

/** Messages of applications, in the hub's inbox. */
@WorldTest
class PublishTest {

    /** Publishes what its peers say: {@code from ada text}, {@code to ada text}; several with commas between in one step. */
    private static Puppet publishing() {
        return new Puppet((state, event, view) -> {
            if (!(event instanceof Received e)) {
                return Step.stay(state);
            }
            Step<Puppet.Said> step = Step.to(state);
            for (String order : Puppet.text(e).split(", ")) {
                String[] words = order.split(" ");
                var with = new Address(words[1]);
                step = step.and(
                        switch (words[0]) {
                            case "from" -> Effect.publish(with, "chat", Puppets.bytes(words[2]));
                            case "to" -> Effect.publishSent(with, "chat", Puppets.bytes(words[2]));
                            case "large" ->
                                Effect.publish(with, "chat", Bytes.wrap(new byte[Integer.parseInt(words[2])]));
                            default -> throw new AssertionError(order);
                        });
            }
            return step;
        });
    }

    private static void say(ScriptedPeer peer, String orders) {
        peer.send(Puppets.bytes(orders));
    }

    private static List<Message> inbox(World world, TestNode hub, Address with) {
        return hub
                .store()
                .store()
                .items(
                        Message.scope(Puppet.ID, with),
                        Optional.empty(),
                        world.clock().now(),
                        10_000)
                .stream()
                .map(Message::of)
                .toList();
    }

    private static List<String> texts(World world, TestNode hub, Address with) {
        return inbox(world, hub, with).stream()
                .map(m -> (m.sent() ? "to: " : "from: ") + Puppet.text(m.content()))
                .toList();
    }

    @Test
    void whatWasSaidBothWaysStandsInOnePlaceInItsOrder(World world) {
        TestNode hub = Puppets.hub(world, publishing());
        ScriptedPeer peer = Puppets.peer(world, "peer");
        for (String order : List.of("from ada one", "to ada two", "from bob other", "from ada three")) {
            say(peer, order);
            world.pass(Duration.ofMillis(1));
        }
        assertThat(texts(world, hub, Puppets.ADA)).containsExactly("from: one", "to: two", "from: three");
        assertThat(texts(world, hub, Puppets.BOB)).containsExactly("from: other");
        assertThat(inbox(world, hub, Puppets.ADA)).extracting(Message::topic).containsOnly("chat");
    }

    @Test
    void messagesOfOneMomentAreAllKept(World world) {
        TestNode hub = Puppets.hub(world, publishing());
        say(Puppets.peer(world, "peer"), "from ada one, from ada two, to ada two");
        assertThat(texts(world, hub, Puppets.ADA)).containsExactlyInAnyOrder("from: one", "from: two", "to: two");
    }

    @Test
    void theOldestGiveWay(World world) {
        TestNode hub = Puppets.hub(world, Map.of("limit.messages", "3"), publishing());
        ScriptedPeer peer = Puppets.peer(world, "peer");
        for (int i = 0; i < 5; i++) {
            say(peer, "from ada " + i);
            world.pass(Duration.ofMillis(1));
        }
        say(peer, "from bob 0");
        assertThat(texts(world, hub, Puppets.ADA)).containsExactly("from: 2", "from: 3", "from: 4");
        assertThat(texts(world, hub, Puppets.BOB)).hasSize(1);
    }

    @Test
    void aMessageIsKeptForItsDays(World world) {
        TestNode hub = Puppets.hub(world, Map.of("limit.message-days", "2"), publishing());
        say(Puppets.peer(world, "peer"), "from ada one");
        world.pass(Duration.ofDays(2).minusSeconds(1));
        assertThat(inbox(world, hub, Puppets.ADA)).hasSize(1);
        world.pass(Duration.ofSeconds(1));
        assertThat(inbox(world, hub, Puppets.ADA)).isEmpty();
    }

    @Test
    void takesTheLargestAndRefusesWhatIsLargerWhole(World world) {
        TestNode hub = Puppets.hub(world, publishing());
        ScriptedPeer peer = Puppets.peer(world, "peer");
        say(peer, "large ada 65536");
        assertThat(inbox(world, hub, Puppets.ADA)).hasSize(1);
        say(peer, "from ada more, large ada 65537");
        assertThat(Puppets.ended(hub).outcome()).contains(Outcome.FAILED);
        assertThat(Puppets.ended(hub).reason()).contains("longer than the inbox takes");
        assertThat(inbox(world, hub, Puppets.ADA)).hasSize(1);
    }

    @Test
    void isThereAfterACrash(World world) {
        TestNode hub = Puppets.hub(world, publishing());
        say(Puppets.peer(world, "peer"), "from ada one");
        hub.crash();
        hub.start();
        assertThat(texts(world, hub, Puppets.ADA)).containsExactly("from: one");
    }

    @Test
    void theFlightRecordTellsSizesAndNoContents(World world) {
        TestNode hub = Puppets.hub(world, publishing());
        say(Puppets.peer(world, "peer"), "from ada contents, to ada contents");
        assertThat(hub.flight().entries())
                .extracting(e -> e.code() + ": " + e.detail())
                .contains("publish: 8 bytes from ada", "publish: 8 bytes to ada")
                .noneMatch(line -> line.contains("contents"));
    }
}
