package org.handfast.plugin.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.handfast.api.Bytes;
import org.handfast.api.Device.Trust;
import org.handfast.api.Json;
import org.handfast.api.Key;
import org.handfast.api.Response;
import org.handfast.testkit.TestNode;
import org.handfast.testkit.World;
import org.handfast.testkit.WorldTest;

/** Users by HTTP. */
@WorldTest
class UsersTest {

    private static TestNode hub(World world) {
        return world.node("hub", Map.of(), new RelayKeyExchange());
    }

    private static String message(Response response) {
        return RawUser.json(response.body()).text("message").orElseThrow();
    }

    @Test
    void registersAndIsFound(World world) {
        TestNode hub = hub(world);
        var alice = new RawUser(world, "alice");
        Response made = alice.post(alice.ecdh(), alice.eddsa());
        Json.Members user = RawUser.json(made.body());
        assertThat(made.status()).isEqualTo(200);
        assertThat(user.values().keySet())
                .containsExactlyInAnyOrder("id", "code", "name", "ecdh_public_key", "eddsa_public_key", "created_at");
        assertThat(user.whole("id").orElseThrow()).isPositive();
        assertThat(user.text("code").orElseThrow()).matches("[A-Z0-9]{7}");
        assertThat(user.values().get("name")).isEqualTo(new Json.Null());
        assertThat(user.text("ecdh_public_key")).contains(alice.ecdh());
        assertThat(user.text("eddsa_public_key")).contains(alice.eddsa());
        assertThat(user.text("created_at").orElseThrow()).matches("2026-03-01T12:00:00\\.\\d{6}Z");

        Response found = alice.get(user.text("code").orElseThrow());
        assertThat(found.status()).isEqualTo(200);
        assertThat(RawUser.json(found.body())).isEqualTo(user);
        assertThat(hub.device(RelayKeyExchange.ID, user.text("code").orElseThrow())
                        .orElseThrow()
                        .trust())
                .isEqualTo(Trust.KNOWN);
    }

    @Test
    void theSamePairAgainIsTheSameUser(World world) {
        hub(world);
        var alice = new RawUser(world, "alice").register();
        assertThat(RawUser.json(alice.post(alice.ecdh(), alice.eddsa()).body()).text("code"))
                .contains(alice.code());
    }

    @Test
    void codesDiffer(World world) {
        hub(world);
        var codes = new HashSet<String>();
        for (int i = 0; i < 50; i++) {
            codes.add(new RawUser(world, "user" + i).register().code());
        }
        assertThat(codes).hasSize(50);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ABCDEFG", "abcdefg", "A", "ABCDEFGH", "..%2F..", "ABC DEF"})
    void aCodeThatNobodyHasIsNotFound(String code) {
        var world = new World(1);
        hub(world);
        Response answer = new RawUser(world, "alice").get(code);
        assertThat(answer.status()).isEqualTo(404);
        assertThat(message(answer)).isEqualTo("user code not found");
    }

    @ParameterizedTest
    @CsvSource({
        "ecdh_public_key, ''",
        "ecdh_public_key, 00",
        "ecdh_public_key, 0000000000000000000000000000000000000000000000000000000000000000",
        "ecdh_public_key, e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800",
        "ecdh_public_key, edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "ecdh_public_key, a4e09292b651c278b9772c569f5fa9bb13d906b46ab68c9df9dc2b4409f8a289",
        "ecdh_public_key, A4E09292B651C278B9772C569F5FA9BB13D906B46AB68C9DF9DC2B4409F8A209",
        "ecdh_public_key, zz e09292b651c278b9772c569f5fa9bb13d906b46ab68c9df9dc2b4409f8a209",
        "eddsa_public_key, ''",
        "eddsa_public_key, 0100000000000000000000000000000000000000000000000000000000000000",
        "eddsa_public_key, ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "eddsa_public_key, edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "eddsa_public_key, 2152f8d19b791d24453242e15f2eab6cb7cffa7b6a5ed30097960e069881db1",
    })
    void aWrongKeyIsNamed(String field, String key) {
        var world = new World(2);
        TestNode hub = hub(world);
        var alice = new RawUser(world, "alice");
        Response answer = field.startsWith("ecdh") ? alice.post(key, alice.eddsa()) : alice.post(alice.ecdh(), key);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(message(answer)).startsWith(field);
        assertThat(hub.contents().devices()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "1", "{\"ecdh_public_key\":1}", "{\"a\":1,\"a\":2}", "{}", "\ufeff{}"})
    void aBodyThatIsNoObjectWithKeysIsRefused(String body) {
        var world = new World(3);
        hub(world);
        assertThat(new RawUser(world, "alice").post(Bytes.utf8(body)).status()).isEqualTo(400);
    }

    @Test
    void nobodySquatsOnAnothersKey(World world) {
        TestNode hub = hub(world);
        var alice = new RawUser(world, "alice");
        var mallory = new RawUser(world, "mallory");
        String squatted = RawUser.json(
                        mallory.post(mallory.ecdh(), alice.eddsa()).body())
                .text("code")
                .orElseThrow();
        alice.register();
        assertThat(alice.code()).isNotEqualTo(squatted);
        assertThat(alice.get(squatted).status()).isEqualTo(404);
        assertThat(hub.contents().devices()).hasSize(1);
    }

    @Test
    void aProvenUserKeepsItsKeys(World world) {
        hub(world);
        var alice = new RawUser(world, "alice").register().connect();
        var mallory = new RawUser(world, "mallory");
        assertThat(mallory.post(mallory.ecdh(), alice.eddsa()).status()).isEqualTo(409);
        assertThat(alice.get(alice.code()).status()).isEqualTo(200);
    }

    @Test
    void aConnectThatIsRefusedProvesTheKeyNevertheless(World world) {
        hub(world);
        var alice = new RawUser(world, "alice").register().open("/ws");
        alice.send(alice.connectTo("no-nonce", "no-hub"));
        assertThat(alice.error()).isEqualTo("refused");
        var mallory = new RawUser(world, "mallory");
        assertThat(mallory.post(mallory.ecdh(), alice.eddsa()).status()).isEqualTo(409);
    }

    @Test
    void usersMayShareAnAgreementKey(World world) {
        TestNode hub = hub(world);
        var alice = new RawUser(world, "alice").register();
        var bob = new RawUser(world, "bob");
        assertThat(bob.post(alice.ecdh(), bob.eddsa()).status()).isEqualTo(200);
        assertThat(hub.contents().devices()).hasSize(2);
    }

    @Test
    void aBlockedUserDoesNotComeBackUnderItsKey(World world) {
        TestNode hub = hub(world);
        var alice = new RawUser(world, "alice").register();
        hub.node()
                .registry()
                .suspend(
                        hub.device(RelayKeyExchange.ID, alice.code())
                                .orElseThrow()
                                .id(),
                        "test",
                        "");
        world.settle();
        String other =
                alice.crypto.generate(Key.Algorithm.X25519).publicKey().bytes().hex();
        assertThat(alice.post(alice.ecdh(), alice.eddsa()).status()).isEqualTo(403);
        assertThat(alice.post(other, alice.eddsa()).status()).isEqualTo(403);
    }

    @Test
    void aClosedHubTakesNobodyNew(World world) {
        TestNode hub = world.node("hub", Map.of("relay-key-exchange.admission", "closed"), new RelayKeyExchange());
        var alice = new RawUser(world, "alice");
        Response answer = alice.post(alice.ecdh(), alice.eddsa());
        assertThat(answer.status()).isEqualTo(403);
        assertThat(message(answer)).contains("operator");
        assertThat(hub.contents().devices()).isEmpty();
    }
}
