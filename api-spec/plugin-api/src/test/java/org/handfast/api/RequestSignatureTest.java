package org.handfast.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The header's form. What it refuses is tried where there is a hub. */
class RequestSignatureTest {

    private static final String NONCE = "nonce=\"" + "A".repeat(22) + "\"";
    private static final String SIG = "sig=\"" + "A".repeat(86) + "\"";
    private static final String HEADER = "keyid=\"ada\", created=1772366400, " + NONCE + ", " + SIG;

    @Provide
    Arbitrary<RequestSignature> signatures() {
        Arbitrary<String> keyids = Arbitraries.strings()
                .withChars("!#$%&'()*+,-./:;<=>?@[]^_`{|}~")
                .alpha()
                .numeric()
                .ofMinLength(1)
                .ofMaxLength(128);
        return Combinators.combine(keyids, Arbitraries.longs().between(1, 999_999_999_999L), bytes(16), bytes(64))
                .as(RequestSignature::new);
    }

    private static Arbitrary<Bytes> bytes(int size) {
        return Arbitraries.bytes().array(byte[].class).ofSize(size).map(Bytes::wrap);
    }

    @Property
    void isReadAsItWasWritten(@ForAll("signatures") RequestSignature signature) {
        assertThat(RequestSignature.parse(signature.header())).contains(signature);
    }

    @Property
    void hasOneSpelling(
            @ForAll("signatures") RequestSignature signature,
            @ForAll @IntRange(max = 400) int position,
            @ForAll @IntRange(max = 1) int removed,
            @ForAll @CharRange(from = ' ', to = '~') char put) {
        String header = signature.header();
        int at = position % header.length();
        String other = header.substring(0, at) + put + header.substring(at + removed);
        assertThat(RequestSignature.parse(other).map(RequestSignature::header))
                .isIn(Optional.empty(), Optional.of(other));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " " + HEADER_TEXT,
                HEADER_TEXT + " ",
                HEADER_TEXT + ", " + HEADER_TEXT,
                HEADER_TEXT + ", alg=\"none\"",
                "keyid=\"ada\",created=1, " + REST,
                "keyid=ada, created=1, " + REST,
                "Keyid=\"ada\", created=1, " + REST,
                "keyid=\"\", created=1, " + REST,
                "keyid=\"a b\", created=1, " + REST,
                "keyid=\"a\\b\", created=1, " + REST,
                "keyid=\"é\", created=1, " + REST,
                "created=1, keyid=\"ada\", " + REST,
                "keyid=\"ada\", created=0, " + REST,
                "keyid=\"ada\", created=01, " + REST,
                "keyid=\"ada\", created=-1, " + REST,
                "keyid=\"ada\", created=+1, " + REST,
                "keyid=\"ada\", created=1.0, " + REST,
                "keyid=\"ada\", created=\"1\", " + REST,
                "keyid=\"ada\", created=1000000000000, " + REST,
                "keyid=\"ada\", created=99999999999999999999, " + REST,
                "keyid=\"ada\", " + REST,
            })
    void refusesAnotherForm(String header) {
        assertThat(RequestSignature.parse(header)).isEmpty();
    }

    private static final String REST =
            "nonce=\"AAAAAAAAAAAAAAAAAAAAAA\", sig=\"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
                    + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\"";
    private static final String HEADER_TEXT = "keyid=\"ada\", created=1772366400, " + REST;

    @Test
    void theseAreRefusedForTheirFormAlone() {
        assertThat(HEADER_TEXT).isEqualTo(HEADER);
        assertThat(RequestSignature.parse(HEADER)).isPresent();
    }

    /** 16 bytes leave four bits over in their last character, 64 bytes four as well: all are zero. */
    @Test
    void refusesSpareBits() {
        assertThat(RequestSignature.parse(HEADER.replace("A\", sig", "B\", sig")))
                .isEmpty();
        assertThat(RequestSignature.parse(HEADER.replace("A\", sig", "Q\", sig")))
                .isPresent();
        assertThat(RequestSignature.parse(HEADER.substring(0, HEADER.length() - 2) + "B\""))
                .isEmpty();
        assertThat(RequestSignature.parse(HEADER.substring(0, HEADER.length() - 2) + "g\""))
                .isPresent();
    }

    @Test
    void refusesSizesThatAreNotItsOwn() {
        for (int more : new int[] {-1, 1}) {
            assertThat(RequestSignature.parse(HEADER.replace("A".repeat(22) + "\"", "A".repeat(22 + more) + "\"")))
                    .isEmpty();
            assertThat(RequestSignature.parse(HEADER.replace(SIG, "sig=\"" + "A".repeat(86 + more) + "\"")))
                    .isEmpty();
        }
        String longest = "k".repeat(128);
        assertThat(RequestSignature.parse(HEADER.replace("ada", longest))).isPresent();
        assertThat(RequestSignature.parse(HEADER.replace("ada", longest + "k"))).isEmpty();
    }

    @Test
    void cannotBeWhatNoHeaderSays() {
        Bytes nonce = Bytes.wrap(new byte[16]);
        for (String keyid : new String[] {"", "a b", "a\"b", "é", "k".repeat(129)}) {
            assertThatThrownBy(() -> new RequestSignature(keyid, 1, nonce, Bytes.EMPTY))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        for (long created : new long[] {-1, 0, 1_000_000_000_000L}) {
            assertThatThrownBy(() -> new RequestSignature("ada", created, nonce, Bytes.EMPTY))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        for (int size : new int[] {0, 15, 17}) {
            assertThatThrownBy(() -> new RequestSignature("ada", 1, Bytes.wrap(new byte[size]), Bytes.EMPTY))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void isTheRequestsOwn() {
        var signed =
                new Request("GET", "/a", "/a", Optional.of(HEADER), Map.of(), Map.of(), Optional.empty(), Bytes.EMPTY);
        assertThat(RequestSignature.of(signed)).map(RequestSignature::keyid).contains("ada");
        var bare = new Request("GET", "/a", "/a", Optional.empty(), Map.of(), Map.of(), Optional.empty(), Bytes.EMPTY);
        assertThat(RequestSignature.of(bare)).isEmpty();
    }

    @Test
    void claimsItsNonceForItsKeyLongerThanItIsGood() {
        Instant created = Instant.ofEpochSecond(1_772_366_400);
        var signature = RequestSignature.unsigned("ada", created.plusNanos(999_999_999), Bytes.wrap(new byte[16]));
        assertThat(signature.claim()).isEqualTo(new Claim("request/ada", signature.nonce(), created.plusSeconds(660)));
    }
}
