package org.handfast.plugin.qr;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.handfast.api.Bytes;
import org.handfast.api.Device.Trust;
import org.handfast.api.Event.Answer;
import org.handfast.api.Json;
import org.handfast.api.Question;
import org.handfast.api.Response;
import org.handfast.api.Shown;
import org.handfast.plugin.qr.wire.Wire;
import org.handfast.testkit.TestNode;
import org.handfast.testkit.World;
import org.handfast.testkit.WorldTest;

/** Who gets an account, and how. */
@WorldTest
class AccountsTest {

    private static String state(Response response) {
        return Phone.json(response).text("state").orElseThrow();
    }

    private static Trust trust(TestNode hub, Phone phone) {
        return hub.device(QrConnection.ID, phone.account()).orElseThrow().trust();
    }

    @Test
    void anOpenHubTakesWhoeverAsksAndTrustsNobodyForIt(World world) {
        TestNode hub = Phone.openHub(world);
        var phone = new Phone(world, "Ann's phone");
        Response made = phone.register(Optional.empty());
        assertThat(made.status()).isEqualTo(201);
        assertThat(state(made)).isEqualTo("active");
        assertThat(Phone.json(made).text("hub_key"))
                .contains(hub.toolkit().hub().signing().bytes().b64u());
        assertThat(Wire.uuid(phone.account())).isPresent();
        assertThat(trust(hub, phone)).isEqualTo(Trust.KNOWN);
        assertThat(phone.sync().messages()).isEmpty();
    }

    @Test
    void theSameKeyAgainIsTheSameAccount(World world) {
        Phone.openHub(world);
        var phone = new Phone(world, "ann").register();
        String account = phone.account();
        Response again = phone.register(Optional.empty());
        assertThat(again.status()).isEqualTo(200);
        assertThat(phone.account()).isEqualTo(account);
    }

    @Test
    void anAccountWaitsUntilItIsLetIn(World world) {
        TestNode hub = Phone.hub(world, Map.of());
        var phone = new Phone(world, "ann");
        assertThat(state(phone.register(Optional.empty()))).isEqualTo("waiting");
        assertThat(Phone.code(phone.ask("/qr/sync", Json.of()))).isEqualTo("403 not-active");
        assertThat(hub.question().claimed().name()).isEqualTo("ann");
        assertThat(hub.question().shown().getFirst().kind()).isEqualTo(Shown.Kind.PEER_FINGERPRINT);
        hub.answer(Question.Stage.ACCOUNT, Answer.YES);
        assertThat(state(phone.register(Optional.empty()))).isEqualTo("active");
        assertThat(trust(hub, phone)).isEqualTo(Trust.TRUSTED);
        assertThat(phone.sync().messages()).isEmpty();
    }

    @Test
    void anAccountThatWaitsOutlivesTheHub(World world) {
        TestNode hub = Phone.hub(world, Map.of());
        var phone = new Phone(world, "ann");
        phone.register(Optional.empty());
        hub.crash();
        hub.start();
        world.settle();
        hub.answer(Question.Stage.ACCOUNT, Answer.YES);
        assertThat(state(phone.register(Optional.empty()))).isEqualTo("active");
    }

    @Test
    void anAccountIsRefused(World world) {
        TestNode hub = Phone.hub(world, Map.of());
        var phone = new Phone(world, "ann");
        phone.register(Optional.empty());
        hub.answer(Question.Stage.ACCOUNT, Answer.NO);
        assertThat(state(phone.register(Optional.empty()))).isEqualTo("refused");
        assertThat(Phone.code(phone.ask("/qr/sync", Json.of()))).isEqualTo("403 not-active");
    }

    @Test
    void anAccountThatNobodyDecidesAboutIsForgotten(World world) {
        TestNode hub = Phone.hub(world, Map.of());
        var phone = new Phone(world, "ann");
        phone.register(Optional.empty());
        world.pass(Duration.ofDays(6));
        assertThat(hub.device(QrConnection.ID, phone.account())).isEmpty();
        assertThat(state(phone.register(Optional.empty()))).isEqualTo("waiting");
    }

    @Test
    void anInviteLetsOneIn(World world) {
        TestNode hub = Phone.hub(world, Map.of("qr-connection.accounts", "invite"));
        var phone = new Phone(world, "ann");
        assertThat(Phone.code(phone.register(Optional.empty()))).isEqualTo("403 not-active");
        String token = invite(hub);
        assertThat(state(phone.register(Optional.of(token)))).isEqualTo("active");
        assertThat(trust(hub, phone)).isEqualTo(Trust.TRUSTED);
        assertThat(Phone.code(new Phone(world, "bob").register(Optional.of(token))))
                .isEqualTo("403 wrong-invite");
    }

    private static String invite(TestNode hub) {
        return hub.command(QrConnection.ID, "invite", Map.of("days", "1"))
                .shown()
                .getFirst()
                .values()
                .getFirst();
    }

    @Test
    void anInviteExpires(World world) {
        TestNode hub = Phone.hub(world, Map.of());
        String token = invite(hub);
        world.pass(Duration.ofDays(1));
        assertThat(Phone.code(new Phone(world, "ann").register(Optional.of(token))))
                .isEqualTo("403 wrong-invite");
    }

    @Test
    void fiveWrongSecretsEndAnInvite(World world) {
        TestNode hub = Phone.hub(world, Map.of());
        String token = invite(hub);
        String wrong = token.substring(0, 9) + Bytes.wrap(new byte[16]).b64u();
        var ann = new Phone(world, "ann");
        for (int i = 0; i < 5; i++) {
            assertThat(Phone.code(ann.register(Optional.of(wrong)))).isEqualTo("403 wrong-invite");
        }
        assertThat(Phone.code(ann.register(Optional.of(token)))).isEqualTo("403 wrong-invite");
    }

    @Test
    void onlyTheHolderOfAKeyRegistersIt(World world) {
        Phone.openHub(world);
        var ann = new Phone(world, "ann");
        var mallory = new Phone(world, "mallory");
        String keyid = Wire.keyId(ann.key.publicKey());
        assertThat(Phone.code(mallory.ask(keyid, "/qr/accounts", ann.registration(Optional.empty()))))
                .isEqualTo("401 bad-signature");
        assertThat(Phone.code(mallory.ask(
                        Wire.keyId(mallory.key.publicKey()), "/qr/accounts", ann.registration(Optional.empty()))))
                .isEqualTo("403 wrong-key");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t"})
    void aNameCanBeRead(String name) {
        var world = new World(1);
        Phone.openHub(world);
        var phone = new Phone(world, "ann");
        Json.Members body = Phone.with(phone.registration(Optional.empty()), "name", new Json.Text(name));
        assertThat(Phone.code(phone.ask(Wire.keyId(phone.key.publicKey()), "/qr/accounts", body)))
                .isEqualTo("400 bad-request");
    }

    @Test
    void whoIsRevokedIsOut(World world) {
        TestNode hub = Phone.openHub(world);
        var phone = new Phone(world, "ann").register();
        hub.node()
                .registry()
                .revoke(
                        hub.device(QrConnection.ID, phone.account())
                                .orElseThrow()
                                .id(),
                        "anybody",
                        "");
        assertThat(Phone.code(phone.ask("/qr/sync", Json.of()))).isEqualTo("403 blocked");
        assertThat(Phone.code(phone.register(Optional.empty()))).isEqualTo("403 blocked");
    }

    @Test
    void anAccountThatIsInUseIsNoStranger(World world) {
        TestNode hub = Phone.openHub(world);
        var phone = new Phone(world, "ann").register();
        phone.sync();
        hub.node().engine().writeBehind();
        assertThat(hub.device(QrConnection.ID, phone.account()).orElseThrow().lastSeen())
                .isPresent();
    }
}
