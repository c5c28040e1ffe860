package org.handfast.plugin.qr.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import org.handfast.api.Address;
import org.handfast.api.Bytes;
import org.handfast.api.Crypto;
import org.handfast.api.Key;
import org.handfast.api.KeyPair;
import org.handfast.api.Shown;
import org.handfast.core.comparison.CheckWords;
import org.handfast.core.json.JsonReader;
import org.handfast.crypto.HubKeys;
import org.handfast.crypto.HubToolkit;
import org.handfast.crypto.Keys;
import org.handfast.plugin.qr.wire.KeyLine;
import org.handfast.plugin.qr.wire.Lines;
import org.handfast.plugin.qr.wire.PairId;
import org.handfast.plugin.qr.wire.SignatureLine;
import org.handfast.plugin.qr.wire.Statement;
import org.handfast.plugin.qr.wire.Wire;
import org.handfast.testkit.SeededRandom;

/** What another program, in another language, makes of the same keys. */
class VectorsTest {

    private static final String HUB_ID = "2a".repeat(32);
    private static final Instant NOW = Instant.ofEpochSecond(1_772_366_400);
    private static final UUID PACKET = UUID.fromString("6f1d2c3b-4a59-4687-9b10-2d3c4b5a6978");

    private static final String FIRST =
            "HANDFAST:1:K:AGSOBEUSWZI4E6FZO4WFNH27VG5RHWIGWRVLNDE57HOCWRAJ7CRATAJZO4HKQ7IXL5LKGVDGYNGH"
                    + "5TGLRWFJDNHOG6RF35QPLOH4TM4UVFW6VDFTTPARTZD72AX3RI2GA33YPGEHDIYLVQVM6XK2HVYDQDMA:HUB.EXAMPLE:9081-EMAN";
    private static final String SECOND =
            "HANDFAST:1:K:AGWADMRAT2DDKT5YKMRXWXPA6T5LCPD7ZP2DHJQ4AGJWSYL75TYQW3T2DTOSTMFXR7ITV5GFLGH6"
                    + "75HPFKLRM3R4U3ZOJ674ZWAFAW7RAYDAMBQGAYDAMBQGAYDAMBQGAY:HUB.EXAMPLE:9081-JKZ4";
    private static final String TEXT =
            "rU8K8l6MyQza8RnThSdgjvpkhAozYiQ/6ZmbcA6o2hI3sjmJm1YotAWe0laaem7ccwgADCQ9EShku80Nx1voVeul2"
                    + "k2o4LjRHP6J9VDJi/2NRcV1bd8Jm0KbZNWWI0Kz";
    private static final String PLACE =
            "rU8K8l6MyQza8RnThSdgjvpkhAozYiQ/6ZmbcA6o2hI3sjmJm1YotAWG2E2PLCuRaU9UWmpmR00sTUPgbRLoFaaqj"
                    + "FW/4LzIHPiT4QWa2PVpG2P+el0AJvAFojPBGlZ1R0MOrFE07+7UkStv8Nrhf5RUBwjp1GtDU86Cjw==";
    private static final String PROOF =
            "zAkpx8RpBdNUD8s3Wt6-fuJSu9DWrweurmN4ZD-8FtOMocKsgDMoI7ivbyA21NZNTqpedYK-x8jheG6H6roDAA";
    private static final String REKEY =
            "fThPGFmQpo3L6cVoDXfudeVpAnnAVm3fiSQ_ysDYFdrKyKAfauJkpLDGBo9w3awxtSh_nnHtlcP2dFbUHsEjAg";

    private final Crypto crypto = crypto();
    private final Tools tools = new Tools(crypto, new CheckWords(Wire.ID), JsonReader::read, NOW);
    private final OwnEnd a = end(1, 2);
    private final OwnEnd b = end(4, 5);
    private final Address account = new Address("0b2f1f0e-6b1c-4a3e-9d55-3f2c1a0b9e8d");
    private final Pairing.Showing showing = new Pairing.Showing("bob", a, filled(3, 16), "HUB.EXAMPLE:9081");
    private final Pairing.Answering answering = new Pairing.Answering(
            "ann",
            b,
            filled(6, 16),
            "HUB.EXAMPLE:9081",
            PeerEnd.of(showing.line(tools), b, crypto),
            showing.line(tools).rest(),
            "HUB.EXAMPLE:9081",
            0);

    private static Crypto crypto() {
        var random = new SeededRandom(1);
        return HubToolkit.portable(HubKeys.generate(random), "test", random).forEvent(Bytes.wrap(new byte[32]));
    }

    private static Bytes filled(int value, int size) {
        return Bytes.hex("%02x".formatted(value).repeat(size));
    }

    private static KeyPair keys(Key.Algorithm algorithm, int value) {
        return Keys.fromPrivate(algorithm, filled(value, 32));
    }

    private OwnEnd end(int agreement, int pair) {
        KeyPair pairKeys = keys(Key.Algorithm.ED25519, pair);
        return new OwnEnd(PairId.of(pairKeys.publicKey(), crypto), keys(Key.Algorithm.X25519, agreement), pairKeys);
    }

    private Account account() {
        Account fresh = Account.fresh(keys(Key.Algorithm.ED25519, 9).publicKey(), tools);
        return new Account(HUB_ID, fresh.hubKey(), fresh.key(), Optional.of(account), Account.Standing.ACTIVE);
    }

    @Test
    void pairIdsAre() {
        assertThat(a.id()).hasToString("e90b07541ecaad3eafa21625b3f3700d6cd632d4");
        assertThat(b.id()).hasToString("24e7ae890e754369fd33c999bb2b9649e39582f1");
    }

    @Test
    void codesAre() {
        assertThat(Lines.pasteable(showing.line(tools), crypto)).isEqualTo(FIRST);
        assertThat(Lines.pasteable(answering.line(), crypto)).isEqualTo(SECOND);
        assertThat(Lines.pasted(FIRST, crypto)).isEqualTo(showing.line(tools));
        assertThat(((KeyLine) Lines.pasted(SECOND, crypto)).rest()).isEqualTo(filled(6, 16));
    }

    @Test
    void proofsAre() {
        assertThat(crypto.sign(a.pair(), Statement.ofOwner(HUB_ID, "initiate", account, a.id(), b.id()))
                        .b64u())
                .isEqualTo(PROOF);
        Key next = keys(Key.Algorithm.X25519, 7).publicKey();
        assertThat(crypto.sign(a.pair(), Statement.ofNext(a.id(), next)).b64u()).isEqualTo(REKEY);
    }

    @Test
    void wordsAreAtBothEnds() {
        List<Shown> words = List.of(
                new Shown(Shown.Kind.CHECK_WORDS, List.of("mechanic", "syrup", "silver", "tired")),
                new Shown(
                        Shown.Kind.CHECK_SYMBOLS,
                        List.of("🧲 magnet", "⛵ sailboat", "🐌 snail", "🍞 bread", "🔨 hammer", "🤖 robot")));
        var meeting = new Meeting(account(), tools);
        var line = new SignatureLine(filled(0, 64), NOW.getEpochSecond() + 1, a.id(), b.id(), filled(3, 16));
        assertThat(meeting.words(meeting.take(showing, answering.line()))).isEqualTo(words);
        assertThat(meeting.words(meeting.compare(answering, line))).isEqualTo(words);
    }

    @Test
    void packetsAreOpened() {
        Connection connection = Connection.of(answering, "", true, List.of(), NOW);
        assertThat(opened(connection, TEXT)).contains(new Content.Text("Grüße", NOW));
        assertThat(opened(connection, PLACE)).contains(new Content.Location(52.5, -13.25, OptionalDouble.of(15), NOW));
        Bytes blob = Wire.base64(TEXT).orElseThrow();
        assertThat(connection.open(UUID.randomUUID(), blob, tools)).isEmpty();
        assertThat(connection.open(PACKET, Bytes.join(blob, Bytes.u8(0)), tools))
                .isEmpty();
        assertThat(connection.open(PACKET, Bytes.EMPTY, tools)).isEmpty();
    }

    private Optional<Content> opened(Connection connection, String blob) {
        return connection.open(PACKET, Wire.base64(blob).orElseThrow(), tools).map(Connection.Opened::content);
    }
}
