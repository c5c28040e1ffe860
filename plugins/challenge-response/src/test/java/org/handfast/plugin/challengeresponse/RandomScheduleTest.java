package org.handfast.plugin.challengeresponse;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.handfast.api.Bytes;
import org.handfast.api.Device.Trust;
import org.handfast.plugin.challengeresponse.code.Code;
import org.handfast.plugin.challengeresponse.code.Derivation;
import org.handfast.plugin.challengeresponse.wire.PairingMessage;
import org.handfast.plugin.challengeresponse.wire.PairingMessage.Response;
import org.handfast.plugin.challengeresponse.wire.PeerNames;
import org.handfast.testkit.ScriptedPeer;
import org.handfast.testkit.TestNode;
import org.handfast.testkit.World;
import org.handfast.testkit.WorldTest;

/** Many worlds, in which messages are lost, hubs crash, and strangers send what they like. */
@WorldTest
class RandomScheduleTest {

    private static final String ID = ChallengeResponse.ID;

    private static boolean trusts(TestNode one, TestNode other) {
        return one.device(ID, PeerNames.peerId(other.peer()))
                .filter(d -> d.trust() == Trust.TRUSTED)
                .isPresent();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 15, 40})
    void whoeverTypedTheWordsIsPairedOnlyIfWhoeverMadeThemIs(int lost) {
        int done = 0;
        for (int seed = 0; seed < 40; seed++) {
            var world = new World(seed);
            TestNode ada = HubsTest.node(world, "ada", Map.of(ID + ".accept", "code"));
            TestNode ben = HubsTest.node(world, "ben", Map.of());
            world.network()
                    .tap((from, to, message) -> world.random().nextInt(100) < lost ? List.of() : List.of(message));
            TestNode.Seen invite = ada.command(ID, "invite", Map.of());
            TestNode.Seen join = HubsTest.join(ben, HubsTest.words(invite));
            world.pass(Duration.ofMinutes(12));
            assertThat(join.end()).as("seed " + seed).isPresent();
            assertThat(!trusts(ben, ada) || trusts(ada, ben)).as("seed " + seed).isTrue();
            done += trusts(ben, ada) ? 1 : 0;
            world.check();
        }
        assertThat(done).isGreaterThanOrEqualTo(lost == 0 ? 40 : 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ada", "ben"})
    void aCrashAtAnyMomentLeavesNobodyHalfPairedForWhoeverTyped(String crashes) {
        for (int steps = 0; steps < 60; steps++) {
            var world = new World(steps);
            TestNode ada = HubsTest.node(world, "ada", Map.of(ID + ".accept", "code"));
            TestNode ben = HubsTest.node(world, "ben", Map.of());
            String words = HubsTest.words(ada.command(ID, "invite", Map.of()));
            ben.node().engine().command(ID, "join", Map.of("words", words), "test", java.util.Optional.empty());
            world.steps(steps);
            TestNode one = crashes.equals("ada") ? ada : ben;
            one.crash();
            world.settle();
            one.start();
            world.pass(Duration.ofMinutes(12));
            assertThat(!trusts(ben, ada) || trusts(ada, ben))
                    .as("after " + steps)
                    .isTrue();
            world.check();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"request", "response"})
    void everyTruncationIsAnsweredByNothingOrNo(String what) {
        var world = new World(3);
        TestNode hub = HubsTest.node(world, "hub", Map.of(ID + ".failures", "100000", ID + ".accept", "code"));
        var raw = new RawPeer(world, "raw");
        Code code = raw.code(hub.command(ID, "invite", Map.of()), Derivation.DOCUMENT);
        Bytes message = what.equals("request")
                ? raw.request(code).encode()
                : raw.provenResponse(hub, code, raw.ask(hub, code)).encode();
        for (int size = 0; size < message.size(); size++) {
            ScriptedPeer stream = raw.say(hub, message.slice(0, size));
            assertThat(stream.heardNothing()).isTrue();
            assertThat(stream.closedBecause()).isPresent();
        }
        ScriptedPeer whole = raw.say(hub, message);
        assertThat(whole.heardNothing()).isFalse();
        world.check();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void noByteOfAResponseMayBeAnother(long seed) {
        var world = new World(seed);
        TestNode hub = HubsTest.node(world, "hub", Map.of(ID + ".failures", "100000", ID + ".accept", "code"));
        var raw = new RawPeer(world, "raw");
        Code code = raw.code(hub.command(ID, "invite", Map.of()), Derivation.DOCUMENT);
        for (int i = 0; i < 150; i++) {
            Bytes good = raw.provenResponse(hub, code, raw.ask(hub, code)).encode();
            byte[] other = good.toArray();
            other[world.random().nextInt(other.length)] ^=
                    (byte) (1 + world.random().nextInt(255));
            if (saysTheSame(good, Bytes.of(other))) {
                continue;
            }
            raw.say(hub, Bytes.wrap(other)).close();
            assertThat(hub.contents().pairings()).as("try " + i).isEmpty();
            if (hub.node().desk().pending().size() > 0) {
                break;
            }
        }
        world.check();
    }

    /** Only what a device says of itself, which nobody vouches for, may be another. */
    private static boolean saysTheSame(Bytes one, Bytes two) {
        try {
            var good = (Response) PairingMessage.decode(one);
            return PairingMessage.decode(two) instanceof Response r
                    && r.session().equals(good.session())
                    && r.response().equals(good.response())
                    && r.proof().equals(good.proof())
                    && r.device().peerId().equals(good.device().peerId())
                    && r.device().keyHash().equals(good.device().keyHash());
        } catch (org.handfast.api.Fault malformed) {
            return false;
        }
    }
}
