package org.handfast.core.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import org.handfast.api.Bytes;
import org.handfast.api.ConversationKey;
import org.handfast.api.Descriptor;
import org.handfast.api.Event;
import org.handfast.api.Link;
import org.handfast.api.PairingProtocol;
import org.handfast.api.State;
import org.handfast.api.Step;
import org.handfast.api.View;
import org.handfast.core.approval.ApprovalDesk;
import org.handfast.core.approval.Policy;
import org.handfast.core.comparison.CheckWords;
import org.handfast.core.crypto.Ids;
import org.handfast.core.fake.FakeTimers;
import org.handfast.core.fake.FakeToolkit;
import org.handfast.core.fake.FakeWire;
import org.handfast.core.fake.FakeWorkers;
import org.handfast.core.feed.NewsFeed;
import org.handfast.core.limit.Limits;
import org.handfast.core.link.Dialler;
import org.handfast.core.link.Discovery;
import org.handfast.core.mailbox.Mailboxes;
import org.handfast.core.mailbox.MemoryParcels;
import org.handfast.core.presence.Presence;
import org.handfast.core.registry.ProtocolAddress;
import org.handfast.core.settings.HubSettings;
import org.handfast.core.settings.LiveSettings;
import org.handfast.core.store.MemoryStore;

/** Races of a link with its conversation that no schedule of whole tasks can bring about. */
class LinkRouterTest {

    private static final Link LINK = new Link(1, "tcp", "198.51.100.1:4000", false);
    private static final ConversationKey KEY = new ConversationKey("talk", "k");

    private final FakeTimers timers = new FakeTimers();
    private final FakeWorkers workers = new FakeWorkers();
    private final FakeToolkit toolkit = new FakeToolkit();
    private final MemoryStore store = new MemoryStore();
    private final Limits limits = Limits.standard();
    private final NewsFeed feed = new NewsFeed(0);
    private final Ids ids = new Ids(toolkit);
    private final LiveSettings settings = new LiveSettings(new HubSettings(Map.of()), store, feed, timers, ids);
    private final Dialler nobody = (endpoint, listener, events, done) -> done.accept(new Dialler.Dialled.Failed("no"));
    private final EngineParts parts = new EngineParts(
            store,
            toolkit,
            ids,
            timers,
            limits,
            settings,
            new ApprovalDesk(store, timers, limits, feed, ids, Policy.ASK),
            new Presence(),
            feed,
            new Mailboxes(new MemoryParcels(), timers, limits, feed, workers::execute),
            timers.now(),
            workers,
            nobody,
            Discovery.none(),
            CheckWords::new);
    private final PluginCalls calls = new PluginCalls(timers, workers, limits);
    private final List<String> heard = new ArrayList<>();
    private final Parrot parrot = new Parrot();
    private final Installed<Resting> plugin = new Installed<>(
            parrot,
            parrot.descriptor(),
            settings.of(parrot.descriptor()),
            LinkRouterTest.class.getClassLoader(),
            new PluginHealth("parrot", timers, limits, why -> {}),
            new StepCheck(10, 100, List.of()));
    private final FakeWire wire = new FakeWire();
    private final Deque<Conversation<?>> toJoin = new ArrayDeque<>();

    private record Resting() implements State {
        @Override
        public Phase phase() {
            return Phase.OPENED;
        }
    }

    private final class Parrot implements PairingProtocol<Resting> {

        @Override
        public Descriptor<Resting> descriptor() {
            return new Descriptor<>(
                    "parrot",
                    "Parrot",
                    List.of(new Descriptor.Kind<>("talk", key -> new Resting())),
                    List.of(),
                    List.of(),
                    List.of());
        }

        @Override
        public Optional<ConversationKey> route(Event first) {
            return Optional.of(KEY);
        }

        @Override
        public Step<Resting> on(Resting state, Event event, View view) {
            heard.add(event.getClass().getSimpleName());
            return Step.stay(state);
        }
    }

    private Conversation<Resting> conversation() {
        return new Conversation<>(
                ids.next(),
                KEY,
                Conversation.At.beginning(parrot.descriptor().kinds().getFirst(), KEY),
                plugin,
                parts,
                new StepRunner(parts, calls),
                new Alone(),
                (conversation, flight) -> {},
                Optional.empty(),
                "test",
                Optional.empty());
    }

    private static final class Alone implements Neighbours {
        @Override
        public void tell(java.util.UUID conversation, Event event) {}

        @Override
        public void dial(Conversation<?> conversation, Optional<String> listener, String endpoint, Dialler dialler) {}

        @Override
        public void again(Event.Requested request) {}

        @Override
        public void seen(ProtocolAddress address) {}
    }

    private LinkRouter router() {
        return new LinkRouter(LINK, wire, plugin, calls, parts, (p, key) -> toJoin.removeFirst());
    }

    @Test
    void joinsTheNextConversationIfTheOneItFoundHasJustEnded() {
        Conversation<Resting> over = conversation();
        over.end(Step.Outcome.CLOSED, "over");
        workers.workAll();
        Conversation<Resting> next = conversation();
        toJoin.add(over);
        toJoin.add(next);

        router().begin(new Event.Opened(LINK));
        workers.workAll();

        assertThat(heard).containsExactly("Opened");
        assertThat(next.wire(LINK)).isPresent();
        assertThat(wire.asked()).isEmpty();
    }

    @Test
    void isClosedWithTheConversationIfThatEndsAfterItHasJoined() {
        Conversation<Resting> ending = conversation();
        toJoin.add(ending);
        router().begin(new Event.Opened(LINK));
        ending.end(Step.Outcome.CLOSED, "over");
        workers.workAll();
        assertThat(wire.asked()).containsExactly("close");
    }

    @Test
    void isNoLongerWaitedForOnceItHasJoined() {
        toJoin.add(conversation());
        router().begin(new Event.Opened(LINK));
        assertThat(timers.waiting()).isEqualTo(1);
        workers.workAll();
        assertThat(timers.waiting()).isZero();
    }

    /** The network goes on while the conversation is found: what comes then waits behind what came before. */
    @Test
    void isNotReadAgainBeforeItsConversationHasWhatCameBefore() {
        Conversation<Resting> found = conversation();
        var router = new LinkRouter[1];
        router[0] = new LinkRouter(LINK, wire, plugin, calls, parts, (p, key) -> {
            assertThat(wire.asked()).containsExactly("pause");
            router[0].take(new Event.Received(LINK, Bytes.u8(99)));
            return found;
        });
        router[0].begin(new Event.Opened(LINK));
        for (int i = 0; i < 20; i++) {
            router[0].take(new Event.Received(LINK, Bytes.u8(i)));
        }
        workers.workAll();
        assertThat(wire.asked()).containsExactly("pause", "resume");
        assertThat(heard).hasSize(22);
    }

    @Test
    void isPausedWhileItsConversationIsFoundAndReadAgainAfterThat() {
        toJoin.add(conversation());
        LinkRouter router = router();
        router.begin(new Event.Opened(LINK));
        for (int i = 0; i < 20; i++) {
            router.take(new Event.Received(LINK, Bytes.u8(i)));
        }
        assertThat(wire.asked()).containsExactly("pause");
        workers.workAll();
        assertThat(wire.asked()).containsExactly("pause", "resume");
        assertThat(heard).hasSize(21);
    }
}
