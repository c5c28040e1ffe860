package org.handfast.cli.device.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.handfast.api.Bytes;
import org.handfast.api.Key;
import org.handfast.cli.CliException;
import org.handfast.cli.ExitCode;
import org.handfast.cli.device.hub.HubUrl;

class HubApiTest {

    private static final Code BOB = new Code("BOBCODE");
    private static final Key SIGNING = new Key(Key.Algorithm.ED25519, Bytes.hex("11".repeat(32)));
    private static final Key AGREEMENT = new Key(Key.Algorithm.X25519, Bytes.hex("22".repeat(32)));

    private FakeHub hub;
    private HubApi api;

    @BeforeEach
    void start() throws IOException {
        hub = new FakeHub();
        api = new HubApi(HubUrl.parse(hub.url()));
    }

    @AfterEach
    void stop() {
        hub.close();
    }

    private void fails(Runnable asking, ExitCode code, String sentence) {
        assertThatThrownBy(asking::run)
                .isInstanceOfSatisfying(
                        CliException.class, e -> assertThat(e.code()).isEqualTo(code))
                .hasMessageContaining(sentence)
                .message()
                .doesNotContain("\u001b", "\n");
    }

    @Test
    void tellsWhichHubItIs() {
        assertThat(api.card().key().bytes().hex()).isEqualTo(FakeHub.KEY);
        assertThat(api.card().name()).isEqualTo("A\ufffd[2Jhub");
    }

    @Test
    void registersBothKeys() {
        hub.registers("BOBCODE");
        assertThat(api.register(SIGNING, AGREEMENT)).isEqualTo(BOB);
    }

    @Test
    void findsOutAKey() {
        String user = "{\"code\":\"BOBCODE\",\"eddsa_public_key\":\""
                + SIGNING.bytes().hex() + "\"}";
        hub.on("GET /users/BOBCODE", 200, user);
        assertThat(api.key(BOB)).isEqualTo(SIGNING);
        hub.on("GET /users/ALICE01", 200, user);
        fails(() -> api.key(new Code("ALICE01")), ExitCode.NO_HUB, "somebody else");
    }

    @Test
    void nobodyIsSaidToHaveAnUnknownCode() {
        fails(() -> api.key(BOB), ExitCode.USAGE, "nobody has the code BOBCODE at http://");
    }

    @ParameterizedTest
    @CsvSource({"403,REFUSED", "409,REFUSED", "400,FAILED", "503,FAILED"})
    void aRefusalIsPassedOn(int status, ExitCode code) {
        hub.on("POST /users", status, "{\"message\":\"because\\u001b[2J\\n of that\"}");
        fails(() -> api.register(SIGNING, AGREEMENT), code, "the hub refuses this: because\ufffd[2J  of that");
    }

    @Test
    void whoAsksTooOftenIsToldSo() {
        hub.on("POST /users", 429, "{\"message\":\"no\"}");
        fails(() -> api.register(SIGNING, AGREEMENT), ExitCode.FAILED, "try again in a minute");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<html>",
                "[]",
                "{\"code\":\"BOBCODE\"}",
                "{\"code\":\"BOBCODE\",\"eddsa_public_key\":\"11\"}",
                "{\"code\":\"\\u001b[2J\",\"eddsa_public_key\":\"1111111111111111111111111111111111111111111111111111111111111111\"}"
            })
    void whatIsNoUserIsNotTakenForOne(String body) {
        hub.on("GET /users/BOBCODE", 200, body);
        fails(() -> api.key(BOB), ExitCode.NO_HUB, "is no hub: ");
    }

    @Test
    void keysThatTheHubPutsInPlaceOfOursAreFound() {
        hub.on(
                "POST /users",
                200,
                "{\"code\":\"BOBCODE\",\"eddsa_public_key\":\"" + FakeHub.KEY + "\",\"ecdh_public_key\":\""
                        + AGREEMENT.bytes().hex() + "\"}");
        fails(() -> api.register(SIGNING, AGREEMENT), ExitCode.NO_HUB, "other keys");
    }

    @Test
    void aLongAnswerIsNotReadToItsEnd() {
        hub.on("GET /hub", 200, " ".repeat(16 * 1024 + 1));
        fails(api::card, ExitCode.NO_HUB, "too long");
        hub.on("GET /hub", 200, " ".repeat(16 * 1024));
        fails(api::card, ExitCode.NO_HUB, "no key");
    }

    @Test
    void whatIsNoHubIsSaidToBeNone() {
        hub.on("GET /hub", 404, "");
        fails(api::card, ExitCode.NO_HUB, "is no hub (404)");
        hub.close();
        fails(api::card, ExitCode.NO_HUB, "no hub answers at " + hub.url());
    }
}
