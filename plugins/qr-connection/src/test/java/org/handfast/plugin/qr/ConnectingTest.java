package org.handfast.plugin.qr;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.handfast.api.Bytes;
import org.handfast.api.Json;
import org.handfast.api.Peering;
import org.handfast.api.Response;
import org.handfast.core.registry.PeeringRecord;
import org.handfast.plugin.qr.Phone.End;
import org.handfast.plugin.qr.wire.Packet;
import org.handfast.plugin.qr.wire.Statement;
import org.handfast.testkit.TestNode;
import org.handfast.testkit.World;
import org.handfast.testkit.WorldTest;

/** A initiates, the hub signs, B confirms. */
@WorldTest
class ConnectingTest {

    private static final String INITIATE = "/qr/connections/initiate";
    private static final String CONFIRM = "/qr/connections/confirm";

    private TestNode hub;
    private Phone ann;
    private Phone bob;
    private Phone eve;
    private End a;
    private End b;

    @BeforeEach
    void accounts(World world) {
        hub = Phone.openHub(world);
        ann = new Phone(world, "ann").register();
        bob = new Phone(world, "bob").register();
        eve = new Phone(world, "eve").register();
        a = ann.end();
        b = bob.end();
    }

    private String signature(Response initiated) {
        assertThat(initiated.status()).isEqualTo(200);
        return Phone.json(initiated).text("signature").orElseThrow();
    }

    private List<PeeringRecord> connections() {
        return hub.node().peerings().list(10);
    }

    /** Nothing came of it: whoever is meant to can still confirm. */
    private void stillPending(String signature) {
        assertThat(connections()).isEmpty();
        assertThat(bob.confirm(b, a.id(), signature).status()).isEqualTo(200);
    }

    @Test
    void connectsTwo(World world) {
        Response initiated = ann.initiate(a, b.id());
        Json.Members said = Phone.json(initiated);
        assertThat(said.text("senderID")).contains(a.id().hex());
        assertThat(said.text("recipientID")).contains(b.id().hex());
        long expires = said.whole("expiresAt").orElseThrow();
        assertThat(expires).isEqualTo(ann.now() + 600);
        assertThat(ann.crypto.verify(
                        hub.toolkit().hub().signing(),
                        Statement.ofHub(ann.hubId(), a.id(), b.id(), ann.address(), expires),
                        Bytes.b64u(signature(initiated)).orElseThrow()))
                .isTrue();

        Response confirmed = bob.confirm(b, a.id(), signature(initiated));
        assertThat(confirmed.status()).isEqualTo(200);
        String id = Phone.json(confirmed).text("connectionId").orElseThrow();
        Json.Members told = ann.sync().messages().getFirst();
        assertThat(told.whole("subType")).contains(3L);
        assertThat(told.text("connectionId")).contains(id);
        assertThat(told.text("aud")).contains(ann.account());

        PeeringRecord kept = connections().getFirst();
        assertThat(kept.peering().standing()).isEqualTo(Peering.Standing.ESTABLISHED);
        assertThat(hub.device(QrConnection.ID, a.id().hex()).orElseThrow().name())
                .isEqualTo("ann");
        assertThat(hub.device(QrConnection.ID, b.id().hex()).orElseThrow().name())
                .isEqualTo("bob");
    }

    @Test
    void initiatingAgainWithTheSameBytesIsAnsweredTheSame(World world) {
        Json body = ann.initiation(a, b.id());
        Response once = ann.ask(INITIATE, body);
        world.pass(Duration.ofMinutes(5));
        assertThat(ann.ask(INITIATE, body).body()).isEqualTo(once.body());
        assertThat(Phone.code(ann.initiate(a, b.id()))).isEqualTo("409 pending");
        assertThat(Phone.code(eve.ask(INITIATE, body))).isEqualTo("403 wrong-key");
    }

    @Test
    void pendingOutlivesTheHubAndItsClockGoesOn(World world) {
        String signature = signature(ann.initiate(a, b.id()));
        world.pass(Duration.ofMinutes(5));
        hub.crash();
        hub.start();
        world.pass(Duration.ofMinutes(4));
        assertThat(bob.confirm(b, a.id(), signature).status()).isEqualTo(200);
    }

    @Test
    void expiresWhileTheHubIsDown(World world) {
        String signature = signature(ann.initiate(a, b.id()));
        hub.crash();
        world.pass(Duration.ofMinutes(11));
        hub.start();
        world.settle();
        assertThat(Phone.code(bob.confirm(b, a.id(), signature))).isEqualTo("410 expired");
        assertThat(ann.sync().messages().getFirst().whole("subType")).contains(4L);
    }

    @Test
    void expiresAndMayBeInitiatedAgain(World world) {
        String signature = signature(ann.initiate(a, b.id()));
        world.pass(Duration.ofMinutes(10));
        assertThat(Phone.code(bob.confirm(b, a.id(), signature))).isEqualTo("410 expired");
        assertThat(ann.sync().messages().getFirst().whole("subType")).contains(4L);
        String second = signature(ann.initiate(a, b.id()));
        assertThat(Phone.code(bob.confirm(b, a.id(), signature))).isEqualTo("403 wrong-signature");
        assertThat(bob.confirm(b, a.id(), second).status()).isEqualTo(200);
    }

    @Test
    void isForgottenADayAfterItExpired(World world) {
        String signature = signature(ann.initiate(a, b.id()));
        world.pass(Duration.ofDays(2));
        assertThat(Phone.code(bob.confirm(b, a.id(), signature))).isEqualTo("404 unknown");
    }

    @Test
    void isConfirmedOnce(World world) {
        String signature = signature(ann.initiate(a, b.id()));
        String id = Phone.json(bob.confirm(b, a.id(), signature))
                .text("connectionId")
                .orElseThrow();
        for (Duration later : List.of(Duration.ZERO, Duration.ofMinutes(1), Duration.ofDays(10))) {
            world.pass(later);
            Response again = bob.confirm(b, a.id(), signature);
            assertThat(Phone.code(again)).isEqualTo("409 used");
            assertThat(Phone.json(again).text("connectionId")).contains(id);
            Response others = eve.confirm(eve.end(), a.id(), signature);
            assertThat(Phone.code(others)).isEqualTo("409 used");
            assertThat(Phone.json(others).has("connectionId")).isFalse();
            assertThat(Phone.code(ann.initiate(a, bob.end().id()))).isEqualTo("409 in-use");
            assertThat(Phone.code(ann.initiate(ann.end(), b.id()))).isEqualTo("409 in-use");
        }
        assertThat(connections()).hasSize(1);
    }

    @Test
    void whoPhotographedAllCodesGetsNothing(World world) {
        String signature = signature(ann.initiate(a, b.id()));
        // Eve has both pair keys' public halves, both pair IDs and the hub's signature, and none of the private keys.
        assertThat(Phone.code(eve.confirm(new End(eve.end().pair(), b.id()), a.id(), signature)))
                .isEqualTo("403 not-yours");
        assertThat(Phone.code(eve.confirm(eve.end(), a.id(), signature))).isEqualTo("403 wrong-signature");
        assertThat(Phone.code(eve.initiate(new End(eve.end().pair(), b.id()), a.id())))
                .isEqualTo("403 not-yours");
        Json.Members stolen = bob.confirmation(b, a.id(), signature);
        assertThat(Phone.code(eve.ask(CONFIRM, stolen))).isEqualTo("403 wrong-key");
        stillPending(signature);
        assertThat(eve.sync().messages()).isEmpty();
    }

    @Test
    void aPairKeysProofIsForOneAccountAndOneDeed(World world) {
        String signature = signature(ann.initiate(a, b.id()));
        Json.Members own = bob.confirmation(b, a.id(), signature);
        Json.Members hers = eve.confirmation(eve.end(), a.id(), signature);
        for (String member : List.of("pairKey", "pairProof")) {
            hers = Phone.with(hers, member, own.values().get(member));
        }
        assertThat(Phone.code(eve.ask(CONFIRM, hers))).isEqualTo("403 wrong-signature");
        Json.Members deed = Phone.with(
                own, "pairProof", bob.body("", "initiate", b, a.id()).values().get("pairProof"));
        assertThat(Phone.code(bob.ask(CONFIRM, deed))).isEqualTo("403 not-yours");
        stillPending(signature);
    }

    @Test
    void bothEndsAreTwoAccounts(World world) {
        End other = ann.end();
        String signature = signature(ann.initiate(a, other.id()));
        assertThat(Phone.code(ann.confirm(other, a.id(), signature))).isEqualTo("403 one-account");
        assertThat(connections()).isEmpty();
    }

    @Test
    void theSignatureOfAnotherPairIsNone(World world) {
        String signature = signature(ann.initiate(a, b.id()));
        String others = signature(ann.initiate(ann.end(), b.id()));
        assertThat(Phone.code(bob.confirm(b, a.id(), others))).isEqualTo("403 wrong-signature");
        assertThat(Phone.code(bob.confirm(bob.end(), a.id(), signature))).isEqualTo("403 wrong-signature");
        stillPending(signature);
    }

    @Test
    void wrongSignaturesCountAgainstWhoShowsThem(World world) {
        String signature = signature(ann.initiate(a, b.id()));
        String wrong = Bytes.wrap(new byte[64]).b64u();
        for (int i = 0; i < 10; i++) {
            assertThat(Phone.code(eve.confirm(eve.end(), a.id(), wrong))).isEqualTo("403 wrong-signature");
        }
        Response eleventh = eve.confirm(eve.end(), a.id(), wrong);
        assertThat(Phone.code(eleventh)).isEqualTo("429 too-fast");
        assertThat(eleventh.headers()).containsKey("Retry-After");
        stillPending(signature);
        world.pass(Duration.ofHours(1));
        End c = ann.end();
        End d = eve.end();
        assertThat(eve.confirm(d, c.id(), signature(ann.initiate(c, d.id()))).status())
                .isEqualTo(200);
    }

    @Test
    void aPairIdThatWasConfirmedElsewhereMeanwhileIsInUse(World world) {
        String pending = signature(ann.initiate(a, b.id()));
        End z = bob.end();
        String other = signature(bob.initiate(z, a.id()));
        assertThat(ann.confirm(a, z.id(), other).status()).isEqualTo(200);
        assertThat(Phone.code(bob.confirm(b, a.id(), pending))).isEqualTo("409 in-use");
        assertThat(hub.misbehaved()).isEmpty();
        assertThat(connections()).hasSize(1);
    }

    @Test
    void idsThatAreSwappedAreRefused(World world) {
        String signature = signature(ann.initiate(a, b.id()));
        assertThat(Phone.code(bob.confirm(new End(b.pair(), a.id()), b.id(), signature)))
                .isEqualTo("404 unknown");
        assertThat(Phone.code(ann.initiate(new End(a.pair(), b.id()), a.id()))).isEqualTo("403 not-yours");
        stillPending(signature);
    }

    @Test
    void aPacketIsGoodOnce(World world) {
        Json.Members claims = ann.claims(1, a.id(), b.id());
        signature(ann.ask(INITIATE, ann.body(ann.packet(claims), "initiate", a, b.id())));
        End other = ann.end();
        Json.Members same =
                Phone.with(claims, "senderID", new Json.Text(other.id().hex()));
        assertThat(Phone.code(ann.ask(INITIATE, ann.body(ann.packet(same), "initiate", other, b.id()))))
                .isEqualTo("409 repeated");
    }

    @Test
    void anAccountDoesNotInitiateWithoutEnd(World world) {
        for (int i = 0; i < 20; i++) {
            signature(ann.initiate(ann.end(), b.id()));
        }
        assertThat(Phone.code(ann.initiate(ann.end(), b.id()))).isEqualTo("429 too-fast");
        world.pass(Duration.ofMinutes(12));
        signature(ann.initiate(ann.end(), b.id()));
    }

    private Response initiate(Json.Members claims) {
        return ann.ask(INITIATE, ann.body(ann.packet(claims), "initiate", a, b.id()));
    }

    private void nothingReserved() {
        stillPending(signature(ann.initiate(a, b.id())));
    }

    @Test
    void aPacketIsForThisHubNowAndOfTheRightType(World world) {
        Json.Members good = ann.claims(1, a.id(), b.id());
        assertThat(Phone.code(initiate(Phone.with(good, "aud", new Json.Text("0".repeat(64))))))
                .isEqualTo("403 wrong-hub");
        assertThat(Phone.code(initiate(Phone.with(good, "iat", new Json.Whole(ann.now() - 301)))))
                .isEqualTo("401 bad-created");
        assertThat(Phone.code(initiate(Phone.with(good, "subType", new Json.Whole(2)))))
                .isEqualTo("400 bad-packet");
        assertThat(Phone.code(initiate(Phone.with(good, "jti", new Json.Text("short")))))
                .isEqualTo("400 bad-packet");
        assertThat(Phone.code(initiate(Phone.with(good, "recipientID", new Json.Text(a.id().hex())))))
                .isEqualTo("400 bad-packet");
        nothingReserved();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"alg\":\"none\",\"kid\":\"KID\",\"typ\":\"handfast-qr+jws\"}",
                "{\"alg\":\"HS256\",\"kid\":\"KID\",\"typ\":\"handfast-qr+jws\"}",
                "{\"alg\":\"EdDSA\",\"kid\":\"KID\",\"typ\":\"handfast-qr+jws\",\"jwk\":{}}",
                "{\"alg\":\"EdDSA\",\"kid\":\"KID\",\"typ\":\"handfast-qr+jws\",\"crit\":[]}",
                "{\"alg\":\"EdDSA\",\"kid\":\"KID\"}",
                "{\"alg\":\"EdDSA\",\"kid\":\"KID\",\"typ\":\"JWT\"}",
                "{\"alg\":\"EdDSA\",\"alg\":\"EdDSA\",\"kid\":\"KID\",\"typ\":\"handfast-qr+jws\"}",
                "[]"
            })
    void aHeaderHasThreeMembersAndOneAlgorithm(String header) {
        assertThat(forged(header)).isEqualTo("400 bad-packet");
        nothingReserved();
    }

    private String forged(String header) {
        Bytes text = Bytes.utf8(header.replace("KID", ann.account()));
        String signed =
                text.b64u() + "." + ann.claims(1, a.id(), b.id()).canonical().b64u();
        String packet =
                signed + "." + ann.crypto.sign(ann.key, Bytes.utf8(signed)).b64u();
        return Phone.code(ann.ask(INITIATE, ann.body(packet, "initiate", a, b.id())));
    }

    @Test
    void theKeyComesFromTheAccountAlone(World world) {
        assertThat(forged("{\"alg\":\"EdDSA\",\"kid\":\"hub\",\"typ\":\"handfast-qr+jws\"}"))
                .isEqualTo("403 wrong-key");
        assertThat(forged("{\"alg\":\"EdDSA\",\"kid\":\"" + bob.account() + "\",\"typ\":\"handfast-qr+jws\"}"))
                .isEqualTo("403 wrong-key");
        nothingReserved();
    }

    @Test
    void aPacketIsWholeAndSmall(World world) {
        String packet = ann.packet(ann.claims(1, a.id(), b.id()));
        String[] parts = packet.split("\\.");
        for (String bad : List.of(
                "",
                parts[0] + "." + parts[1],
                packet + ".",
                packet + "=",
                parts[0] + "." + parts[1] + "." + parts[2].substring(1))) {
            assertThat(ann.ask(INITIATE, ann.body(bad, "initiate", a, b.id())).status())
                    .isBetween(400, 403);
        }
        Json.Members huge = Phone.with(ann.claims(1, a.id(), b.id()), "x", new Json.Text("x".repeat(Packet.MAX_TEXT)));
        assertThat(Phone.code(initiate(huge))).isEqualTo("413 too-large");
        nothingReserved();
    }

    @Test
    void aPacketThatHidesItsSenderFromACarelessLookIsRefused(World world) {
        String payload = new String(ann.claims(1, a.id(), b.id()).canonical().toArray(), StandardCharsets.UTF_8)
                .replace("senderID", "sender\\u0049D");
        String header = Bytes.utf8("{\"alg\":\"EdDSA\",\"kid\":\"" + ann.account() + "\",\"typ\":\"handfast-qr+jws\"}")
                .b64u();
        String signed = header + "." + Bytes.utf8(payload).b64u();
        String packet =
                signed + "." + ann.crypto.sign(ann.key, Bytes.utf8(signed)).b64u();
        assertThat(Phone.code(ann.ask(INITIATE, ann.body(packet, "initiate", a, b.id()))))
                .isEqualTo("400 bad-packet");
        nothingReserved();
    }

    @Test
    void whoIsBlockedMeanwhileIsNotConnected(World world) {
        String signature = signature(ann.initiate(a, b.id()));
        hub.node()
                .registry()
                .suspend(
                        hub.device(QrConnection.ID, ann.account()).orElseThrow().id(), "anybody", "");
        assertThat(Phone.code(bob.confirm(b, a.id(), signature))).isEqualTo("404 unknown");
        assertThat(connections()).isEmpty();
    }

    @Test
    void whatStrangersAskLeavesNothing(World world) {
        int before = hub.flights().size();
        for (int i = 0; i < 20; i++) {
            ann.confirm(ann.end(), bob.end().id(), Bytes.wrap(new byte[64]).b64u());
        }
        assertThat(hub.flights()).hasSize(before);
        assertThat(hub.contents().conversations()).isEmpty();
        assertThat(hub.node().engine().size()).isZero();
    }

    @Test
    void endsTheConversationWhenItIsDone(World world) {
        ann.connectTo(bob);
        world.pass(Duration.ofMinutes(11));
        assertThat(hub.node().engine().size()).isZero();
        assertThat(hub.contents().conversations()).isEmpty();
        assertThat(hub.flight().outcome().orElseThrow().name()).isEqualTo("CLOSED");
    }
}
