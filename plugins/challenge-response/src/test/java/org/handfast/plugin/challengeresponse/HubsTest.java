package org.handfast.plugin.challengeresponse;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.handfast.api.Bytes;
import org.handfast.api.Device.Trust;
import org.handfast.api.Event.Answer;
import org.handfast.api.Question.Stage;
import org.handfast.api.Shown;
import org.handfast.core.registry.DeviceRecord;
import org.handfast.plugin.challengeresponse.code.Code;
import org.handfast.plugin.challengeresponse.code.Derivation;
import org.handfast.plugin.challengeresponse.wire.DhtRecord;
import org.handfast.plugin.challengeresponse.wire.PeerNames;
import org.handfast.testkit.MemoryNetwork;
import org.handfast.testkit.TestNode;
import org.handfast.testkit.World;
import org.handfast.testkit.WorldTest;

/** Two hubs pair with each other: one makes the words, the other one types them. */
@WorldTest
class HubsTest {

    private static final String ID = ChallengeResponse.ID;

    static TestNode node(World world, String name, Map<String, String> settings) {
        return world.node(name, settings, new ChallengeResponse());
    }

    static String words(TestNode.Seen invite) {
        return invite.shown().stream()
                .filter(s -> s.kind() == Shown.Kind.PHRASE)
                .map(s -> String.join(" ", s.values()))
                .findFirst()
                .orElseThrow();
    }

    static TestNode.Seen join(TestNode node, String words, String... more) {
        var arguments = new HashMap<>(Map.of("words", words));
        for (int i = 0; i < more.length; i += 2) {
            arguments.put(more[i], more[i + 1]);
        }
        return node.command(ID, "join", arguments);
    }

    static DeviceRecord other(TestNode at, TestNode other) {
        return at.device(ID, PeerNames.peerId(other.peer())).orElseThrow();
    }

    static String fact(DeviceRecord device, String name) {
        return device.facts().stream()
                .filter(f -> f.name().equals(name))
                .map(DeviceRecord.Fact::value)
                .findFirst()
                .orElseThrow();
    }

    /** Two that are paired, by whatever derivation. */
    static void pair(TestNode initiator, TestNode joiner, String derivation, World world) {
        TestNode.Seen invite = initiator.command(ID, "invite", Map.of("derivation", derivation));
        TestNode.Seen join = join(joiner, words(invite), "derivation", derivation, "accept-unproven", "yes");
        world.pass(Duration.ofSeconds(10));
        initiator.answer(Stage.WORDS, Answer.YES);
        assertThat(join.end().orElseThrow()).startsWith("CLOSED: Paired with " + initiator.name());
    }

    private static Code code(TestNode.Seen invite, Derivation derivation) {
        var crypto = TestCrypto.of(5);
        Bytes entropy =
                org.handfast.plugin.challengeresponse.code.Words.read(words(invite), TestCrypto.comparison(), crypto);
        return Code.of(derivation, entropy, crypto);
    }

    @Test
    void pairWhenAPersonAgrees(World world) {
        TestNode ada = node(world, "ada", Map.of());
        TestNode ben = node(world, "ben", Map.of());
        TestNode.Seen invite = ada.command(ID, "invite", Map.of());
        TestNode.Seen join = join(ben, words(invite));
        assertThat(ada.question().shown()).extracting(Shown::kind).contains(Shown.Kind.CHECK_WORDS);
        assertThat(join.shown()).contains(ada.question().shown().getFirst());
        assertThat(ada.question().shown()).contains(new Shown(Shown.Kind.TEXT, List.of("It has proven the code")));
        ada.answer(Stage.WORDS, Answer.YES);
        assertThat(join.end().orElseThrow()).startsWith("CLOSED: Paired with ada");
        assertThat(invite.end().orElseThrow()).startsWith("CLOSED: Paired with");
        for (DeviceRecord device : List.of(other(ada, ben), other(ben, ada))) {
            assertThat(device.trust()).isEqualTo(Trust.TRUSTED);
            assertThat(fact(device, "proven")).isEqualTo("yes");
        }
        assertThat(ada.contents().offers()).isEmpty();
        assertThat(ben.contents().offers()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"document", "original"})
    void pairByEitherDerivation(String derivation) {
        var world = new World(21);
        TestNode ada = node(world, "ada", Map.of());
        TestNode ben = node(world, "ben", Map.of());
        pair(ada, ben, derivation, world);
        for (DeviceRecord device : List.of(other(ada, ben), other(ben, ada))) {
            assertThat(fact(device, "derivation")).isEqualTo(derivation);
            assertThat(fact(device, "proven")).isEqualTo(derivation.equals("document") ? "yes" : "no");
        }
        var pairings = List.of(
                ada.contents().pairings().getFirst(), ben.contents().pairings().getFirst());
        assertThat(pairings).allMatch(p -> p.sealedSecrets().keySet().equals(java.util.Set.of("send", "receive")));
        world.check();
    }

    @Test
    void oneDerivationIsNeverTakenForTheOther(World world) {
        TestNode ada = node(world, "ada", Map.of());
        TestNode ben = node(world, "ben", Map.of());
        TestNode.Seen invite = ada.command(ID, "invite", Map.of());
        TestNode.Seen join = join(
                ben,
                words(invite),
                "derivation",
                "original",
                "accept-unproven",
                "yes",
                "address",
                MemoryNetwork.stream("ada"));
        world.pass(Duration.ofSeconds(60));
        assertThat(join.end().orElseThrow()).startsWith("EXPIRED");
        assertThat(ada.contents().devices()).isEmpty();
    }

    @Test
    void pairByTheHashTableAlone(World world) {
        world.discovery().near(owner -> false);
        TestNode ada = node(world, "ada", Map.of(ID + ".accept", "code"));
        TestNode ben = node(world, "ben", Map.of());
        TestNode.Seen join = join(ben, words(ada.command(ID, "invite", Map.of())));
        assertThat(join.end().orElseThrow()).startsWith("CLOSED");
    }

    @Test
    void pairAmongManyThatDoNotKnowTheCode(World world) {
        TestNode ada = node(world, "ada", Map.of(ID + ".accept", "code"));
        TestNode ben = node(world, "ben", Map.of());
        for (int i = 0; i < 20; i++) {
            node(world, "other " + i, Map.of());
        }
        TestNode.Seen join = join(ben, words(ada.command(ID, "invite", Map.of())));
        assertThat(join.end().orElseThrow()).startsWith("CLOSED");
    }

    @Test
    void pairWithTheWordsOfWhoeverIsPairedAlready(World world) {
        TestNode ada = node(world, "ada", Map.of(ID + ".accept", "code"));
        TestNode ben = node(world, "ben", Map.of(ID + ".accept", "code"));
        assertThat(join(ben, words(ada.command(ID, "invite", Map.of()))).end().orElseThrow())
                .startsWith("CLOSED");
        assertThat(join(ada, words(ben.command(ID, "invite", Map.of()))).end().orElseThrow())
                .startsWith("CLOSED");
        assertThat(ada.contents().pairings()).hasSize(1);
        assertThat(fact(other(ada, ben), "role")).isEqualTo("joiner");
        assertThat(fact(other(ben, ada), "role")).isEqualTo("initiator");
    }

    @Test
    void comeAgainAfterAPersonWasSlow(World world) {
        TestNode ada = node(world, "ada", Map.of());
        TestNode ben = node(world, "ben", Map.of());
        TestNode.Seen invite = ada.command(ID, "invite", Map.of());
        TestNode.Seen first = join(ben, words(invite));
        world.pass(Duration.ofSeconds(50));
        assertThat(first.end().orElseThrow()).startsWith("REJECTED").contains("try again");
        world.pass(Duration.ofMinutes(6));
        ada.answer(Stage.WORDS, Answer.YES);
        assertThat(ada.contents().devices()).isEmpty();
        TestNode.Seen second = join(ben, words(invite));
        assertThat(second.end().orElseThrow()).startsWith("CLOSED");
        assertThat(other(ada, ben).trust()).isEqualTo(Trust.TRUSTED);
    }

    @Test
    void aCompleteThatWasLostIsSaidAgain(World world) {
        TestNode ada = node(world, "ada", Map.of());
        TestNode ben = node(world, "ben", Map.of());
        TestNode.Seen join = join(ben, words(ada.command(ID, "invite", Map.of())));
        world.network().tap((from, to, message) -> from.equals("ada") ? List.of() : List.of(message));
        ada.answer(Stage.WORDS, Answer.YES);
        assertThat(join.end()).isEmpty();
        assertThat(other(ada, ben).trust()).isEqualTo(Trust.TRUSTED);
        world.network().tap((from, to, message) -> List.of(message));
        world.pass(Duration.ofSeconds(2));
        assertThat(join.end().orElseThrow()).startsWith("CLOSED");
        assertThat(other(ben, ada).trust()).isEqualTo(Trust.TRUSTED);
    }

    @Test
    void aCodeIsFoundUnderBothKeysAndNoLongerOnceItIsUsed(World world) {
        TestNode ada = node(world, "ada", Map.of(ID + ".accept", "code"));
        TestNode ben = node(world, "ben", Map.of());
        TestNode.Seen invite = ada.command(ID, "invite", Map.of());
        Code code = code(invite, Derivation.DOCUMENT);
        for (Bytes key : DhtRecord.keys(code.session())) {
            DhtRecord record = DhtRecord.decode(world.discovery().records(key).getFirst());
            assertThat(record.peerId()).isEqualTo(PeerNames.peerId(ada.peer()));
            assertThat(record.addresses()).containsExactly("/memory/ada");
            assertThat(record.auth()).isPresent();
            assertThat(record.forged(code.session(), code.secret(), TestCrypto.of(5)))
                    .isFalse();
            assertThat(record.endsAt()).isEqualTo(record.madeAt().plus(Duration.ofMinutes(5)));
            assertThat(record.device().text("device_name")).contains("Device");
        }
        assertThat(invite.told()).anyMatch(line -> line.startsWith("addresses: /memory/ada/p2p/12D3KooW"));
        join(ben, words(invite), "address", MemoryNetwork.stream("ada"));
        for (Bytes key : DhtRecord.keys(code.session())) {
            assertThat(world.discovery().records(key)).isEmpty();
        }
    }

    @Test
    void aCodeIsNoLongerFoundOnceItHasEnded(World world) {
        TestNode ada = node(world, "ada", Map.of());
        TestNode.Seen invite = ada.command(ID, "invite", Map.of("derivation", "original"));
        Code code = code(invite, Derivation.ORIGINAL);
        DhtRecord record =
                DhtRecord.decode(world.discovery().records(code.session()).getFirst());
        assertThat(record.auth()).isEmpty();
        world.pass(Duration.ofMinutes(5));
        assertThat(world.discovery().records(code.session())).isEmpty();
        assertThat(ada.node().engine().size()).isZero();
    }

    @Test
    void aCodesRecordIsNewerEveryTwentySecondsSoThatOneOfAStrangersDoesNotLast(World world) {
        TestNode ada = node(world, "ada", Map.of());
        Code code = code(ada.command(ID, "invite", Map.of()), Derivation.DOCUMENT);
        for (Bytes key : DhtRecord.keys(code.session())) {
            DhtRecord first = DhtRecord.decode(world.discovery().records(key).getFirst());
            assertThat(first.madeAt()).isEqualTo(world.clock().now());
        }
        world.pass(Duration.ofSeconds(20));
        for (Bytes key : DhtRecord.keys(code.session())) {
            DhtRecord again = DhtRecord.decode(world.discovery().records(key).getFirst());
            assertThat(again.madeAt()).isEqualTo(world.clock().now());
            assertThat(again.endsAt()).isEqualTo(world.clock().now().plusSeconds(280));
            assertThat(again.forged(code.session(), code.secret(), TestCrypto.of(5)))
                    .isFalse();
        }
    }

    @Test
    void theRecordSaysNothingToKnowTheDeviceByAgain(World world) {
        TestNode ada = node(world, "ada", Map.of());
        List<String> ids = java.util.stream.Stream.of(1, 2)
                .map(i -> code(ada.command(ID, "invite", Map.of()), Derivation.DOCUMENT))
                .map(c ->
                        DhtRecord.decode(world.discovery().records(c.session()).getFirst()))
                .map(r -> r.device().text("device_id").orElseThrow())
                .toList();
        assertThat(ids.get(0)).isNotEqualTo(ids.get(1));
    }

    @Test
    void nothingIsLeftOnceAllOfItIsOver(World world) {
        TestNode ada = node(world, "ada", Map.of());
        TestNode ben = node(world, "ben", Map.of());
        pair(ada, ben, "document", world);
        world.pass(Duration.ofMinutes(11));
        assertThat(ada.node().engine().size()).isZero();
        assertThat(ben.node().engine().size()).isZero();
        assertThat(ada.flights()).anyMatch(f -> f.reason().startsWith("Paired with 12D3KooW"));
    }
}
