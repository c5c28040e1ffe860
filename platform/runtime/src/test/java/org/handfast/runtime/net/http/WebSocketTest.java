package org.handfast.runtime.net.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.handfast.api.Bytes;
import org.handfast.api.Listener;
import org.handfast.api.Request;
import org.handfast.core.link.Wire;
import org.handfast.runtime.net.http.SocketPeer.Frame;

/** WebSockets over a plain socket: as they should be, and as an attacker would have them. */
@Timeout(60)
class WebSocketTest {

    private static final int FINAL = 0x80;

    private Setup setup = new Setup();

    private void limited(String... settings) {
        setup.close();
        setup = new Setup(settings);
    }

    @AfterEach
    void close() {
        setup.close();
    }

    private SocketPeer open() throws InterruptedException {
        var peer = new SocketPeer(setup.serve());
        assertThat(setup.log.next()).isEqualTo("opened sample ws false");
        return peer;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private void closesWith(SocketPeer peer, int code) throws InterruptedException {
        Frame last = peer.hear();
        assertThat(last.opcode()).isEqualTo(SocketPeer.CLOSE);
        assertThat(last.code()).isEqualTo(code);
        assertThat(last.reason()).isNotEmpty();
        assertThat(peer.hear()).isNull();
        peer.close();
        assertThat(setup.log.next()).isEqualTo("closed: " + last.reason());
    }

    @Test
    void carriesMessagesBothWays() throws Exception {
        try (var peer = open()) {
            Wire wire = setup.log.wire();
            for (int size : new int[] {0, 1, 7, 8, 9, 125, 126, 300, 65_535, 65_536, 100_000}) {
                String text = "é".repeat(size / 2) + "x".repeat(size % 2);
                peer.say(text);
                assertThat(setup.log.next()).isEqualTo("received " + text);
                wire.send(Bytes.utf8(text));
                assertThat(peer.hear().text()).isEqualTo(text);
            }
        }
        assertThat(setup.log.next()).isEqualTo("closed: the other end closed it");
        assertThat(setup.network.links()).isZero();
    }

    @Test
    void tellsWhatWasAskedFor() throws Exception {
        try (var http = new HttpPeer(setup.serve())) {
            var reply = http.ask(
                    "GET",
                    "/ws-chat?hello=1",
                    SocketPeer.UPGRADE,
                    "Sec-WebSocket-Protocol: other, good.1, best.1\r\n",
                    "Sec-WebSocket-Extensions: permessage-deflate\r\n");
            assertThat(reply.status()).isEqualTo(101);
            assertThat(reply.header("sec-websocket-protocol")).isEqualTo("best.1");
            assertThat(reply.headers()).doesNotContainKey("sec-websocket-extensions");
            Request request = setup.log.request();
            assertThat(request.method()).isEqualTo("GET");
            assertThat(request.path()).isEqualTo("/ws-chat");
            assertThat(request.query()).containsEntry("hello", "1");
            assertThat(request.subprotocol()).contains("best.1");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "/ws; ; /ws; ",
                "/ws?auth=a%20b; ; /ws; a b",
                "/ws?room=x&auth=a; ; /ws?room=x; a",
                "/ws?auth=a&room=x; ; /ws?auth=a&room=x; ",
                "/ws; Handfast-Signature: h; /ws; h",
                "/ws?auth=a; Handfast-Signature: h; /ws?auth=a; h",
                "http://hub/ws?auth=a; ; /ws; a",
            })
    void handsInTheSignatureOfItsHeaderOrElseOfItsQuery(
            String target, @Nullable String header, String signed, @Nullable String signature) throws Exception {
        try (var http = new HttpPeer(setup.serve())) {
            var reply = http.ask("GET", target, SocketPeer.UPGRADE, header == null ? "" : header + "\r\n");
            assertThat(reply.status()).isEqualTo(101);
            Request request = setup.log.request();
            assertThat(request.target()).isEqualTo(signed);
            assertThat(request.signature()).isEqualTo(Optional.ofNullable(signature));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/ws?auth=%zz", "/ws?auth=%", "/ws?auth=%C3"})
    void doesNotOpenForASignatureThatIsNotEncoded(String target) {
        try (var http = new HttpPeer(setup.serve())) {
            assertThat(http.ask("GET", target, SocketPeer.UPGRADE).status()).isEqualTo(400);
        }
    }

    private int rooms() {
        var listener = new Listener.WebSocket("ws", List.of("/rooms/{room:[a-z0-9-]{1,64}}"), List.of(), 100);
        return setup.network
                .listen("sample", listener, setup.settings, setup.log)
                .port();
    }

    @ParameterizedTest
    @ValueSource(strings = {"attic", "a-2", "%61ttic"})
    void handsInWhatItsPathSays(String room) throws Exception {
        try (var peer = new SocketPeer(new HttpPeer(rooms()), "/rooms/" + room + "?x=1")) {
            Request request = setup.log.request();
            assertThat(request.parameters()).isEqualTo(Map.of("room", room.replace("%61", "a")));
            assertThat(request.path()).isEqualTo("/rooms/" + room);
            assertThat(request.query()).isEqualTo(Map.of("x", "1"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Attic", "at_tic", "%2F", "a%0A", "a/b", "a/"})
    void isNowhereThatItsPatternDoesNotFit(String room) {
        try (var http = new HttpPeer(rooms())) {
            assertThat(http.ask("GET", "/rooms/" + room, SocketPeer.UPGRADE).status())
                    .isEqualTo(404);
            assertThat(http.ask("GET", "/rooms/" + "a".repeat(65), SocketPeer.UPGRADE)
                            .status())
                    .isEqualTo(404);
            assertThat(http.ask("OPTIONS", "/rooms/" + room).status()).isEqualTo(404);
            assertThat(http.ask("POST", "/rooms/attic").status()).isEqualTo(405);
            assertThat(setup.log.quiet()).isTrue();
        }
    }

    @Test
    void agreesOnNoSubprotocolThatItDoesNotKnow() throws Exception {
        try (var http = new HttpPeer(setup.serve())) {
            var reply = http.ask("GET", "/ws", SocketPeer.UPGRADE, "Sec-WebSocket-Protocol: other\r\n");
            assertThat(reply.status()).isEqualTo(101);
            assertThat(reply.headers()).doesNotContainKey("sec-websocket-protocol");
            assertThat(setup.log.request().subprotocol()).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "Sec-WebSocket-Version: 13, Sec-WebSocket-Version: 8, 426",
        "Upgrade: websocket, Upgrade: h2c, 426",
        "'keep-alive, Upgrade', keep-alive, 426",
        "dGhlIHNhbXBsZSBub25jZQ==, dGhl, 400",
        "dGhlIHNhbXBsZSBub25jZQ==, ?, 400",
    })
    void opensNothingForAnAskingThatIsNotRight(String right, String wrong, int status) {
        try (var http = new HttpPeer(setup.serve())) {
            var reply = http.ask("GET", "/ws", SocketPeer.UPGRADE.replace(right, wrong));
            assertThat(reply.status()).isEqualTo(status);
            assertThat(setup.log.quiet()).isTrue();
        }
    }

    @Test
    void takesWhatCameRightBehindTheAsking() throws Exception {
        try (var http = new HttpPeer(setup.serve())) {
            byte[] asking = ("GET /ws HTTP/1.1\r\n" + HttpPeer.HOST + SocketPeer.UPGRADE + "\r\n")
                    .getBytes(StandardCharsets.UTF_8);
            byte[] message = SocketPeer.bytes(FINAL | SocketPeer.TEXT, utf8("early"));
            byte[] both = Arrays.copyOf(asking, asking.length + message.length);
            System.arraycopy(message, 0, both, asking.length, message.length);
            http.raw(both);
            assertThat(setup.log.next()).startsWith("opened");
            assertThat(setup.log.next()).isEqualTo("received early");
        }
    }

    @Test
    void putsFragmentsTogetherAlsoAroundAPing() throws Exception {
        try (var peer = open()) {
            byte[] euro = utf8("€");
            peer.frame(SocketPeer.TEXT, utf8("a"))
                    .frame(0, euro[0])
                    .frame(FINAL | SocketPeer.PING, utf8("mid"))
                    .frame(0, euro[1])
                    .frame(0)
                    .frame(FINAL, euro[2]);
            assertThat(peer.hear()).satisfies(f -> {
                assertThat(f.opcode()).isEqualTo(SocketPeer.PONG);
                assertThat(f.text()).isEqualTo("mid");
            });
            assertThat(setup.log.next()).isEqualTo("received a€");
            peer.say("next");
            assertThat(setup.log.next()).isEqualTo("received next");
        }
    }

    @Test
    void takesFramesThatComeByteByByte() throws Exception {
        try (var peer = open()) {
            for (byte b : SocketPeer.bytes(FINAL | SocketPeer.TEXT, utf8("x".repeat(200)))) {
                peer.http().raw(new byte[] {b});
            }
            assertThat(setup.log.next()).isEqualTo("received " + "x".repeat(200));
        }
    }

    @Test
    void refusesTextThatIsCutInACharacter() throws Exception {
        try (var peer = open()) {
            byte[] euro = utf8("€");
            peer.frame(SocketPeer.TEXT, euro[0]).frame(0, euro[1]).frame(FINAL, (byte) 'x');
            closesWith(peer, 1007);
        }
    }

    @Test
    void refusesAMessageThatIsNoText() throws Exception {
        try (var peer = open()) {
            peer.frame(FINAL | SocketPeer.TEXT, (byte) 0xed, (byte) 0xa0, (byte) 0x80);
            closesWith(peer, 1007);
        }
    }

    @Test
    void refusesBinaryMessages() throws Exception {
        try (var peer = open()) {
            peer.frame(FINAL | 0x2, (byte) 1);
            closesWith(peer, 1003);
        }
    }

    /** Its head alone, and nothing of what it announces. */
    @Test
    void refusesAMessageThatIsAnnouncedTooLarge() throws Exception {
        try (var peer = open()) {
            peer.raw(0x81, 0xff, 0, 0, 0, 0, 0, 1, 0x86, 0xa1, 1, 2, 3, 4);
            closesWith(peer, 1009);
        }
    }

    @Test
    void refusesALengthPastAllMeasure() throws Exception {
        try (var peer = open()) {
            peer.raw(0x81, 0xff, 0x7f, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 1, 2, 3, 4);
            closesWith(peer, 1009);
        }
    }

    @Test
    void refusesFragmentsThatAddUpToTooMuch() throws Exception {
        try (var peer = open()) {
            peer.frame(SocketPeer.TEXT, new byte[60_000]).frame(0, new byte[40_000]);
            peer.frame(FINAL, (byte) 'x');
            closesWith(peer, 1009);
        }
    }

    @Test
    void takesTheLargestMessageInTheSmallestFragments() throws Exception {
        try (var peer = open()) {
            var all = new ByteArrayOutputStream();
            all.writeBytes(SocketPeer.bytes(SocketPeer.TEXT, (byte) 'x'));
            for (int i = 1; i < 99_999; i++) {
                all.writeBytes(SocketPeer.bytes(0, (byte) 'x'));
            }
            all.writeBytes(SocketPeer.bytes(FINAL, (byte) 'x'));
            peer.http().raw(all.toByteArray());
            assertThat(setup.log.next()).isEqualTo("received " + "x".repeat(100_000));
        }
    }

    @Test
    void refusesAnEndlessRowOfEmptyFragments() throws Exception {
        try (var peer = open()) {
            peer.frame(SocketPeer.TEXT);
            for (int i = 0; i < 10; i++) {
                peer.frame(0);
            }
            closesWith(peer, 1008);
        }
    }

    @Test
    void refusesAFloodOfPings() throws Exception {
        try (var peer = open()) {
            var flood = new ByteArrayOutputStream();
            for (int i = 0; i < 1_000; i++) {
                flood.writeBytes(SocketPeer.bytes(FINAL | SocketPeer.PING, (byte) i));
            }
            peer.http().raw(flood.toByteArray());
            for (int i = 0; i < 10; i++) {
                assertThat(peer.hear().opcode()).isEqualTo(SocketPeer.PONG);
            }
            closesWith(peer, 1008);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "80 80 01 02 03 04", // nothing to continue
                "01 80 01 02 03 04 81 80 01 02 03 04", // a new message within another
                "c1 80 01 02 03 04", // reserved bits
                "83 80 01 02 03 04", // no such opcode
                "8b 80 01 02 03 04",
                "81 01 78", // not masked
                "09 80 01 02 03 04", // a fragmented ping
                "89 fe 00 7e 01 02 03 04", // a long ping
                "81 fe 00 01 01 02 03 04 79", // a length that is not the shortest
                "81 ff 00 00 00 00 00 00 00 01 01 02 03 04 79",
                "81 ff ff 00 00 00 00 00 00 00 01 02 03 04", // a negative length
                "88 81 01 02 03 04 79", // half a close code
                "88 82 00 00 00 00 03 ed", // 1005, which is never sent
                "88 82 00 00 00 00 03 e7", // 999
                "88 82 00 00 00 00 13 88", // 5000
            })
    void refusesWhatBreaksTheProtocol(String bytes) throws Exception {
        try (var peer = open()) {
            peer.raw(Arrays.stream(bytes.split(" "))
                    .mapToInt(b -> Integer.parseInt(b, 16))
                    .toArray());
            closesWith(peer, 1002);
        }
    }

    @Test
    void refusesAReasonToCloseThatIsNoText() throws Exception {
        try (var peer = open()) {
            peer.frame(FINAL | SocketPeer.CLOSE, (byte) 3, (byte) 0xe8, (byte) 0xff);
            closesWith(peer, 1007);
        }
    }

    @Test
    void answersAGoodbyeAndClosesFirst() throws Exception {
        try (var peer = open()) {
            peer.frame(FINAL | SocketPeer.CLOSE, (byte) 3, (byte) 0xe9, (byte) 'b', (byte) 'y', (byte) 'e');
            Frame last = peer.hear();
            assertThat(last.opcode()).isEqualTo(SocketPeer.CLOSE);
            assertThat(last.code()).isEqualTo(1001);
            assertThat(peer.hear()).isNull();
            assertThat(setup.log.next()).isEqualTo("closed: the other end closed it (1001 bye)");
        }
    }

    @Test
    void answersAGoodbyeWithoutACode() throws Exception {
        try (var peer = open()) {
            peer.frame(FINAL | SocketPeer.CLOSE);
            assertThat(peer.hear().payload()).isEmpty();
            assertThat(setup.log.next()).isEqualTo("closed: the other end closed it");
        }
    }

    @Test
    void saysGoodbyeAfterWhatWasSentBefore() throws Exception {
        try (var peer = open()) {
            Wire wire = setup.log.wire();
            peer.say("unread");
            wire.send(Bytes.utf8("last words"));
            wire.close();
            wire.send(Bytes.utf8("after the end"));
            assertThat(peer.hear().text()).isEqualTo("last words");
            assertThat(peer.hear().code()).isEqualTo(1000);
            assertThat(peer.hear()).isNull();
        }
        String next = setup.log.next();
        assertThat(next.startsWith("received") ? setup.log.next() : next).isEqualTo("closed: closed at this end");
    }

    @Test
    void saysByWhichCodeItCloses() throws Exception {
        try (var peer = open()) {
            Wire wire = setup.log.wire();
            wire.send(Bytes.utf8("last words"));
            wire.close(4001);
            wire.close();
            assertThat(peer.hear().text()).isEqualTo("last words");
            assertThat(peer.hear()).satisfies(f -> {
                assertThat(f.opcode()).isEqualTo(SocketPeer.CLOSE);
                assertThat(f.code()).isEqualTo(4001);
                assertThat(f.reason()).isEmpty();
            });
            assertThat(peer.hear()).isNull();
            peer.frame(FINAL | SocketPeer.CLOSE, (byte) 0x0f, (byte) 0xa1);
        }
        assertThat(setup.log.next()).isEqualTo("closed: closed at this end");
    }

    @Test
    void aPeerThatClosesFirstIsAnsweredItsOwnCode() throws Exception {
        try (var peer = open()) {
            Wire wire = setup.log.wire();
            peer.frame(FINAL | SocketPeer.CLOSE, (byte) 3, (byte) 0xe9);
            assertThat(peer.hear().code()).isEqualTo(1001);
            wire.close(4001);
            assertThat(peer.hear()).isNull();
        }
        assertThat(setup.log.next()).isEqualTo("closed: the other end closed it (1001)");
        assertThat(setup.log.quiet()).isTrue();
    }

    @Test
    void doesNotWaitForEverForTheOtherEndToClose() throws Exception {
        try (var peer = open()) {
            setup.log.wire().close();
            assertThat(setup.log.next()).isEqualTo("closed: closed at this end");
            assertThat(peer.hear().code()).isEqualTo(1000);
        }
    }

    @Test
    void givesAMessageSoLongToCome() throws Exception {
        limited("limit.frame-seconds", "1");
        try (var peer = open()) {
            peer.frame(SocketPeer.TEXT, utf8("begun"));
            closesWith(peer, 1008);
        }
        try (var peer = new SocketPeer(setup.network.listening().getFirst().port())) {
            setup.log.next();
            peer.raw(0x81);
            closesWith(peer, 1008);
        }
    }

    @Test
    void pingsAPeerThatIsSilentAndGivesItUpIfItStaysSo() throws Exception {
        limited("limit.ping-seconds", "1", "limit.pong-seconds", "3");
        try (var peer = open()) {
            assertThat(peer.hear().opcode()).isEqualTo(SocketPeer.PING);
            peer.frame(FINAL | SocketPeer.PONG);
            assertThat(peer.hear().opcode()).isEqualTo(SocketPeer.PING);
            assertThat(peer.hear().opcode()).isEqualTo(SocketPeer.PING);
            closesWith(peer, 1008);
        }
    }

    @Test
    void doesNotHoldItAgainstAPeerThatItIsNotRead() throws Exception {
        limited("limit.ping-seconds", "1", "limit.pong-seconds", "1", "limit.frame-seconds", "1");
        int port = setup.serve();
        try (var paused = new SocketPeer(port)) {
            setup.log.next();
            Wire wire = setup.log.wire();
            wire.pause();
            paused.say("waits");
            // Another one's end shows that more time has passed than a silent peer is given.
            try (var other = new SocketPeer(port)) {
                setup.log.next();
                for (Frame f = other.hear(); f.opcode() != SocketPeer.CLOSE; f = other.hear()) {
                    assertThat(f.opcode()).isEqualTo(SocketPeer.PING);
                }
            }
            assertThat(setup.log.next()).startsWith("closed: Nothing came");
            wire.resume();
            assertThat(setup.log.next()).isEqualTo("received waits");
        }
    }

    /** However many messages one read of the socket brings. */
    @Test
    void stopsBetweenTwoMessagesWhenItIsPaused() throws Exception {
        var events = new PausingEvents();
        int port = setup.network
                .listen("sample", Setup.SOCKET, setup.settings, events)
                .port();
        try (var peer = new SocketPeer(port)) {
            var all = new ByteArrayOutputStream();
            for (int i = 0; i < 300; i++) {
                all.writeBytes(SocketPeer.bytes(FINAL | SocketPeer.TEXT, (byte) 'x'));
            }
            peer.http().raw(all.toByteArray());
            Wire wire = events.paused.get(15, TimeUnit.SECONDS);
            // Sent by the thread that reads, once it is done with what it has read.
            wire.send(Bytes.utf8("fence"));
            assertThat(peer.hear().text()).isEqualTo("fence");
            assertThat(events.heard).hasValue(1);
            wire.resume();
            events.all.get(15, TimeUnit.SECONDS);
        }
    }

    @Test
    void closesAPeerThatDoesNotReadOnceTooMuchWaits() throws Exception {
        limited("limit.unsent-bytes", "65536");
        try (var peer = open()) {
            Wire wire = setup.log.wire();
            Bytes message = Bytes.wrap(new byte[200]);
            for (int i = 0; i < 100_000 && setup.log.quiet(); i++) {
                wire.send(message);
            }
            assertThat(setup.log.next()).isEqualTo("closed: it does not read what is sent to it");
        }
    }

    @Test
    void runsWhatWaitsForMessagesToBeOut() throws Exception {
        try (var peer = open()) {
            Wire wire = setup.log.wire();
            var sent = new CompletableFuture<Void>();
            wire.send(Bytes.utf8("one"));
            wire.whenSent(() -> sent.complete(null));
            sent.get(15, TimeUnit.SECONDS);
            assertThat(peer.hear().text()).isEqualTo("one");
        }
    }

    @Test
    void doesNotRunWhatWaitsOnceItIsClosed() throws Exception {
        try (var peer = open()) {
            Wire wire = setup.log.wire();
            peer.close();
            assertThat(setup.log.next()).startsWith("closed");
            var sent = new CompletableFuture<Void>();
            wire.send(Bytes.utf8("one"));
            wire.whenSent(() -> sent.complete(null));
            try (var fence = new SocketPeer(setup.network.listening().getFirst().port())) {
                assertThat(setup.log.next()).startsWith("opened");
                assertThat(sent).isNotDone();
            }
        }
    }

    @Test
    void leavesWebSocketsOpenWhenAnotherProtocolStops() throws Exception {
        try (var peer = open()) {
            setup.network.listening().forEach(setup.network::stop);
            peer.say("still here");
            assertThat(setup.log.next()).isEqualTo("received still here");
        }
    }
}
