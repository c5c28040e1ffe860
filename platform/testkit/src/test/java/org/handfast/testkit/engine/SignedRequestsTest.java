package org.handfast.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.handfast.api.Bytes;
import org.handfast.api.Crypto;
import org.handfast.api.Descriptor;
import org.handfast.api.Effect;
import org.handfast.api.Event;
import org.handfast.api.Event.Opened;
import org.handfast.api.Event.Requested;
import org.handfast.api.Key;
import org.handfast.api.KeyPair;
import org.handfast.api.Listener;
import org.handfast.api.Request;
import org.handfast.api.RequestSignature;
import org.handfast.api.RequestSignature.Refusal;
import org.handfast.api.Response;
import org.handfast.api.Step;
import org.handfast.api.View;
import org.handfast.testkit.ScriptedPeer;
import org.handfast.testkit.TestNode;
import org.handfast.testkit.World;
import org.handfast.testkit.WorldTest;

/** Requests that are signed by who sends them: whole, for one hub, and for one use. */
@WorldTest
class SignedRequestsTest {

    private static final Listener.Http HTTP = new Listener.Http(
            "http", List.of(new Listener.Route("POST", "/sync"), new Listener.Route("POST", "/other")), 1_000);
    private static final Listener.WebSocket SOCKET = new Listener.WebSocket("live", List.of("/live"), List.of(), 1_000);
    private static final Bytes BODY = Bytes.utf8("body");
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final List<Request> asked = new ArrayList<>();
    private Optional<Key> known = Optional.empty();

    private Puppet puppet() {
        Descriptor<Puppet.Said> usual = Puppet.describe(Puppet.ID);
        var descriptor = new Descriptor<>(
                usual.id(), usual.title(), usual.kinds(), List.of(HTTP, SOCKET), usual.commands(), usual.settings());
        return new Puppet(descriptor, this::on, Puppet::oneLinkEach);
    }

    private Step<Puppet.Said> on(Puppet.Said state, Event event, View view) {
        return switch (event) {
            case Requested e -> {
                Optional<RequestSignature> signature = RequestSignature.of(e.request());
                String answer = judged(signature, e.request(), view);
                Effect respond = Effect.respond(e.link(), new Response(200, "text/plain", Bytes.utf8(answer)));
                yield answer.equals("served")
                        ? Step.to(state, Effect.claim(signature.orElseThrow().claim()), respond)
                        : Step.to(state, respond);
            }
            case Opened e -> {
                Request request = e.request().orElseThrow();
                yield Step.to(
                        state, Effect.send(e.link(), Bytes.utf8(judged(RequestSignature.of(request), request, view))));
            }
            default -> Step.stay(state);
        };
    }

    private String judged(Optional<RequestSignature> signature, Request request, View view) {
        asked.add(request);
        return signature
                .map(s -> s.refusal(request, known.orElseThrow(), view)
                        .map(Refusal::name)
                        .orElse("served"))
                .orElse("unsigned");
    }

    /** Somebody who signs. */
    private final class Signer {

        private final TestNode hub;
        private final ScriptedPeer peer;
        private final Crypto crypto;
        private final KeyPair own;

        Signer(World world, String name, TestNode hub) {
            this.hub = hub;
            this.peer = world.peer(name);
            this.crypto = hub.toolkit()
                    .forEvent(Bytes.join(
                            Bytes.uuid(UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8))),
                            Bytes.wrap(new byte[16])));
            this.own = crypto.generate(Key.Algorithm.ED25519);
        }

        RequestSignature sign(Instant at, String method, String target, Bytes body) {
            return RequestSignature.unsigned("ada", at, crypto.random(RequestSignature.NONCE))
                    .by(own, hub.toolkit().hub().id(), method, target, body, crypto);
        }

        String ask(String target, Bytes body, String header) {
            return Puppet.text(
                    peer.ask("hub", "POST", target, Optional.of(header), body).body());
        }
    }

    private Signer ada(World world) {
        TestNode hub = Puppets.hub(world, puppet());
        var ada = new Signer(world, "ada", hub);
        known = Optional.of(ada.own.publicKey());
        return ada;
    }

    private static Instant now(World world) {
        return world.clock().now();
    }

    @Test
    void whatIsSignedIsServedOnce(World world) {
        Signer ada = ada(world);
        String header = ada.sign(now(world), "POST", "/sync?a=1", BODY).header();
        assertThat(ada.ask("/sync?a=1", BODY, header)).isEqualTo("served");
        assertThat(ada.ask("/sync?a=1", BODY, header)).isEqualTo("NONCE");
        assertThat(ada.hub.contents().claims()).singleElement().satisfies(c -> {
            assertThat(c.scope()).isEqualTo("request/ada");
            assertThat(c.until()).isEqualTo(World.BEGINNING.plusSeconds(660));
        });
        assertThat(ada.ask(
                        "/sync",
                        BODY,
                        ada.sign(now(world), "POST", "/sync", BODY).header()))
                .isEqualTo("served");
    }

    @Test
    void aReplayIsRefusedAfterACrashAsWell(World world) {
        Signer ada = ada(world);
        String header = ada.sign(now(world), "POST", "/sync", BODY).header();
        assertThat(ada.ask("/sync", BODY, header)).isEqualTo("served");
        ada.hub.crash();
        ada.hub.start();
        ada.hub.store().store().tidy(100, now(world).plusSeconds(300));
        assertThat(ada.ask("/sync", BODY, header)).isEqualTo("NONCE");
    }

    @Test
    void itIsGoodForNothingElse(World world) {
        Signer ada = ada(world);
        String header = ada.sign(now(world), "POST", "/sync?a=1", BODY).header();
        for (String target : List.of("/other?a=1", "/sync", "/sync?a=2", "/sync?a=1&b=2", "/sync?a=%31", "/sync?A=1")) {
            assertThat(ada.ask(target, BODY, header)).as(target).isEqualTo("SIGNATURE");
        }
        for (Bytes body : List.of(Bytes.EMPTY, Bytes.utf8("bodY"), Bytes.utf8("body "))) {
            assertThat(ada.ask("/sync?a=1", body, header)).isEqualTo("SIGNATURE");
        }
        assertThat(ada.ask(
                        "/sync?a=1",
                        BODY,
                        ada.sign(now(world), "GET", "/sync?a=1", BODY).header()))
                .as("another method")
                .isEqualTo("SIGNATURE");
        assertThat(ada.hub.contents().claims()).as("nothing is spent by that").isEmpty();
        assertThat(ada.ask("/sync?a=1", BODY, header)).isEqualTo("served");
    }

    @Test
    void itIsGoodForNoOtherHub(World world) {
        Signer ada = ada(world);
        TestNode elsewhere = world.node("elsewhere", java.util.Map.of());
        var signature = RequestSignature.unsigned("ada", now(world), ada.crypto.random(16))
                .by(ada.own, elsewhere.toolkit().hub().id(), "POST", "/sync", BODY, ada.crypto);
        assertThat(ada.ask("/sync", BODY, signature.header())).isEqualTo("SIGNATURE");
    }

    @Test
    void whatItSaysOfItselfIsSignedToo(World world) {
        Signer ada = ada(world);
        RequestSignature good = ada.sign(now(world), "POST", "/sync", BODY);
        Bytes another = ada.crypto.random(16);
        for (RequestSignature forged : List.of(
                new RequestSignature("eve", good.created(), good.nonce(), good.signature()),
                new RequestSignature(good.keyid(), good.created() + 1, good.nonce(), good.signature()),
                new RequestSignature(good.keyid(), good.created(), another, good.signature()),
                new RequestSignature(good.keyid(), good.created(), good.nonce(), Bytes.wrap(new byte[64])))) {
            assertThat(ada.ask("/sync", BODY, forged.header())).isEqualTo("SIGNATURE");
        }
        known = Optional.of(new Signer(world, "eve", ada.hub).own.publicKey());
        assertThat(ada.ask("/sync", BODY, good.header())).as("of another key").isEqualTo("SIGNATURE");
    }

    /** Whole seconds are what both ends count; the hub is asked a millisecond after one. */
    @ParameterizedTest
    @CsvSource({"-301, CREATED", "-300, served", "0, served", "300, served", "301, CREATED"})
    void clocksMayBeFiveMinutesApart(int seconds, String answer) {
        var world = new World(seconds);
        Signer ada = ada(world);
        String header = ada.sign(World.BEGINNING.plusSeconds(seconds), "POST", "/sync", BODY)
                .header();
        Instant asked = now(world);
        assertThat(ada.ask("/sync", BODY, header)).isEqualTo(answer);
        assertThat(now(world)).isEqualTo(asked.plusMillis(1));
        world.check();
    }

    @Test
    void itIsRefusedFromTheSecondAfterFiveMinutes(World world) {
        Signer ada = ada(world);
        String header = ada.sign(World.BEGINNING, "POST", "/sync", BODY).header();
        world.pass(RequestSignature.SKEW.plusMillis(998));
        assertThat(ada.ask("/sync", BODY, header)).as("a millisecond before").isEqualTo("served");
        assertThat(ada.ask("/sync", BODY, header)).isEqualTo("CREATED");
    }

    @Test
    void aNonceStaysTakenForAsLongAsItsSignatureIsGood(World world) {
        Signer ada = ada(world);
        String ahead = ada.sign(World.BEGINNING.plusSeconds(300), "POST", "/sync", BODY)
                .header();
        assertThat(ada.ask("/sync", BODY, ahead)).isEqualTo("served");
        for (int minute = 1; minute < 10; minute++) {
            world.pass(Duration.ofMinutes(1));
            ada.hub.store().store().tidy(100, now(world));
            assertThat(ada.ask("/sync", BODY, ahead)).isEqualTo("NONCE");
        }
        world.pass(Duration.ofMinutes(1).plus(SECOND));
        assertThat(ada.ask("/sync", BODY, ahead)).isEqualTo("CREATED");
    }

    @Test
    void whatIsNotSignedOrNotInItsFormSaysNothing(World world) {
        Signer ada = ada(world);
        assertThat(Puppet.text(ada.peer.ask("hub", "POST", "/sync", BODY).body()))
                .isEqualTo("unsigned");
        String header = ada.sign(now(world), "POST", "/sync", BODY).header();
        assertThat(ada.ask("/sync", BODY, header + ", " + header)).isEqualTo("unsigned");
        assertThat(ada.ask("/sync", BODY, header.replace(", ", ","))).isEqualTo("unsigned");
    }

    @Test
    void aWebSocketMayCarryItLastInItsQuery(World world) {
        Signer ada = ada(world);
        String header = ada.sign(now(world), "GET", "/live?room=x", Bytes.EMPTY).header();
        String auth = "auth=" + URLEncoder.encode(header, StandardCharsets.UTF_8);
        ScriptedPeer live = world.peer("live").dial("ws://hub/live?room=x&" + auth, SOCKET);
        assertThat(Puppet.text(live.read())).isEqualTo("served");
        assertThat(asked.getLast().target()).isEqualTo("/live?room=x");
        assertThat(asked.getLast().path()).isEqualTo("/live");
        assertThat(asked.getLast().query()).containsEntry("room", "x");
        ScriptedPeer other = world.peer("other").dial("ws://hub/live?room=y&" + auth, SOCKET);
        assertThat(Puppet.text(other.read())).isEqualTo("SIGNATURE");
        ScriptedPeer first = world.peer("first").dial("ws://hub/live?" + auth + "&room=x", SOCKET);
        assertThat(Puppet.text(first.read())).isEqualTo("unsigned");
    }

    @Test
    void whatIsSignedIsWrittenDown(World world) {
        Signer ada = ada(world);
        var signature =
                new RequestSignature("ada", 1_772_366_400, Bytes.hex("000102030405060708090a0b0c0d0e0f"), Bytes.EMPTY);
        Bytes statement = signature.statement("ab".repeat(32), "POST", "/sync?a=1", Bytes.EMPTY, ada.crypto);
        assertThat(statement.hex())
                .isEqualTo(field("handfast/request/v1")
                        + field("ab".repeat(32))
                        + field("ada")
                        + field("POST")
                        + field("/sync?a=1")
                        + "0008" + "0000000069a42a40"
                        + "0010" + "000102030405060708090a0b0c0d0e0f"
                        + "0020" + "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    }

    private static String field(String text) {
        return Bytes.lp(text).hex();
    }
}
