package org.handfast.runtime.net.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.handfast.api.Bytes;
import org.handfast.api.ConversationKey;
import org.handfast.api.Descriptor;
import org.handfast.api.Effect;
import org.handfast.api.Event;
import org.handfast.api.Framing;
import org.handfast.api.Link;
import org.handfast.api.Listener;
import org.handfast.api.PairingProtocol;
import org.handfast.api.State;
import org.handfast.api.Step;
import org.handfast.api.View;
import org.handfast.core.settings.HubSettings;
import org.handfast.runtime.RealHub;
import org.handfast.runtime.TcpPeer;

/** A conversation of many links, WebSockets and lines, over real sockets. */
@Timeout(60)
class RoomTest {

    private static final Listener.Tcp LINES = new Listener.Tcp("lines", 0, Framing.lines(), 100_000);
    private static final Listener.WebSocket SOCKETS =
            new Listener.WebSocket("ws", List.of("/room/{name:[a-z0-9-]{1,64}}"), List.of(), 100_000);

    private final RealHub hub = new RealHub(Map.of());
    private final int lines = hub.serve(new Room(), why -> {});
    private final int sockets = hub.network()
            .listen(
                    "room",
                    SOCKETS,
                    HttpSettings.of(settings(), Setup.HUB),
                    hub.node().engine())
            .port();

    private static HubSettings settings() {
        return new HubSettings(Map.of("device.host", "127.0.0.1", "http.port", "0"));
    }

    @AfterEach
    void close() {
        hub.close();
    }

    /** Who is in it. */
    private record Present(List<Link> links) implements State {
        @Override
        public Phase phase() {
            return Phase.ESTABLISHED;
        }

        Present with(Link more) {
            List<Link> all = new ArrayList<>(links);
            all.add(more);
            return new Present(List.copyOf(all));
        }

        Present without(Link gone) {
            return new Present(links.stream().filter(l -> !l.equals(gone)).toList());
        }
    }

    /**
     * Passes on what each says to all, the speaker included, and how many there are to all when one comes. By WebSocket the
     * room is in the path, by lines in the first of them. Who says {@code out} is put out; who says {@code among} hears something
     * before and after all do.
     */
    private static final class Room implements PairingProtocol<Present> {

        @Override
        public Descriptor<Present> descriptor() {
            return new Descriptor<>(
                    "room",
                    "Room",
                    List.of(new Descriptor.Kind<>("room", key -> new Present(List.of()))),
                    List.of(LINES, SOCKETS),
                    List.of(),
                    List.of());
        }

        @Override
        public Optional<ConversationKey> route(Event first) {
            return switch (first) {
                case Event.Opened e -> e.request().map(r -> room(r.parameters().get("name")));
                case Event.Received e -> Optional.of(room(text(e)));
                default -> Optional.empty();
            };
        }

        private static ConversationKey room(String name) {
            return new ConversationKey("room", name);
        }

        private static String text(Event.Received event) {
            return new String(event.message().toArray(), java.nio.charset.StandardCharsets.UTF_8);
        }

        @Override
        public Step<Present> on(Present state, Event event, View view) {
            return switch (event) {
                case Event.Opened e -> {
                    Present next = state.with(e.link());
                    yield Step.to(
                            next,
                            Effect.sendAll(
                                    next.links(),
                                    Bytes.utf8("present " + next.links().size())));
                }
                case Event.Received e
                when text(e).equals("out") ->
                    Step.to(state, Effect.send(e.link(), Bytes.utf8("bye")), Effect.close(e.link(), 4001, "told so"));
                case Event.Received e
                when text(e).equals("among") ->
                    Step.to(
                            state,
                            Effect.send(e.link(), Bytes.utf8("before")),
                            Effect.sendAll(state.links(), e.message()),
                            Effect.send(e.link(), Bytes.utf8("after")));
                case Event.Received e -> Step.to(state, Effect.sendAll(state.links(), e.message()));
                case Event.LinkClosed e -> Step.to(state.without(e.link()));
                default -> Step.stay(state);
            };
        }
    }

    private SocketPeer socket(String room) {
        return new SocketPeer(new HttpPeer(sockets), "/room/" + room);
    }

    @Test
    void oneMessageReachesWebSocketsAndLinesAlike() {
        try (var one = socket("attic");
                var elsewhere = socket("cellar")) {
            assertThat(one.hear().text()).isEqualTo("present 1");
            assertThat(elsewhere.hear().text()).isEqualTo("present 1");
            try (var two = socket("attic");
                    var three = new TcpPeer(lines)) {
                assertThat(one.hear().text()).isEqualTo("present 2");
                assertThat(two.hear().text()).isEqualTo("present 2");
                three.sayLine("attic");
                for (String told : List.of("present 3", "attic")) {
                    assertThat(one.hear().text()).isEqualTo(told);
                    assertThat(two.hear().text()).isEqualTo(told);
                    assertThat(three.hearLine()).isEqualTo(told);
                }
                for (int size : new int[] {1, 125, 126, 65_535, 65_536, 100_000}) {
                    String said = "x".repeat(size);
                    two.say(said);
                    assertThat(one.hear().text()).isEqualTo(said);
                    assertThat(two.hear().text()).isEqualTo(said);
                    assertThat(three.hearLine()).isEqualTo(said);
                }
                elsewhere.say("fence");
                assertThat(elsewhere.hear().text()).isEqualTo("fence");
            }
        }
    }

    @Test
    void whoIsPutOutHearsTheLastWordsAndTheCode() {
        try (var stays = socket("attic")) {
            assertThat(stays.hear().text()).isEqualTo("present 1");
            try (var out = socket("attic")) {
                assertThat(stays.hear().text()).isEqualTo("present 2");
                assertThat(out.hear().text()).isEqualTo("present 2");
                out.say("out");
                assertThat(out.hear().text()).isEqualTo("bye");
                SocketPeer.Frame last = out.hear();
                assertThat(last.opcode()).isEqualTo(SocketPeer.CLOSE);
                assertThat(last.code()).isEqualTo(4001);
                assertThat(out.hear()).isNull();
            }
            stays.say("still here");
            assertThat(stays.hear().text()).isEqualTo("still here");
        }
    }

    @Test
    void whatGoesToAllKeepsItsPlaceAmongWhatGoesToOne() {
        try (var one = socket("attic")) {
            assertThat(one.hear().text()).isEqualTo("present 1");
            try (var line = new TcpPeer(lines)) {
                line.sayLine("attic");
                for (String told : List.of("present 2", "attic")) {
                    assertThat(one.hear().text()).isEqualTo(told);
                    assertThat(line.hearLine()).isEqualTo(told);
                }
                one.say("among");
                assertThat(line.hearLine()).isEqualTo("among");
                for (String told : List.of("before", "among", "after")) {
                    assertThat(one.hear().text()).isEqualTo(told);
                }
                line.sayLine("among");
                assertThat(one.hear().text()).isEqualTo("among");
                for (String told : List.of("before", "among", "after")) {
                    assertThat(line.hearLine()).isEqualTo(told);
                }
            }
        }
    }

    @Test
    void manyMessagesInARowComeInTheirOrder() {
        List<String> many = IntStream.range(0, 200)
                .mapToObj(i -> i + "x".repeat(i % 7 * 100))
                .toList();
        try (var one = socket("attic")) {
            assertThat(one.hear().text()).isEqualTo("present 1");
            try (var two = socket("attic")) {
                assertThat(one.hear().text()).isEqualTo("present 2");
                assertThat(two.hear().text()).isEqualTo("present 2");
                many.forEach(two::say);
                for (SocketPeer peer : List.of(one, two)) {
                    for (String said : many) {
                        assertThat(peer.hear().text()).isEqualTo(said);
                    }
                }
            }
        }
    }

    @Test
    void aLineHasNoCodeAndClosesAllTheSame() {
        try (var peer = new TcpPeer(lines)) {
            peer.sayLine("attic").sayLine("out");
            assertThat(peer.hearLine()).isEqualTo("present 1");
            assertThat(peer.hearLine()).isEqualTo("attic");
            assertThat(peer.hearLine()).isEqualTo("bye");
            assertThat(peer.hearLine()).isNull();
        }
    }
}
