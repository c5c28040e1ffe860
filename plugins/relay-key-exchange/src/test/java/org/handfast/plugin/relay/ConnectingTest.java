package org.handfast.plugin.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.handfast.api.Bytes;
import org.handfast.api.DeviceId;
import org.handfast.api.Json;
import org.handfast.testkit.TestNode;
import org.handfast.testkit.World;
import org.handfast.testkit.WorldTest;

/** Sockets: who may connect, how often, and what becomes of the others. */
@WorldTest
class ConnectingTest {

    private static TestNode hub(World world) {
        return world.node("hub", Map.of(), new RelayKeyExchange());
    }

    private static DeviceId id(TestNode hub, RawUser user) {
        return hub.device(RelayKeyExchange.ID, user.code()).orElseThrow().id();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/ws", "/ws-chat"})
    void aClientOfTheDocumentHearsConnectAckFirst(String path) {
        var world = new World(1);
        hub(world);
        var alice = new RawUser(world, "alice").register().open(path);
        assertThat(alice.heardNothing()).isTrue();
        alice.send(alice.data("connect"));
        assertThat(alice.read("connect_ack").text("sender")).contains("server");
    }

    @Test
    void whatTheHubSaysIsSigned(World world) {
        TestNode hub = hub(world);
        var alice = new RawUser(world, "alice").register().open("/ws?hello=1");
        Json.Members hello = RawUser.json(alice.readRaw());
        Json.Members data = hello.members("data").orElseThrow();
        Bytes signature = Bytes.hex(hello.text("signature").orElseThrow());
        assertThat(alice.crypto.verify(hub.toolkit().hub().signing(), data.canonical(), signature))
                .isTrue();
        assertThat(data.text("id")).isPresent();
        assertThat(data.text("at")).isPresent();
        assertThat(RawUser.payload(data).text("hub_id"))
                .contains(hub.toolkit().hub().id());
        assertThat(RawUser.payload(data).text("nonce").orElseThrow()).hasSize(43);
    }

    @Test
    void threeSocketsShareAUserAndAFourthIsTurnedAway(World world) {
        hub(world);
        var first = new RawUser(world, "alice").register().connect();
        var socket = new RawUser(world, "alice").register();
        socket.connect();
        new RawUser(world, "alice").register().connect();
        var fourth = new RawUser(world, "alice").register().open("/ws");
        fourth.send(fourth.data("connect"));
        assertThat(fourth.error()).isEqualTo("refused");
        assertThat(fourth.closed()).isPresent();
        assertThat(first.closed()).isEmpty();
        socket.close();
        new RawUser(world, "alice").register().connect();
    }

    @Test
    void aConnectWithANonceDisplacesTheOthersAndSaysWhy(World world) {
        hub(world);
        var first = new RawUser(world, "alice").register().connect();
        var second = new RawUser(world, "alice").register().connectAfresh();
        assertThat(first.error()).isEqualTo("refused");
        assertThat(first.closed()).isPresent();
        var third = new RawUser(world, "alice").register().connectAfresh();
        assertThat(RawUser.payload(second.read("error")).text("detail").orElseThrow())
                .contains("connected again");
        assertThat(second.closed()).isPresent();
        assertThat(third.closed()).isEmpty();
    }

    @Test
    void whoConnectedAfreshOnceMustEverAfter(World world) {
        hub(world);
        new RawUser(world, "alice").register().connectAfresh();
        var recorded = new RawUser(world, "alice").register().open("/ws");
        recorded.send(recorded.data("connect"));
        assertThat(recorded.error()).isEqualTo("refused");
        recorded.send(recorded.exchange(new RawUser(world, "bob").register()));
        assertThat(recorded.error()).isEqualTo("not_connected");
    }

    @Test
    void aPolicyRefusesWhoeverDoesNot(World world) {
        world.node("hub", Map.of("relay-key-exchange.require-fresh-connect", "true"), new RelayKeyExchange());
        var alice = new RawUser(world, "alice").register().open("/ws");
        alice.send(alice.data("connect"));
        assertThat(alice.error()).isEqualTo("refused");
        alice.connectAfresh();
    }

    @Test
    void aNonceIsGoodForItsSocketAndItsHub(World world) {
        TestNode hub = hub(world);
        String hubId = hub.toolkit().hub().id();
        var alice = new RawUser(world, "alice").register().open("/ws?hello=1");
        String nonce = RawUser.payload(alice.read("hello")).text("nonce").orElseThrow();
        alice.send(alice.connectTo(nonce, "0".repeat(64)));
        assertThat(alice.error()).isEqualTo("refused");
        var other = new RawUser(world, "alice").register().open("/ws?hello=1");
        other.read("hello");
        other.send(other.connectTo(nonce, hubId));
        assertThat(other.error()).isEqualTo("refused");
        var none = new RawUser(world, "alice").register().open("/ws");
        none.send(none.connectTo(nonce, hubId));
        assertThat(none.error()).isEqualTo("refused");
        alice.send(alice.connectTo(nonce, hubId)).read("connect_ack");
    }

    @Test
    void theConsoleCanTellWhoCanBeReplayed(World world) {
        TestNode hub = hub(world);
        var alice = new RawUser(world, "alice").register().connect();
        var bob = new RawUser(world, "bob").register().connectAfresh();
        assertThat(facts(hub, alice)).contains("proven", "replayable").doesNotContain("fresh");
        assertThat(facts(hub, bob)).contains("proven", "fresh").doesNotContain("replayable");
    }

    private static java.util.List<String> facts(TestNode hub, RawUser user) {
        return hub.device(RelayKeyExchange.ID, user.code()).orElseThrow().facts().stream()
                .map(f -> f.name())
                .toList();
    }

    @Test
    void aBlockedUserIsDisconnectedAndRefused(World world) {
        TestNode hub = hub(world);
        var alice = new RawUser(world, "alice").register().connect();
        hub.node().registry().revoke(id(hub, alice), "test", "");
        world.settle();
        assertThat(alice.error()).isEqualTo("refused");
        assertThat(alice.closed()).isPresent();
        alice.open("/ws").send(alice.data("connect"));
        assertThat(alice.error()).isEqualTo("refused");
        assertThat(alice.closed()).isPresent();
    }

    @Test
    void whoeverDoesNotConnectIsClosed(World world) {
        hub(world);
        var alice = new RawUser(world, "alice").register().open("/ws");
        world.pass(Duration.ofSeconds(59));
        assertThat(alice.closed()).isEmpty();
        world.pass(Duration.ofSeconds(1));
        assertThat(alice.closed()).isPresent();
        var bob = new RawUser(world, "bob").register().connect();
        world.pass(Duration.ofMinutes(10));
        assertThat(bob.closed()).isEmpty();
    }

    @Test
    void nothingIsDoneBeforeConnect(World world) {
        hub(world);
        var bob = new RawUser(world, "bob").register();
        var alice = new RawUser(world, "alice").register().open("/ws");
        alice.send(alice.exchange(bob));
        assertThat(alice.error()).isEqualTo("not_connected");
    }

    @Test
    void aSecondConnectIsRefused(World world) {
        hub(world);
        var alice = new RawUser(world, "alice").register().connect();
        alice.send(alice.data("connect"));
        assertThat(alice.error()).isEqualTo("invalid_message");
    }
}
