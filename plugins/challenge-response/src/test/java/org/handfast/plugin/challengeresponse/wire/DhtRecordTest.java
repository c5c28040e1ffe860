package org.handfast.plugin.challengeresponse.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.handfast.api.Bytes;
import org.handfast.api.Crypto;
import org.handfast.api.Fault;
import org.handfast.plugin.challengeresponse.TestCrypto;
import org.handfast.plugin.challengeresponse.code.Code;
import org.handfast.plugin.challengeresponse.code.Derivation;

class DhtRecordTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final Instant UNTIL = NOW.plus(Duration.ofMinutes(5));

    private final Crypto crypto = TestCrypto.of(3);
    private final Code code = Code.of(Derivation.DOCUMENT, TestCrypto.ENTROPY, crypto);
    private final DhtRecords rules = new DhtRecords();

    private static DhtRecord record() {
        return DhtRecord.of(
                PeerNames.peerId(TestCrypto.INITIATOR),
                List.of("/ip4/1.2.3.4/tcp/5678", "/ip6/::1/tcp/4001"),
                PairingMessageTest.bob(DeviceInfo.DeviceType.SERVER, "2026-03-01T12:00:00Z"),
                NOW,
                UNTIL);
    }

    private DhtRecord proven() {
        return record().proven(code.session(), code.secret(), crypto);
    }

    @Test
    void isReadAsItIsWritten() {
        assertThat(DhtRecord.decode(proven().encode())).isEqualTo(proven());
        assertThat(DhtRecord.decode(record().encode())).isEqualTo(record());
    }

    @Test
    void namesDevicesByUuidsWithHyphens() {
        assertThat(record().device().text("device_id")).contains("deadbeef-dead-beef-dead-beefdeadbeef");
    }

    @Test
    void isForgedIfAnythingOfItIsAnother() {
        DhtRecord good = proven();
        assertThat(good.forged(code.session(), code.secret(), crypto)).isFalse();
        assertThat(record().forged(code.session(), code.secret(), crypto)).isFalse();
        DhtRecord elsewhere = new DhtRecord(
                good.peerId(), List.of("/ip4/6.6.6.6/tcp/1"), good.device(), good.made(), good.until(), good.auth());
        assertThat(elsewhere.forged(code.session(), code.secret(), crypto)).isTrue();
        DhtRecord later = new DhtRecord(
                good.peerId(), good.addresses(), good.device(), good.made(), "2026-03-01T12:05:00.000Z", good.auth());
        assertThat(later.forged(code.session(), code.secret(), crypto)).isTrue();
        DhtRecord another = new DhtRecord(
                PeerNames.peerId(TestCrypto.JOINER),
                good.addresses(),
                good.device(),
                good.made(),
                good.until(),
                good.auth());
        assertThat(another.forged(code.session(), code.secret(), crypto)).isTrue();
        var stranger = Code.of(Derivation.DOCUMENT, TestCrypto.CHALLENGE.slice(0, 16), crypto);
        assertThat(good.forged(code.session(), stranger.secret(), crypto)).isTrue();
    }

    @Test
    void isKeptUnderBothKeysOfItsSession() {
        for (Bytes key : DhtRecord.keys(code.session())) {
            var keeping = rules.judge(key, proven().encode(), NOW).orElseThrow();
            assertThat(keeping.made()).isEqualTo(NOW);
            assertThat(keeping.until()).isEqualTo(UNTIL);
            assertThat(DhtRecord.session(key)).contains(code.session());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/handfast/",
                "/handfast/0700D6A41771410881F87DB439391012",
                "/handfast/0700d6a41771410881f87db43939101",
                "/handfast/0700d6a41771410881f87db4393910122",
                "/handfest/0700d6a41771410881f87db439391012",
                "/handfast/g700d6a41771410881f87db439391012",
                "/pk/0700d6a41771410881f87db439391012"
            })
    void otherKeysAreNotItsOwn(String key) {
        assertThat(rules.judge(Bytes.utf8(key), proven().encode(), NOW)).isEmpty();
    }

    @Test
    void isNotKeptAfterItsEndNorTenMinutesBefore() {
        Bytes record = proven().encode();
        assertThatThrownBy(() -> rules.judge(code.session(), record, UNTIL)).isInstanceOf(Fault.class);
        assertThat(rules.judge(code.session(), record, UNTIL.minusMillis(1))).isPresent();
        Bytes longest = timed(NOW, NOW.plus(Duration.ofMinutes(10)));
        assertThat(rules.judge(code.session(), longest, NOW)).isPresent();
        assertThatThrownBy(() -> rules.judge(code.session(), longest, NOW.minusMillis(1)))
                .isInstanceOf(Fault.class);
    }

    @Test
    void isNotKeptIfItWasMadeMoreThanThirtySecondsAfterNow() {
        assertThat(rules.judge(code.session(), timed(NOW.plusSeconds(30), UNTIL), NOW))
                .isPresent();
        Bytes future = timed(NOW.plusSeconds(30).plusMillis(1), UNTIL);
        assertThatThrownBy(() -> rules.judge(code.session(), future, NOW)).isInstanceOf(Fault.class);
    }

    private Bytes timed(Instant made, Instant until) {
        DhtRecord good = proven();
        return new DhtRecord(
                        good.peerId(), good.addresses(), good.device(), made.toString(), until.toString(), good.auth())
                .encode();
    }

    @Test
    void isNoRecordIfItIsCutOff() {
        Bytes whole = proven().encode();
        for (int size = 0; size < whole.size(); size++) {
            Bytes cut = whole.slice(0, size);
            assertThatThrownBy(() -> rules.judge(code.session(), cut, NOW)).isInstanceOf(Fault.class);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "null",
                "{\"a\":1,\"a\":2}",
                "{\"a\":01}",
                "{\"a\":\"\\ud800\"}",
                "{\"a\":\"\\u00g0\"}",
                "{\"a\":\"\n\"}",
                "{\"a\":1}x",
                "{\"a\":tru}",
                "{'a':1}",
                "{\"a\":[1,]}",
                "{\"a\":[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]}"
            })
    void otherTextsAreRefused(String text) {
        assertThatThrownBy(() -> rules.judge(code.session(), Bytes.utf8(text), NOW))
                .isInstanceOf(Fault.class);
    }

    @Test
    void fieldsThatNobodyKnowsArePassedOver() {
        String text = new String(proven().encode().toArray(), java.nio.charset.StandardCharsets.UTF_8);
        Bytes more = Bytes.utf8(" { \"more\" : [ 1.5e-3, {\"a\\u0062\":null}, -7, true ] , " + text.substring(1) + " ");
        assertThat(DhtRecord.decode(more)).isEqualTo(proven());
    }

    @Test
    void sixteenKilobytesAreTheMost() {
        Bytes padded = Bytes.join(
                Bytes.wrap(" ".repeat(16 * 1024).getBytes(java.nio.charset.StandardCharsets.US_ASCII)),
                record().encode());
        assertThatThrownBy(() -> rules.judge(code.session(), padded, NOW)).isInstanceOf(Fault.class);
    }

    @Property
    void survivesRandomBytes(@ForAll @Size(max = 200) byte[] bytes) {
        survives(Bytes.of(bytes));
    }

    @Property
    void survivesRandomTexts(@ForAll @StringLength(max = 100) String text) {
        survives(Bytes.wrap(("{\"addresses\":[" + text).getBytes(java.nio.charset.StandardCharsets.UTF_8)));
    }

    private void survives(Bytes bytes) {
        try {
            rules.judge(code.session(), bytes, NOW);
        } catch (Fault refused) {
            assertThat(refused.category()).isEqualTo(Fault.Category.PEER_FAULT);
        }
    }
}
