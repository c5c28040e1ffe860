package org.handfast.plugin.relay;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.handfast.api.Bytes;
import org.handfast.api.Event.Answer;
import org.handfast.api.Json;
import org.handfast.api.Question.Stage;
import org.handfast.api.Shown;
import org.handfast.testkit.TestNode;
import org.handfast.testkit.World;

/** A device that is ours, with what its command line does for it: registers it, and finds out keys. */
final class DeviceUser {

    private final World world;
    private final TestNode hub;
    final TestNode node;
    final String code;
    private TestNode.Seen seen;

    DeviceUser(World world, TestNode hub, String name) {
        this.world = world;
        this.hub = hub;
        this.node = world.node(name, Map.of(), new RelayKeyExchange());
        var own = node.toolkit().hub();
        this.code = RawUser.json(world.peer(name)
                        .ask(
                                "hub",
                                "POST",
                                "/users",
                                Json.of(
                                                "ecdh_public_key",
                                                own.agreement().bytes().hex(),
                                                "eddsa_public_key",
                                                own.signing().bytes().hex())
                                        .canonical())
                        .body())
                .text("code")
                .orElseThrow();
        this.seen = connect();
    }

    TestNode.Seen connect() {
        seen = command(
                "connect",
                "endpoint",
                "ws://hub",
                "hub-key",
                hub.toolkit().hub().signing().bytes().hex());
        return seen;
    }

    TestNode.Seen command(String command, String... arguments) {
        Map<String, String> all = new HashMap<>(Map.of("code", code));
        for (int i = 0; i < arguments.length; i += 2) {
            all.put(arguments[i], arguments[i + 1]);
        }
        TestNode.Seen began = node.command(RelayKeyExchange.ID, command, all);
        soon();
        return began;
    }

    /** Until what is done one after the other is done. */
    private void soon() {
        world.pass(Duration.ofMillis(1));
    }

    /** The key that the hub gives out for a code. */
    String keyOf(String other) {
        return RawUser.json(world.peer("finder")
                        .ask("hub", "GET", "/users/" + other, Bytes.EMPTY)
                        .body())
                .text("eddsa_public_key")
                .orElseThrow();
    }

    DeviceUser pair(String peer) {
        command("pair", "peer", peer, "key", keyOf(peer));
        return this;
    }

    DeviceUser know(String peer) {
        command("known", "peer", peer, "key", keyOf(peer));
        return this;
    }

    DeviceUser send(String peer, String text) {
        command("send", "peer", peer, "text", text);
        return this;
    }

    DeviceUser answer(Answer answer) {
        node.answer(Stage.WORDS, answer);
        soon();
        return this;
    }

    List<Shown> question() {
        return node.question().shown();
    }

    String label() {
        return node.flight().label();
    }

    TestNode.Seen seen() {
        return seen;
    }

    /** What it was told under a code, in order. */
    List<String> told(String about) {
        return seen.told().stream()
                .filter(line -> line.startsWith(about + ": "))
                .map(line -> line.substring(about.length() + 2))
                .toList();
    }
}
