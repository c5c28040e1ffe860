package org.handfast.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.handfast.api.Bytes;
import org.handfast.api.Effect;
import org.handfast.api.Event;
import org.handfast.api.Event.Received;
import org.handfast.api.Link;
import org.handfast.api.Request;
import org.handfast.api.Response;
import org.handfast.api.Step;
import org.handfast.api.Step.Outcome;
import org.handfast.core.conversation.ConversationEngine;
import org.handfast.core.conversation.Workers;
import org.handfast.core.limit.Limits;
import org.handfast.core.link.Dialler;
import org.handfast.core.link.Discovery;
import org.handfast.core.link.Wire;
import org.handfast.core.mailbox.MemoryParcels;
import org.handfast.core.node.Node;
import org.handfast.core.node.Ports;
import org.handfast.core.settings.HubSettings;
import org.handfast.core.store.MemoryStore;
import org.handfast.crypto.HubKeys;
import org.handfast.crypto.HubToolkit;
import org.handfast.testkit.SeededRandom;
import org.handfast.testkit.TestClock;
import org.handfast.testkit.World;

/** The engine on threads of flesh and blood: whatever they do, a conversation is one thing after the other. */
@Timeout(60)
class ThreadsTest {

    private static final int LINKS = 8;
    private static final int MESSAGES = 500;

    private final ExecutorService threads = Executors.newFixedThreadPool(6);
    private final AtomicInteger replaced = new AtomicInteger();
    private final TestClock clock = new TestClock(World.BEGINNING);
    private final MemoryStore store = new MemoryStore();

    private final Workers workers = new Workers() {
        @Override
        public void execute(Runnable task) {
            threads.execute(task);
        }

        @Override
        public void replace(Thread stuck) {
            replaced.incrementAndGet();
        }
    };

    /** A wire that blocks whoever sends while it is paused, as a network does. */
    private static final class Gate implements Wire {
        private final ConcurrentLinkedQueue<Bytes> sent = new ConcurrentLinkedQueue<>();
        private boolean paused;
        private boolean closed;

        synchronized void pass() throws InterruptedException {
            while (paused && !closed) {
                wait();
            }
        }

        @Override
        public void send(Bytes message) {
            sent.add(message);
        }

        @Override
        public void whenSent(Runnable then) {
            then.run();
        }

        @Override
        public synchronized void close() {
            closed = true;
            notifyAll();
        }

        @Override
        public synchronized void pause() {
            paused = true;
        }

        @Override
        public synchronized void resume() {
            paused = false;
            notifyAll();
        }

        synchronized boolean closed() {
            return closed;
        }
    }

    private ConversationEngine engine(Puppet puppet) {
        var random = new SeededRandom(1);
        Dialler nobody = (endpoint, listener, events, done) -> done.accept(new Dialler.Dialled.Failed("no"));
        var node = new Node(new Ports(
                store,
                new MemoryParcels(),
                new HubToolkit(HubKeys.generate(random), "threads", random),
                clock,
                workers,
                nobody,
                Discovery.none(),
                Limits.standard(),
                new HubSettings(Map.of())));
        node.start();
        node.engine().install(puppet, getClass().getClassLoader(), why -> {});
        return node.engine();
    }

    @AfterEach
    void endThreads() throws InterruptedException {
        threads.shutdownNow();
        assertThat(threads.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
    }

    private static Link link(int number) {
        return new Link(number, "tcp", "peer-" + number + ":1", false);
    }

    @Test
    void manyLinksIntoOneConversationLoseNothingAndKeepTheirOrder() throws InterruptedException {
        Map<Long, Integer> last = new HashMap<>();
        var disorder = new ConcurrentLinkedQueue<String>();
        var all = new CountDownLatch(LINKS * MESSAGES);
        // The map is not thread-safe, and nor need it be: that is the point.
        ConversationEngine engine = engine(new Puppet(
                (state, event, view) -> {
                    if (event instanceof Received e) {
                        int number = Integer.parseInt(Puppet.text(e));
                        int before = last.getOrDefault(e.link().id(), -1);
                        if (number != before + 1) {
                            disorder.add(e.link().id() + ": " + before + " then " + number);
                        }
                        last.put(e.link().id(), number);
                        all.countDown();
                        int count = Integer.parseInt(state.word().substring(1)) + 1;
                        return number % 50 == 0
                                ? Step.to(
                                        new Puppet.Said("N" + count),
                                        Effect.claim(Puppets.claim(e.link().id() + "/" + number)))
                                : Step.to(new Puppet.Said("N" + count));
                    }
                    return Step.stay(state.word().startsWith("N") ? state : new Puppet.Said("N0"));
                },
                Puppet::together));
        List<Thread> network = new ArrayList<>();
        for (int i = 1; i <= LINKS; i++) {
            Link link = link(i);
            var gate = new Gate();
            network.add(Thread.ofPlatform().start(() -> {
                try {
                    engine.opened(Puppet.ID, link, Optional.empty(), gate);
                    for (int m = 0; m < MESSAGES; m++) {
                        gate.pass();
                        engine.received(link, Puppets.bytes(Integer.toString(m)));
                    }
                } catch (InterruptedException e) {
                    throw new AssertionError(e);
                }
            }));
        }
        for (Thread thread : network) {
            thread.join();
        }
        all.await();
        assertThat(disorder).isEmpty();
        engine.stop().join();
        assertThat(last.values()).hasSize(LINKS).containsOnly(MESSAGES - 1);
        engine.writeBehind();
        assertThat(store.flights(Optional.empty(), 10)).singleElement().satisfies(f -> {
            assertThat(f.label()).isEqualTo("N" + LINKS * MESSAGES);
            assertThat(f.messagesIn()).isEqualTo(LINKS * MESSAGES);
        });
        assertThat(store.claims(Puppet.ID, "scope")).isEqualTo(LINKS * MESSAGES / 50);
    }

    @Test
    void aPluginThatComesBackTooLateFindsItsConversationOverAndDoesNothing() throws InterruptedException {
        var stuck = new CountDownLatch(1);
        var release = new CountDownLatch(1);
        var back = new CountDownLatch(1);
        ConversationEngine engine = engine(new Puppet((state, event, view) -> {
            if (event instanceof Received e) {
                stuck.countDown();
                while (release.getCount() > 0) {
                    Thread.onSpinWait();
                }
                back.countDown();
                return Step.to(
                        new Puppet.Said("Late"),
                        Effect.claim(Puppets.claim("late")),
                        Effect.startTimer("late", java.time.Duration.ofSeconds(1)),
                        Effect.send(e.link(), Puppets.bytes("late")));
            }
            return event instanceof Event.Opened
                    ? Step.to(state, Effect.startTimer("t", java.time.Duration.ofHours(1)))
                    : Step.stay(state);
        }));
        var gate = new Gate();
        engine.opened(Puppet.ID, link(1), Optional.empty(), gate);
        engine.received(link(1), Puppets.bytes("go"));
        stuck.await();
        var ended = engine.remove(Puppet.ID, "The plugin was stopped.");
        clock.advance(java.time.Duration.ofSeconds(2), () -> {});
        ended.join();
        assertThat(gate.closed()).isTrue();
        assertThat(replaced).hasValue(1);
        assertThat(engine.size()).isZero();

        release.countDown();
        back.await();
        threads.shutdown();
        assertThat(threads.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
        engine.writeBehind();
        assertThat(store.flights(Optional.empty(), 10)).singleElement().satisfies(f -> {
            assertThat(f.outcome()).contains(Outcome.FAILED);
            assertThat(f.reason()).isEqualTo("The plugin did not come back in time.");
            assertThat(f.label()).isEqualTo("Beginning");
        });
        assertThat(store.claims(Puppet.ID, "scope")).isZero();
        assertThat(gate.sent).isEmpty();
    }

    @Test
    void conversationsThatBeginAndEndAtOnceLeaveNothingBehind() throws InterruptedException {
        ConversationEngine engine = engine(new Puppet(
                (state, event, view) -> switch (event) {
                    case Received e -> Step.end(Outcome.CLOSED, "Enough.", Effect.send(e.link(), e.message()));
                    case Event.LinkClosed e -> Step.end(Outcome.CLOSED, "Gone.");
                    default -> Step.stay(state);
                },
                first -> Optional.of(
                        Puppet.talk(Long.toString(((Event.OnLink) first).link().id() % 3)))));
        List<Thread> network = new ArrayList<>();
        List<Gate> gates = java.util.Collections.synchronizedList(new ArrayList<>());
        for (int t = 0; t < 4; t++) {
            int first = t * 1_000;
            network.add(Thread.ofPlatform().start(() -> {
                for (int i = 1; i <= 300; i++) {
                    Link link = link(first + i);
                    var gate = new Gate();
                    gates.add(gate);
                    engine.opened(Puppet.ID, link, Optional.empty(), gate);
                    engine.received(link, Puppets.bytes("hello"));
                    engine.closed(link, "the other end closed it");
                }
            }));
        }
        for (Thread thread : network) {
            thread.join();
        }
        engine.stop().join();
        assertThat(engine.size()).isZero();
        assertThat(engine.links()).isZero();
    }

    /** Each request ends the conversation that the next may be on its way to. */
    @Test
    void everyRequestIsAnsweredThoughItsConversationEndsUnderIt() throws InterruptedException {
        ConversationEngine engine = engine(new Puppet(
                (state, event, view) -> event instanceof Event.Requested e
                        ? Step.end(
                                Outcome.CLOSED,
                                "Done.",
                                Effect.respond(e.link(), new Response(200, "text/plain", Bytes.EMPTY)))
                        : Step.stay(state),
                Puppet::together));
        var request = new Request("GET", "/", "/", Optional.empty(), Map.of(), Map.of(), Optional.empty(), Bytes.EMPTY);
        var unanswered = new AtomicInteger();
        List<Thread> network = new ArrayList<>();
        for (int i = 0; i < LINKS; i++) {
            int first = 1 + i * MESSAGES;
            network.add(Thread.ofPlatform().start(() -> {
                for (int n = first; n < first + MESSAGES; n++) {
                    Link link = link(n);
                    var exchange = new Exchange(link, engine);
                    engine.requested(Puppet.ID, link, request, exchange);
                    unanswered.addAndGet(exchange.answered.join() ? 0 : 1);
                }
            }));
        }
        for (Thread thread : network) {
            thread.join();
        }
        assertThat(unanswered).hasValue(0);
        engine.stop().join();
        assertThat(engine.links()).isZero();
    }

    /** The server's end of an exchange. */
    private static final class Exchange implements Wire {
        private final Link link;
        private final ConversationEngine engine;
        private final CompletableFuture<Boolean> answered = new CompletableFuture<>();

        Exchange(Link link, ConversationEngine engine) {
            this.link = link;
            this.engine = engine;
        }

        @Override
        public void respond(Response response) {
            end(true);
        }

        @Override
        public void close() {
            end(false);
        }

        private void end(boolean how) {
            if (answered.complete(how)) {
                engine.closed(link, "it is over");
            }
        }

        @Override
        public void send(Bytes message) {}

        @Override
        public void whenSent(Runnable then) {
            then.run();
        }

        @Override
        public void pause() {}

        @Override
        public void resume() {}
    }
}
