package org.handfast.plugin.relay.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.time.Instant;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.handfast.api.Bytes;
import org.handfast.api.Key;
import org.handfast.core.json.JsonReader;
import org.handfast.crypto.HubKeys;
import org.handfast.crypto.HubToolkit;
import org.handfast.testkit.SeededRandom;

/** The document's frames, as the protocol's page has them. */
class WireTest {

    private static final Key KEY = new Key(
            Key.Algorithm.ED25519, Bytes.hex("2152f8d19b791d24453242e15f2eab6cb7cffa7b6a5ed30097960e069881db12"));
    private static final String CONNECT = "{\"message\":{\"type\":\"connect\"},\"sender\":\"E011T7D\"}";
    private static final String CONNECT_SIGNATURE =
            "faff09637d27d528cbd4d051aaa82e825f35f68d8dd79306f2fc402a51fc9b212c5b93b16568c990ac3fd148a126172039d444279b4a12b663cf4f6e2aaddf01";
    private static final String EXCHANGE =
            "{\"message\":{\"payload\":{\"ecdh_public_key\":\"3ae77daabd9eafca135000145d110da7959a0b3c27d6eb1f99f6b98d568fcb77\"},\"type\":\"key_exchange\"},\"recipient\":\"BOBCODE\",\"sender\":\"E011T7D\"}";
    private static final String EXCHANGE_SIGNATURE =
            "13c1d30daad783e71d40838d58ab12a51634ef947a47897fdc43e0fce3c9ddcc69e355bb008d9ff1cf8dbfb155a6077d012529bd32f262acefecda00b81b5600";

    private final org.handfast.api.Crypto crypto = crypto();

    private static org.handfast.api.Crypto crypto() {
        SecureRandom random = new SeededRandom(1);
        return new HubToolkit(HubKeys.generate(random), "test", random).forEvent(Bytes.wrap(new byte[32]));
    }

    private static Envelope envelope(String data, String signature) {
        Bytes bytes = Bytes.utf8("{\"signature\":\"" + signature + "\",\"data\": " + data + "}");
        return Envelope.of(new Frame(bytes, JsonReader.read(bytes)));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void theDocumentsSignaturesAreOverTheCanonicalForm(boolean exchange) {
        String data = exchange ? EXCHANGE : CONNECT;
        String signature = exchange ? EXCHANGE_SIGNATURE : CONNECT_SIGNATURE;
        assertThat(envelope(data, signature).signedBy(KEY, crypto)).isTrue();
        assertThat(envelope(data.replace(":", " : ").replace(",", "\n,"), signature)
                        .signedBy(KEY, crypto))
                .isTrue();
        assertThat(envelope(data.replace("E011T7D", "E011T7E"), signature).signedBy(KEY, crypto))
                .isFalse();
    }

    @Test
    void aMessageWithoutAnIdGoesByTheHashOfItsSignature() {
        Envelope envelope = envelope(EXCHANGE, EXCHANGE_SIGNATURE);
        assertThat(envelope.reference(crypto))
                .isEqualTo(crypto.sha256(Bytes.hex(EXCHANGE_SIGNATURE)).hex())
                .isEqualTo(envelope.exchange(crypto));
    }

    @ParameterizedTest
    @CsvSource({
        "E011T7D, true",
        "0000000, true",
        "E011T7, false",
        "E011T7DD, false",
        "e011t7d, false",
        "E011T7Ä, false",
    })
    void aCodeHasSevenCapitalsOrDigits(String text, boolean code) {
        assertThat(Wire.code(text).isPresent()).isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource({"'', 0, true", "0a, 1, true", "0A, 1, false", "0, 1, false", "0a0, 1, false", "0g, 1, false"})
    void hexadecimalDigitsAreLowerCaseAndAsMany(String text, int size, boolean hex) {
        assertThat(Wire.hex(text, size).isPresent()).isEqualTo(hex);
    }

    @Test
    void timesAreOfRfc3339() {
        Instant time = Instant.parse("2025-03-26T19:45:38.204489Z");
        assertThat(Moment.write(time)).isEqualTo("2025-03-26T19:45:38.204489Z");
        assertThat(Moment.write(Instant.parse("2025-03-26T19:45:38Z"))).isEqualTo("2025-03-26T19:45:38.000000Z");
        assertThat(Moment.read("2025-03-26T20:45:38.204489+01:00")).contains(time);
        assertThat(Moment.read("2025-03-26T19:45:38.204489")).isEmpty();
        assertThat(Moment.read("2025-02-30T00:00:00Z")).isEmpty();
        assertThat(Moment.read("9".repeat(1_000))).isEmpty();
    }

    @Test
    void everyRefusalHasAWordOfItsOwn() {
        for (Refusal refusal : Refusal.values()) {
            assertThat(Refusal.of(refusal.because("x"))).isEqualTo(refusal);
        }
    }
}
