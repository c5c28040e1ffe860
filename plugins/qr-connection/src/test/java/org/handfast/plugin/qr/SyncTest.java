package org.handfast.plugin.qr;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.handfast.api.Bytes;
import org.handfast.api.Json;
import org.handfast.plugin.qr.wire.Wire;
import org.handfast.testkit.TestNode;
import org.handfast.testkit.World;
import org.handfast.testkit.WorldTest;

/** Packets from one end of a connection to the other, by syncs. */
@WorldTest
class SyncTest {

    private TestNode hub;
    private Phone ann;
    private Phone bob;
    private Phone.Pair pair;

    @BeforeEach
    void connected(World world) {
        hub = Phone.openHub(world);
        ann = new Phone(world, "ann").register();
        bob = new Phone(world, "bob").register();
        pair = ann.connectTo(bob);
    }

    private static UUID id(int number) {
        return new UUID(0x4000, 0x8000000000000000L + number);
    }

    private Phone.Synced send(int number, String text) {
        return ann.sync(Phone.sending(Phone.packet(pair.b().id(), id(number), text)));
    }

    private String refused(Phone phone, Json body) {
        return Phone.code(phone.ask("/qr/sync", body));
    }

    private Json packetOf(Object... members) {
        return Json.of("data", new Json.Items(List.of(Json.of(members))));
    }

    private static List<String> ids(Phone.Synced synced) {
        return synced.data().stream().map(d -> d.text("packetID").orElseThrow()).toList();
    }

    private Json.Members row(Phone.Synced synced) {
        assertThat(synced.meta()).hasSize(1);
        Json.Members row = synced.meta().getFirst();
        assertThat(row.text("pairID")).contains(pair.b().id().hex());
        assertThat(row.text("target")).contains("sender");
        return row;
    }

    @Test
    void carriesAPacketAndSaysWhatBecameOfIt(World world) {
        assertThat(Phone.texts(row(send(1, "hello")), "receivedPackets")).containsExactly(id(1).toString());
        Json.Members came = bob.sync().data().getFirst();
        assertThat(came.text("pairID")).contains(pair.b().id().hex());
        assertThat(came.text("packetID")).contains(id(1).toString());
        assertThat(came.text("blob")).contains(Wire.base64(Bytes.utf8("hello")));
        assertThat(Phone.texts(row(ann.sync()), "deliveredPackets")).containsExactly(id(1).toString());
        assertThat(bob.sync(Phone.receipt(pair.b().id(), id(1))).data()).isEmpty();
        assertThat(Phone.texts(row(ann.sync()), "deletedPackets")).containsExactly(id(1).toString());
        assertThat(ann.sync().meta()).isEmpty();
    }

    @Test
    void deliversAtEverySyncUntilTheReceipt(World world) {
        send(1, "a");
        send(2, "b");
        assertThat(ids(bob.sync())).containsExactly(id(1).toString(), id(2).toString());
        hub.crash();
        hub.start();
        assertThat(ids(bob.sync())).containsExactly(id(1).toString(), id(2).toString());
        assertThat(ids(bob.sync(Phone.receipt(pair.b().id(), id(1))))).containsExactly(id(2).toString());
        assertThat(Phone.texts(row(ann.sync()), "deliveredPackets"))
                .containsExactly(id(1).toString(), id(2).toString());
    }

    @Test
    void packetsOfOneSyncKeepTheirOrder(World world) {
        ann.sync(Phone.sending(
                Phone.packet(pair.b().id(), id(3), "a"),
                Phone.packet(pair.b().id(), id(1), "b"),
                Phone.packet(pair.b().id(), id(2), "c")));
        assertThat(ids(bob.sync())).containsExactly(id(3).toString(), id(1).toString(), id(2).toString());
        bob.sync(Phone.receipt(pair.b().id(), id(1), id(2), id(3)));
        assertThat(Phone.texts(row(ann.sync()), "deletedPackets")).hasSize(3);
        world.pass(Duration.ofDays(7));
        assertThat(ann.sync().meta()).isEmpty();
    }

    @Test
    void aReceiptThatComesManyTimesInOneSyncCountsOnce(World world) {
        send(1, "a");
        Json receipt = Json.of(
                "pairID", pair.b().id().hex(), "packetIDs", new Json.Items(List.of(new Json.Text(id(1).toString()))));
        Json.Members many = Json.of("lastPacketsReceived", new Json.Items(Collections.nCopies(200, receipt)));
        assertThat(bob.sync(many).data()).isEmpty();
        assertThat(Phone.texts(row(ann.sync()), "deletedPackets")).hasSize(1);
    }

    @Test
    void theLargestSyncOfManyConnectionsIsServed() {
        var world = new World(4);
        TestNode large = Phone.hub(
                world,
                Map.of(
                        "qr-connection.accounts", "open",
                        "qr-connection.packets-per-minute", "100000",
                        "qr-connection.connections-at-a-time", "1000"));
        ann = new Phone(world, "ann").register();
        bob = new Phone(world, "bob").register();
        List<Phone.Pair> pairs = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            pairs.add(ann.connectTo(bob));
        }
        for (int round = 0; round < 4; round++) {
            List<Json.Members> there = new ArrayList<>();
            List<Json.Members> back = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                there.add(Phone.packet(pairs.get(i).b().id(), id(round * 100 + i), "x"));
                back.add(Phone.packet(pairs.get(i).a().id(), id(round * 100 + i), "y"));
            }
            ann.sync(Phone.sending(there.toArray(Json.Members[]::new)));
            bob.sync(Phone.sending(back.toArray(Json.Members[]::new)));
        }
        List<Json> receipts = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            receipts.add(Json.of(
                    "pairID",
                    pairs.get(i).a().id().hex(),
                    "packetIDs",
                    new Json.Items(List.of(
                            new Json.Text(id(i).toString()),
                            new Json.Text(id(100 + i).toString())))));
        }
        List<Json.Members> more = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            more.add(Phone.packet(pairs.get(i).b().id(), id(1000 + i), "z"));
        }
        Json.Members all = Phone.with(
                Phone.sending(more.toArray(Json.Members[]::new)), "lastPacketsReceived", new Json.Items(receipts));
        assertThat(ann.sync(all).data()).isNotEmpty();
        assertThat(large.misbehaved()).isEmpty();
        world.check();
    }

    @Test
    void whatWasBrokenStaysSo(World world) {
        send(1, "a");
        ann.post("/qr/connections/" + pair.a().id() + "/break");
        ann.post("/qr/connections/" + pair.a().id() + "/resume");
        assertThat(bob.sync().data()).isEmpty();
        assertThat(hub.node().peerings().list(1).getFirst().peering().standing().name())
                .isEqualTo("ENDED");
    }

    @Test
    void goesBothWays(World world) {
        bob.sync(Phone.sending(Phone.packet(pair.a().id(), id(1), "from bob")));
        assertThat(ann.sync().data().getFirst().text("pairID"))
                .contains(pair.a().id().hex());
        assertThat(bob.sync().meta().getFirst().text("target")).contains("recipient");
    }

    @Test
    void theSamePacketAgainIsStoredOnceAndOtherBytesAreRefused(World world) {
        send(1, "a");
        assertThat(Phone.texts(row(send(1, "a")), "receivedPackets")).containsExactly(id(1).toString());
        assertThat(refused(ann, Phone.sending(Phone.packet(pair.b().id(), id(1), "b"))))
                .isEqualTo("409 other-bytes");
        assertThat(refused(
                        ann,
                        Phone.sending(
                                Phone.packet(pair.b().id(), id(2), "new"),
                                Phone.packet(pair.b().id(), id(1), "b"))))
                .isEqualTo("409 other-bytes");
        assertThat(bob.sync().data()).hasSize(1);
        bob.sync(Phone.receipt(pair.b().id(), id(1)));
        send(1, "a");
        assertThat(refused(ann, Phone.sending(Phone.packet(pair.b().id(), id(1), "b"))))
                .isEqualTo("409 other-bytes");
        assertThat(bob.sync().data()).isEmpty();
    }

    @Test
    void twinsInOneSyncAreOne(World world) {
        Json.Members twin = Phone.packet(pair.b().id(), id(1), "a");
        ann.sync(Phone.sending(twin, twin));
        assertThat(bob.sync().data()).hasSize(1);
        assertThat(refused(
                        ann,
                        Phone.sending(
                                Phone.packet(pair.b().id(), id(2), "a"),
                                Phone.packet(pair.b().id(), id(2), "b"))))
                .isEqualTo("409 other-bytes");
    }

    @Test
    void isAllOrNothing(World world) {
        assertThat(refused(
                        ann,
                        Phone.sending(
                                Phone.packet(pair.b().id(), id(1), "a"),
                                Phone.packet(ann.end().id(), id(2), "b"))))
                .isEqualTo("403 not-yours");
        assertThat(bob.sync().data()).isEmpty();
    }

    @Test
    void strangersSendAndReceiveNothing(World world) {
        var eve = new Phone(world, "eve").register();
        send(1, "a");
        for (Phone.End end : List.of(pair.a(), pair.b())) {
            assertThat(refused(eve, Phone.sending(Phone.packet(end.id(), id(9), "x"))))
                    .isEqualTo("403 not-yours");
            assertThat(refused(eve, Phone.receipt(end.id(), id(1)))).isEqualTo("403 not-yours");
            for (String doing : List.of("break", "pause", "resume")) {
                assertThat(Phone.code(eve.post("/qr/connections/" + end.id() + "/" + doing)))
                        .isEqualTo("404 unknown");
            }
        }
        assertThat(eve.sync().data()).isEmpty();
        assertThat(refused(ann, Phone.sending(Phone.packet(pair.a().id(), id(9), "to herself"))))
                .isEqualTo("403 not-yours");
        assertThat(refused(ann, Phone.receipt(pair.b().id(), id(1)))).isEqualTo("403 not-yours");
        assertThat(bob.sync().data()).hasSize(1);
    }

    @Test
    void aReceiptOfWhatWasNeverSentDoesNothing(World world) {
        send(1, "a");
        Phone.Synced synced = bob.sync(Phone.receipt(pair.b().id(), id(7), id(8)));
        assertThat(ids(synced)).containsExactly(id(1).toString());
        assertThat(Phone.texts(row(ann.sync()), "deletedPackets")).isEmpty();
    }

    @Test
    void theDocumentsSpellingIsUnderstood(World world) {
        send(1, "a");
        Json receipts = Phone.receipt(pair.b().id(), id(1)).values().get("lastPacketsReceived");
        assertThat(bob.sync(Json.of("lastPacketsRecieved", receipts)).data()).isEmpty();
    }

    @Test
    void packetsGoAfterAWeekAndTheirSenderIsTold(World world) {
        send(1, "a");
        world.pass(Duration.ofDays(7));
        assertThat(bob.sync().data()).isEmpty();
        assertThat(Phone.texts(row(ann.sync()), "deletedPackets")).containsExactly(id(1).toString());
        world.pass(Duration.ofDays(1));
        assertThat(hub.contents().items().stream()
                        .filter(i -> i.item().scope().equals(pair.b().id().hex())))
                .isEmpty();
    }

    @Test
    void sixtyAMinuteAndNoMore(World world) {
        List<Json.Members> packets = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            packets.add(Phone.packet(pair.b().id(), id(i), "x"));
        }
        ann.sync(Phone.sending(packets.toArray(Json.Members[]::new)));
        assertThat(refused(ann, Phone.sending(Phone.packet(pair.b().id(), id(100), "x"))))
                .isEqualTo("429 too-fast");
        assertThat(bob.sync(Phone.sending(Phone.packet(pair.a().id(), id(1), "x")))
                        .data())
                .hasSize(60);
        world.pass(Duration.ofSeconds(1));
        send(100, "x");
        assertThat(refused(ann, Phone.sending(Phone.packet(pair.b().id(), id(101), "x"))))
                .isEqualTo("429 too-fast");
        send(100, "x");
    }

    @Test
    void aThousandWaitAndNoMore() {
        var world = new World(2);
        Phone.hub(
                world,
                Map.of(
                        "qr-connection.accounts", "open",
                        "qr-connection.packets-per-minute", "100000",
                        "qr-connection.queued-packets", "150"));
        ann = new Phone(world, "ann").register();
        bob = new Phone(world, "bob").register();
        pair = ann.connectTo(bob);
        for (int from = 0; from < 150; from += 50) {
            List<Json.Members> packets = new ArrayList<>();
            for (int i = from; i < from + 50; i++) {
                packets.add(Phone.packet(pair.b().id(), id(i), "x"));
            }
            ann.sync(Phone.sending(packets.toArray(Json.Members[]::new)));
        }
        assertThat(refused(ann, Phone.sending(Phone.packet(pair.b().id(), id(500), "x"))))
                .isEqualTo("429 full");
        assertThat(bob.sync().data()).hasSize(150);
        bob.sync(Phone.receipt(pair.b().id(), id(3)));
        ann.sync(Phone.sending(Phone.packet(pair.b().id(), id(500), "x")));
        world.check();
    }

    @Test
    void anAnswerIsNotTooLarge() {
        var world = new World(3);
        Phone.hub(world, Map.of("qr-connection.accounts", "open", "qr-connection.packets-per-minute", "100000"));
        ann = new Phone(world, "ann").register();
        bob = new Phone(world, "bob").register();
        pair = ann.connectTo(bob);
        String large = "x".repeat(Wire.MAX_BLOB);
        for (int i = 0; i < 140; i++) {
            send(i, large);
        }
        Phone.Synced first = bob.sync();
        assertThat(first.data()).hasSize(128);
        assertThat(Phone.json(first.response()).values().get("more")).isEqualTo(new Json.Flag(true));
        UUID[] had = first.data().stream()
                .map(d -> UUID.fromString(d.text("packetID").orElseThrow()))
                .toArray(UUID[]::new);
        Phone.Synced second = bob.sync(Phone.receipt(pair.b().id(), had));
        assertThat(second.data()).hasSize(12);
        assertThat(Phone.json(second.response()).has("more")).isFalse();
        world.check();
    }

    @Test
    void malformedSyncsAreRefused(World world) {
        String to = pair.b().id().hex();
        String blob = Wire.base64(Bytes.utf8("x"));
        assertThat(refused(ann, Json.of("data", "x"))).isEqualTo("400 bad-request");
        assertThat(refused(ann, packetOf("pairID", to, "packetID", id(1).toString())))
                .isEqualTo("400 bad-request");
        assertThat(refused(ann, packetOf("pairID", to, "packetID", "1", "blob", blob)))
                .isEqualTo("400 bad-request");
        assertThat(refused(
                        ann,
                        packetOf("pairID", to.toUpperCase(Locale.ROOT), "packetID", id(1).toString(), "blob", blob)))
                .isEqualTo("400 bad-request");
        assertThat(refused(ann, packetOf("pairID", to, "packetID", id(1).toString(), "blob", "eA")))
                .isEqualTo("400 bad-request");
        assertThat(refused(
                        ann,
                        packetOf(
                                "pairID",
                                to,
                                "packetID",
                                id(1).toString(),
                                "blob",
                                Wire.base64(Bytes.wrap(new byte[Wire.MAX_BLOB + 1])))))
                .isEqualTo("413 too-large");
        assertThat(bob.sync().data()).isEmpty();
    }

    @Test
    void whoCannotSeeMeIsNotSeen(World world) {
        send(1, "before");
        assertThat(bob.post("/qr/connections/" + pair.b().id() + "/pause").status())
                .isEqualTo(204);
        assertThat(refused(ann, Phone.sending(Phone.packet(pair.b().id(), id(2), "x"))))
                .isEqualTo("409 paused");
        assertThat(refused(bob, Phone.sending(Phone.packet(pair.a().id(), id(3), "x"))))
                .isEqualTo("409 paused");
        assertThat(bob.sync().data()).isEmpty();
        assertThat(ann.post("/qr/connections/" + pair.b().id() + "/resume").status())
                .isEqualTo(204);
        assertThat(refused(ann, Phone.sending(Phone.packet(pair.b().id(), id(2), "x"))))
                .isEqualTo("409 paused");
        assertThat(bob.post("/qr/connections/" + pair.a().id() + "/resume").status())
                .isEqualTo(204);
        send(2, "after");
        assertThat(bob.sync().data()).hasSize(2);
    }

    @Test
    void eitherEndBreaksIt(World world) {
        send(1, "a");
        assertThat(bob.post("/qr/connections/" + pair.a().id() + "/break").status())
                .isEqualTo(204);
        assertThat(refused(ann, Phone.sending(Phone.packet(pair.b().id(), id(2), "x"))))
                .isEqualTo("409 broken");
        assertThat(Phone.code(ann.post("/qr/connections/" + pair.a().id() + "/pause")))
                .isEqualTo("409 broken");
        assertThat(bob.sync().data()).isEmpty();
        Json.Members told = ann.sync().messages().stream()
                .filter(m -> m.whole("subType").equals(Optional.of(5L)))
                .findFirst()
                .orElseThrow();
        assertThat(told.text("connectionId")).contains(pair.connectionId());
        assertThat(bob.post("/qr/connections/" + pair.b().id() + "/break").status())
                .isEqualTo(204);
        assertThat(bob.sync().messages()).isEmpty();
        assertThat(Phone.code(ann.initiate(pair.a(), bob.end().id()))).isEqualTo("409 in-use");
    }

    @Test
    void anOperatorBreaksIt(World world) {
        send(1, "a");
        hub.node()
                .peerings()
                .revoke(QrConnection.ID, pair.a().id().address(), pair.b().id().address(), "anybody", "");
        world.settle();
        assertThat(bob.sync().data()).isEmpty();
        assertThat(bob.sync().messages().getFirst().whole("subType")).contains(5L);
        assertThat(ann.sync().messages()).anyMatch(m -> m.whole("subType").equals(Optional.of(5L)));
        assertThat(refused(ann, Phone.sending(Phone.packet(pair.b().id(), id(2), "x"))))
                .isEqualTo("409 broken");
    }

    @Test
    void whoIsRevokedLosesItsConnections(World world) {
        hub.node()
                .registry()
                .revoke(hub.device(QrConnection.ID, bob.account()).orElseThrow().id(), "anybody", "");
        world.settle();
        assertThat(refused(ann, Phone.sending(Phone.packet(pair.b().id(), id(2), "x"))))
                .isEqualTo("409 broken");
        assertThat(ann.sync().messages()).anyMatch(m -> m.whole("subType").equals(Optional.of(5L)));
    }

    @Test
    void messagesAreToldUntilTheirReceipt(World world) {
        Json.Members message = ann.sync().messages().getFirst();
        world.pass(Duration.ofHours(1));
        Json.Members again = ann.sync().messages().getFirst();
        assertThat(again.text("jti")).isEqualTo(message.text("jti"));
        assertThat(again.whole("iat")).contains(ann.now());
        Json received = Json.of(
                "serverMessagesReceived",
                new Json.Items(List.of(new Json.Text(message.text("jti").orElseThrow()))));
        assertThat(ann.sync((Json.Members) received).messages()).isEmpty();
        assertThat(ann.sync().messages()).isEmpty();
    }
}
