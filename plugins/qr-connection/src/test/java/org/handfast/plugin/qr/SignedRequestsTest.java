package org.handfast.plugin.qr;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.handfast.api.Bytes;
import org.handfast.api.Json;
import org.handfast.api.RequestSignature;
import org.handfast.api.Response;
import org.handfast.testkit.TestNode;
import org.handfast.testkit.World;
import org.handfast.testkit.WorldTest;

/** Requests that nobody else made, for no other hub, now, and once. */
@WorldTest
class SignedRequestsTest {

    private static final String SYNC = "/qr/sync";
    private static final Bytes BODY = Json.of().canonical();

    private TestNode hub;
    private Phone phone;

    @BeforeEach
    void anAccount(World world) {
        hub = Phone.openHub(world);
        phone = new Phone(world, "ann").register();
    }

    private Response send(RequestSignature signature) {
        return phone.raw("POST", SYNC, Optional.of(signature.header()), BODY);
    }

    private RequestSignature signature(String hubId, long created) {
        return phone.signature(phone.account(), "POST", SYNC, BODY, hubId, created, phone.crypto.random(16));
    }

    @Test
    void isServedOnce(World world) {
        RequestSignature signature = phone.signature(phone.account(), "POST", SYNC, BODY);
        assertThat(send(signature).status()).isEqualTo(200);
        assertThat(Phone.code(send(signature))).isEqualTo("401 bad-nonce");
    }

    @Test
    void isServedOnceWhateverBecameOfIt(World world) {
        Bytes body = Bytes.utf8("{\"data\":1}");
        Optional<String> signature =
                Optional.of(phone.signature(phone.account(), "POST", SYNC, body).header());
        assertThat(Phone.code(phone.raw("POST", SYNC, signature, body))).isEqualTo("400 bad-request");
        assertThat(Phone.code(phone.raw("POST", SYNC, signature, body))).isEqualTo("401 bad-nonce");
    }

    @Test
    void aNonceStaysTakenOverACrash(World world) {
        RequestSignature signature = phone.signature(phone.account(), "POST", SYNC, BODY);
        send(signature);
        hub.crash();
        hub.start();
        assertThat(Phone.code(send(signature))).isEqualTo("401 bad-nonce");
    }

    @Test
    void isOfNow(World world) {
        long now = phone.now();
        assertThat(send(signature(phone.hubId(), now - 300)).status()).isEqualTo(200);
        assertThat(send(signature(phone.hubId(), now + 300)).status()).isEqualTo(200);
        assertThat(Phone.code(send(signature(phone.hubId(), now - 301)))).isEqualTo("401 bad-created");
        assertThat(Phone.code(send(signature(phone.hubId(), now + 302)))).isEqualTo("401 bad-created");
    }

    @Test
    void aNonceIsNotForgottenWhileItsSignatureIsGood(World world) {
        RequestSignature signature = signature(phone.hubId(), phone.now() + 300);
        send(signature);
        world.pass(Duration.ofSeconds(599));
        assertThat(Phone.code(send(signature))).isEqualTo("401 bad-nonce");
    }

    @Test
    void isForThisHub(World world) {
        assertThat(Phone.code(send(signature("0".repeat(64), phone.now())))).isEqualTo("401 bad-signature");
    }

    @Test
    void coversTargetMethodAndBody(World world) {
        Optional<String> signature =
                Optional.of(phone.signature(phone.account(), "POST", SYNC, BODY).header());
        assertThat(Phone.code(phone.raw("POST", SYNC + "?a=1", signature, BODY)))
                .isEqualTo("401 bad-signature");
        assertThat(Phone.code(phone.raw("POST", SYNC, signature, Bytes.utf8("{} "))))
                .isEqualTo("401 bad-signature");
        assertThat(Phone.code(phone.raw("POST", "/qr/connections/" + "0".repeat(40) + "/break", signature, BODY)))
                .isEqualTo("401 bad-signature");
        assertThat(phone.raw("POST", SYNC, signature, BODY).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "keyid=\"a\"", "keyid=\"a\", created=1, nonce=\"AAAAAAAAAAAAAAAAAAAAAA\", sig=\"x\""})
    void hasOneForm(String header) {
        assertThat(Phone.code(phone.raw("POST", SYNC, Optional.of(header), BODY)))
                .isEqualTo("401 bad-signature");
    }

    @Test
    void isThere(World world) {
        assertThat(Phone.code(phone.raw("POST", SYNC, Optional.empty(), BODY))).isEqualTo("401 bad-signature");
    }

    @Test
    void isOfAnAccount(World world) {
        assertThat(Phone.code(phone.ask("00000000-0000-4000-8000-000000000000", SYNC, Json.of())))
                .isEqualTo("401 unknown-key");
        assertThat(Phone.code(phone.ask("ann", SYNC, Json.of()))).isEqualTo("401 unknown-key");
    }

    @Test
    void aPairIdIsNoAccount(World world) {
        var bob = new Phone(world, "bob").register();
        Phone.Pair pair = phone.connectTo(bob);
        assertThat(Phone.code(phone.ask(pair.a().id().hex(), SYNC, Json.of()))).isEqualTo("401 unknown-key");
    }
}
