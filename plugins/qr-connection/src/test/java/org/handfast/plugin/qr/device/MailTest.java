package org.handfast.plugin.qr.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.UUID;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.handfast.api.Bytes;
import org.handfast.api.Fault;
import org.handfast.api.Json;
import org.handfast.api.Key;
import org.handfast.core.json.JsonReader;
import org.handfast.plugin.qr.device.Happening.How;
import org.handfast.plugin.qr.wire.Packet;
import org.handfast.plugin.qr.wire.Wire;
import org.handfast.testkit.ScriptedPeer;
import org.handfast.testkit.TestNode;
import org.handfast.testkit.World;
import org.handfast.testkit.WorldTest;

/** What goes over a connection, and what the hub says. */
@WorldTest
class MailTest {

    private TestNode hub;
    private Handset ann;
    private Handset bob;

    @BeforeEach
    void connected(World world) {
        hub = Handset.openHub(world);
        ann = Handset.registered(world, "ann");
        bob = Handset.registered(world, "bob");
        Handset.connect(ann, bob);
    }

    private static Json.Members delivery(List<Json> data, List<Json> messages) {
        return Json.of(
                "syncMeta", new Json.Items(List.of()),
                "data", new Json.Items(data),
                "serverMessages", new Json.Items(messages));
    }

    private static Json.Members packet(Connection to, UUID id, Bytes blob) {
        return Json.of("pairID", to.own().hex(), "packetID", id.toString(), "blob", Wire.base64(blob));
    }

    @Test
    void goesBothWays(World world) {
        ann.say("bob", "one");
        ann.sync();
        world.pass(Duration.ofMillis(1));
        ann.say("bob", "two");
        ann.sync();
        bob.sync();
        bob.say("ann", "three");
        bob.sync();
        ann.sync();
        assertThat(bob.heard()).containsExactly("one", "two");
        assertThat(ann.heard()).containsExactly("three");
        assertThat(ann.happened(Happening.Went.class))
                .extracting(Happening.Went::how)
                .contains(How.STORED, How.DELIVERED, How.DELETED);
        assertThat(Mail.isDue(ann.device())).isFalse();
        assertThat(Mail.isDue(bob.device())).isFalse();
    }

    @Test
    void whatIsTakenTwiceCountsOnce() {
        ann.say("bob", "once");
        Outgoing sent = ann.connection("bob").mail().outbox().getFirst();
        ann.sync();
        Json.Members delivery = delivery(List.of(packet(bob.connection("ann"), sent.id(), sent.blob())), List.of());
        bob.take(delivery);
        bob.take(delivery);
        bob.sync();
        bob.take(delivery);
        assertThat(bob.heard()).containsExactly("once");
        assertThat(bob.connection("ann").mail().receipts())
                .as("it is confirmed once more")
                .hasSize(1);
    }

    @Test
    void whatWasForgottenIsTooOldToBeTakenAgain(World world) {
        Seen seen = Seen.NOTHING;
        Bytes first = Bytes.u64(0);
        for (int i = 0; i < 2_001; i++) {
            seen = seen.with(Bytes.u64(i), world.clock().now().plusSeconds(i));
        }
        assertThat(seen.names()).hasSize(2_000);
        assertThat(seen.has(first)).isFalse();
        assertThat(seen.has(first, world.clock().now())).isTrue();
        assertThat(seen.has(first, world.clock().now().plusSeconds(1))).isFalse();
    }

    @Test
    void aPacketThatSomebodyElseSealedIsNotRead(World world) {
        Handset eve = Handset.registered(world, "eve");
        Handset.connect(eve, ann);
        eve.say("ann", "to Ann");
        Outgoing sent = eve.connection("ann").mail().outbox().getFirst();
        bob.take(delivery(List.of(packet(bob.connection("ann"), sent.id(), sent.blob())), List.of()));
        bob.take(delivery(List.of(packet(bob.connection("ann"), UUID.randomUUID(), Bytes.EMPTY)), List.of()));
        ann.take(delivery(List.of(packet(bob.connection("ann"), sent.id(), sent.blob())), List.of()));
        assertThat(bob.heard()).isEmpty();
        assertThat(bob.happened(Happening.Unreadable.class)).hasSize(2);
        assertThat(ann.happened).as("it is for another end").isEmpty();
    }

    @Test
    void whatIsTooLongIsNotSealed() {
        assertThatThrownBy(() -> ann.say("bob", "x".repeat(Connection.ROOM)))
                .isInstanceOf(Fault.class)
                .hasMessageContaining("too long");
        int rest = Connection.ROOM
                - new Content.Text("", ann.tools().now()).plain().size();
        ann.say("bob", "x".repeat(rest));
        ann.sync();
        bob.sync();
        assertThat(bob.heard()).hasSize(1);
    }

    @Test
    void placesAreToldFourTimesAMinute(World world) {
        for (int i = 0; i < 4; i++) {
            ann.say(
                    "bob",
                    new Content.Location(
                            52.5, 13.4, OptionalDouble.of(i), ann.tools().now()));
            world.pass(Duration.ofSeconds(10));
        }
        assertThatThrownBy(() -> ann.say(
                        "bob",
                        new Content.Location(
                                0, 0, OptionalDouble.empty(), ann.tools().now())))
                .hasMessageContaining("wait 20 s");
        world.pass(Duration.ofSeconds(20));
        ann.say(
                "bob",
                new Content.Location(0, 0, OptionalDouble.empty(), ann.tools().now()));
        ann.sync();
        bob.sync();
        assertThat(bob.happened(Happening.Said.class)).hasSize(5);
    }

    @Test
    void nothingPassesWhileItIsPaused() {
        Connection connection = ann.connection("bob");
        assertThat(ann.ask(ann.calls().on(connection.own(), "pause")).status()).isEqualTo(204);
        bob.say("ann", "hello?");
        bob.sync();
        assertThat(bob.happened(Happening.Refused.class))
                .extracting(r -> r.refusal().code())
                .containsExactly("paused");
        assertThat(ann.ask(ann.calls().on(connection.own(), "resume")).status()).isEqualTo(204);
        bob.say("ann", "hello!");
        bob.sync();
        ann.sync();
        assertThat(ann.heard()).containsExactly("hello!");
    }

    @Test
    void whoEndsItIsNotTold() {
        ann.say("bob", "too late");
        assertThat(bob.ask(bob.calls().on(bob.connection("ann").own(), "break")).status())
                .isEqualTo(204);
        ann.sync();
        assertThat(ann.connection("bob").over()).isTrue();
        assertThat(ann.happened(Happening.Broken.class)).isNotEmpty();
        assertThatThrownBy(() -> ann.say("bob", "still there?")).hasMessageContaining("is over");
        bob.keep(bob.device().without(bob.connection("ann")));
        bob.sync();
        assertThat(bob.happened(Happening.Broken.class)).isEmpty();
    }

    @Test
    void receiptsForWhatIsOverDoNoHarm() {
        ann.say("bob", "unconfirmed");
        ann.sync();
        bob.post(new Part.Receipts(List.of(), Map.of()));
        ann.ask(ann.calls().on(ann.connection("bob").own(), "break"));
        bob.sync();
        assertThat(bob.heard()).containsExactly("unconfirmed");
        assertThat(bob.connection("ann").over()).isTrue();
        assertThat(Mail.isDue(bob.device())).isFalse();
    }

    @Test
    void keysAreChangedAfterNinetyDays(World world) {
        Key before = key(ann);
        world.pass(Duration.ofDays(89));
        ann.sync();
        bob.sync();
        assertThat(key(ann)).isEqualTo(before);
        world.pass(Duration.ofDays(2));
        ann.sync();
        bob.sync();
        assertThat(bob.happened(Happening.Rekeyed.class)).hasSize(1);
        bob.say("ann", "under new keys");
        bob.sync();
        ann.sync();
        ann.say("bob", "so do I");
        ann.sync();
        bob.sync();
        assertThat(ann.heard()).containsExactly("under new keys");
        assertThat(bob.heard()).containsExactly("so do I");
        assertThat(key(ann)).isNotEqualTo(before);
        assertThat(generations(ann)).isEqualTo(2);
        world.pass(Duration.ofDays(9));
        ann.sync();
        bob.sync();
        assertThat(generations(ann)).as("old keys are forgotten").isEqualTo(1);
        assertThat(generations(bob)).isEqualTo(1);
    }

    @Test
    void whatIsSealedWithNewKeysMayComeBeforeThem(World world) {
        world.pass(Duration.ofDays(91));
        ann.sync();
        bob.post(Mail.receipts(bob.device()));
        for (int i = 0; i < 5; i++) {
            bob.say("ann", "under new keys");
        }
        bob.sync();
        ann.sync();
        assertThat(ann.heard()).hasSize(5);
    }

    @Test
    void keysThatBothChangeAtOnceAreTheSame(World world) {
        world.pass(Duration.ofDays(91));
        ann.keep(new Mail(ann.tools()).tended(ann.device()));
        bob.keep(new Mail(bob.tools()).tended(bob.device()));
        ann.sync();
        bob.sync();
        ann.sync();
        ann.say("bob", "there?");
        ann.sync();
        bob.sync();
        assertThat(bob.heard()).containsExactly("there?");
        assertThat(generations(ann)).isEqualTo(2);
        assertThat(generations(bob)).isEqualTo(2);
    }

    @Test
    void aNewKeyThatGotLostIsToldAgain(World world) {
        world.pass(Duration.ofDays(91));
        ann.sync();
        world.pass(Duration.ofDays(10));
        bob.exchange();
        assertThat(bob.happened(Happening.Rekeyed.class))
                .as("the hub did not keep it for so long")
                .isEmpty();
        ann.sync();
        bob.exchange();
        assertThat(bob.happened(Happening.Rekeyed.class)).hasSize(1);
        world.pass(Duration.ofDays(10));
        ann.sync();
        assertThat(ann.happened(Happening.Rekeyed.class)).as("nor the answer").isEmpty();
        bob.exchange();
        ann.sync();
        assertThat(ann.happened(Happening.Rekeyed.class)).hasSize(1);
        ann.say("bob", "at last");
        ann.sync();
        bob.exchange();
        assertThat(bob.heard()).containsExactly("at last");
    }

    @Test
    void aNewKeyThatThePairKeyDidNotSignIsNotTaken(World world) {
        Key forged = bob.tools().crypto().generate(Key.Algorithm.X25519).publicKey();
        ann.say("bob", new Content.Rekey(forged, Bytes.wrap(new byte[64])));
        ann.sync();
        bob.sync();
        assertThat(bob.happened(Happening.Unreadable.class)).hasSize(1);
        assertThat(generations(bob)).isEqualTo(1);
        assertThat(bob.connection("ann").keys().orElseThrow().theirs()).isEmpty();
    }

    private static Key key(Handset of) {
        return of.device()
                .connections()
                .getFirst()
                .keys()
                .orElseThrow()
                .newest()
                .own()
                .publicKey();
    }

    private static int generations(Handset of) {
        return of.device()
                .connections()
                .getFirst()
                .keys()
                .orElseThrow()
                .generations()
                .size();
    }

    @Test
    void theLiveStreamIsReadAsSyncsAre() {
        ScriptedPeer stream = bob.live();
        ann.say("bob", "now");
        ann.sync();
        bob.take(JsonReader.read(stream.read()).root());
        assertThat(bob.heard()).containsExactly("now");
        stream.send(Mail.receipts(bob.device()).body());
        Json.Members answer = JsonReader.read(stream.read()).root();
        assertThat(Refusal.frame(answer)).isEmpty();
        bob.take(answer);
        stream.send(Bytes.utf8("{\"data\":5}"));
        assertThat(Refusal.frame(JsonReader.read(stream.read()).root()))
                .hasValueSatisfying(r -> assertThat(r.code()).isEqualTo("bad-request"));
    }

    private String announcement(Json.Members said) {
        return Packet.ofHub(said, hub.toolkit().forEvent(Bytes.wrap(new byte[32])));
    }

    private Json.Members outage(String audience, long iat, int jti) {
        return Json.of(
                "aud",
                audience,
                "iat",
                iat,
                "jti",
                Bytes.hex("%02x".formatted(jti).repeat(16)).b64u(),
                "type",
                6,
                "subType",
                2,
                "text",
                "Back at noon.",
                "startsAt",
                5);
    }

    private void hears(String message) {
        ann.take(delivery(List.of(), List.of(new Json.Text(message))));
    }

    @Test
    void theHubIsHeardOnce() {
        String me = ann.device().account().id().orElseThrow().value();
        String message = announcement(outage(me, ann.tools().seconds(), 1));
        hears(message);
        hears(message);
        assertThat(ann.happened(Happening.Announced.class)).hasSize(1);
        assertThat(ann.device().receipts()).as("and confirmed").hasSize(1);
        hears(announcement(outage(me, ann.tools().seconds(), 2)));
        assertThat(ann.happened(Happening.Announced.class)).hasSize(2);
    }

    @Test
    void whatTheHubDidNotSayNowAndHereCountsForNothing(World world) {
        String me = ann.device().account().id().orElseThrow().value();
        String others = bob.device().account().id().orElseThrow().value();
        long now = ann.tools().seconds();
        String good = announcement(outage(me, now, 3));
        String[] parts = good.split("\\.");
        var forged = new ArrayList<String>(List.of(
                announcement(outage(others, now, 3)),
                announcement(outage(me, now - 301, 3)),
                announcement(outage(me, now + 301, 3)),
                parts[0] + "." + parts[1] + "." + Bytes.wrap(new byte[64]).b64u(),
                parts[0] + "." + parts[1] + ".",
                parts[0] + "." + parts[1],
                Bytes.utf8("{\"alg\":\"none\",\"kid\":\"hub\",\"typ\":\"handfast-qr+jws\"}")
                                .b64u() + "." + parts[1] + ".",
                "",
                "x".repeat(5_000)));
        forged.add(Packet.made(ann.device().account().id().orElseThrow(), outage(me, now, 3), bytes -> ann.device()
                .account()
                .sign(bytes, ann.tools())));
        forged.forEach(this::hears);
        assertThat(ann.happened(Happening.Forged.class)).hasSize(forged.size());
        assertThat(ann.happened(Happening.Announced.class)).isEmpty();
        assertThat(ann.device().receipts()).isEmpty();
        hears(good);
        assertThat(ann.happened(Happening.Announced.class)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"syncMeta\":[],\"data\":[]}",
                "{\"syncMeta\":5,\"data\":[],\"serverMessages\":[]}",
                "{\"syncMeta\":[],\"data\":[5],\"serverMessages\":[]}",
                "{\"syncMeta\":[],\"data\":[{\"pairID\":\"x\"}],\"serverMessages\":[]}",
                "{\"syncMeta\":[],\"data\":[],\"serverMessages\":[{}]}",
                "{\"syncMeta\":[{}],\"data\":[],\"serverMessages\":[]}"
            })
    void whatIsNoAnswerIsNotTaken(String answer) {
        assertThatThrownBy(() -> ann.take(JsonReader.read(Bytes.utf8(answer)).root()))
                .isInstanceOfSatisfying(Fault.class, f -> assertThat(f.code()).isEqualTo("bad-answer"));
    }
}
