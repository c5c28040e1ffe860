package org.handfast.plugin.qr;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.handfast.api.Bytes;
import org.handfast.api.Json;
import org.handfast.core.json.JsonReader;
import org.handfast.testkit.ScriptedPeer;
import org.handfast.testkit.TestNode;
import org.handfast.testkit.World;
import org.handfast.testkit.WorldTest;

/** The live stream. */
@WorldTest
class LiveTest {

    private static final UUID ONE = new UUID(0x4000, 0x8000000000000001L);
    private static final UUID TWO = new UUID(0x4000, 0x8000000000000002L);

    private TestNode hub;
    private Phone ann;
    private Phone bob;

    @BeforeEach
    void accounts(World world) {
        hub = Phone.openHub(world);
        ann = new Phone(world, "ann").register();
        bob = new Phone(world, "bob").register();
    }

    private static Json.Members frame(ScriptedPeer peer) {
        return JsonReader.read(peer.read()).root();
    }

    private static List<String> data(Json.Members frame) {
        return ((Json.Items) frame.values().get("data"))
                .values().stream()
                        .map(d -> ((Json.Members) d).text("packetID").orElseThrow())
                        .toList();
    }

    @Test
    void tellsOfTheConfirmationAtOnce(World world) {
        ScriptedPeer live = ann.live();
        assertThat(live.heardNothing()).isTrue();
        ann.connectTo(bob);
        assertThat(Phone.texts(frame(live), "serverMessages")).hasSize(1);
        assertThat(live.heardNothing()).isTrue();
    }

    @Test
    void pushesEachPacketOnceAndStatusesBack(World world) {
        Phone.Pair pair = ann.connectTo(bob);
        ScriptedPeer anns = ann.live();
        frame(anns);
        ScriptedPeer bobs = bob.live();
        anns.send(Phone.sending(Phone.packet(pair.b().id(), ONE, "hi")).canonical());
        assertThat(data(frame(bobs))).containsExactly(ONE.toString());
        Json.Members answer = frame(anns);
        assertThat(answer.has("syncMeta")).isTrue();
        assertThat(frame(anns).values().get("syncMeta")).isNotEqualTo(new Json.Items(List.of()));
        anns.send(Phone.sending(Phone.packet(pair.b().id(), TWO, "ho")).canonical());
        assertThat(data(frame(bobs))).containsExactly(TWO.toString());
        bobs.send(Phone.receipt(pair.b().id(), ONE, TWO).canonical());
        assertThat(data(frame(bobs))).isEmpty();
        assertThat(bob.sync().data()).isEmpty();
    }

    @Test
    void whatWasPushedAndNotReceivedComesAgainOnANewStream(World world) {
        Phone.Pair pair = ann.connectTo(bob);
        ann.sync(Phone.sending(Phone.packet(pair.b().id(), ONE, "hi")));
        ScriptedPeer first = bob.live();
        assertThat(data(frame(first))).containsExactly(ONE.toString());
        first.close();
        assertThat(data(frame(bob.live()))).containsExactly(ONE.toString());
    }

    @Test
    void answersBadFramesAndGoesOn(World world) {
        ScriptedPeer live = ann.live();
        live.send(Json.of("data", 1).canonical());
        assertThat(frame(live).text("code")).contains("bad-request");
        live.send(Bytes.utf8("nonsense"));
        assertThat(frame(live).text("code")).contains("bad-request");
        live.send(Json.of().canonical());
        assertThat(frame(live).has("data")).isTrue();
    }

    @Test
    void isClosedToWhoIsNotKnown(World world) {
        ScriptedPeer live = new Phone(world, "eve").live();
        assertThat(frame(live).whole("status")).contains(401L);
        assertThat(live.closedBecause()).isPresent();
    }

    @Test
    void endsWhenTheAccountIsBlocked(World world) {
        ScriptedPeer live = ann.live();
        hub.node()
                .registry()
                .suspend(
                        hub.device(QrConnection.ID, ann.account()).orElseThrow().id(), "anybody", "");
        world.settle();
        assertThat(frame(live).text("code")).contains("blocked");
        assertThat(live.closedBecause()).isPresent();
    }

    @Test
    void anAccountHasFourAtATime(World world) {
        List<ScriptedPeer> streams = List.of(ann.live(), ann.live(), ann.live(), ann.live());
        ScriptedPeer fifth = ann.live();
        assertThat(frame(fifth).text("code")).contains("too-fast");
        assertThat(fifth.closedBecause()).isPresent();
        assertThat(streams).allMatch(s -> s.closedBecause().isEmpty());
    }

    @Test
    void tooManyFramesInASecondEndIt(World world) {
        ScriptedPeer live = ann.live();
        for (int i = 0; i < 21; i++) {
            live.put(Json.of().canonical());
        }
        world.settle();
        assertThat(live.closedBecause()).isPresent();
    }

    @Test
    void hearsWhatAllAreTold(World world) {
        ScriptedPeer live = ann.live();
        hub.command(QrConnection.ID, "announce", Map.of("kind", "load", "text", "Be patient."));
        world.settle();
        assertThat(Phone.texts(frame(live), "serverMessages")).hasSize(1);
        hub.command(QrConnection.ID, "announce", Map.of("kind", "load", "text", "More."));
        world.settle();
        assertThat(Phone.texts(frame(live), "serverMessages")).hasSize(1);
    }

    @Test
    void nothingIsPushedWhilePaused(World world) {
        Phone.Pair pair = ann.connectTo(bob);
        ann.sync(Phone.sending(Phone.packet(pair.b().id(), ONE, "hi")));
        bob.post("/qr/connections/" + pair.b().id() + "/pause");
        ScriptedPeer live = bob.live();
        assertThat(live.heardNothing()).isTrue();
        bob.post("/qr/connections/" + pair.b().id() + "/resume");
        world.settle();
        assertThat(data(frame(live))).containsExactly(ONE.toString());
    }
}
