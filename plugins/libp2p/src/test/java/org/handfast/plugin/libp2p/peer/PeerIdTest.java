package org.handfast.plugin.libp2p.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Locale;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.handfast.api.Base32;
import org.handfast.api.Base58;
import org.handfast.api.Bytes;
import org.handfast.api.Fault;
import org.handfast.api.Key;

class PeerIdTest {

    private static final String TEXT = "12D3KooWRNwFpmN1tpskBh6uHWpQ2WTAr2VnwtjESJG5ekmXyGW9";
    private static final Key KEY = new Key(
            Key.Algorithm.ED25519, Bytes.hex("e7374d524748530f79f6dbda3c7b3bb49220b694eb4c379339791664a5d75b16"));
    private static final Bytes PROTOBUF = Bytes.join(Bytes.hex("08011220"), KEY.bytes());

    private static String cid(PeerId peer) {
        return "b"
                + Base32.encode(Bytes.join(Bytes.hex("0172"), peer.multihash())).toLowerCase(Locale.ROOT);
    }

    @Test
    void isTheKeyInAnIdentityHash() {
        PeerId peer = PeerId.of(KEY);
        assertThat(peer).hasToString(TEXT);
        assertThat(peer.multihash()).isEqualTo(Bytes.join(Bytes.hex("0024"), PROTOBUF));
        assertThat(peer.key()).contains(KEY);
        assertThat(PublicKeys.encode(KEY)).isEqualTo(PROTOBUF);
        assertThat(PublicKeys.decode(PROTOBUF)).isEqualTo(KEY);
    }

    @Test
    void isReadInBothSpellings() {
        assertThat(PeerId.parse(TEXT)).contains(PeerId.of(KEY));
        assertThat(cid(PeerId.of(KEY))).startsWith("bafza");
        assertThat(PeerId.parse(cid(PeerId.of(KEY)))).contains(PeerId.of(KEY));
    }

    /** The example of the specification (peer-ids, string representation). */
    @Test
    void namesPeersOfOtherKeysByAHash() {
        PeerId peer =
                PeerId.parse("QmYyQSo1c1Ym7orWxLYvCrM2EmxFTANf8wXmmE7DWjhx5N").orElseThrow();
        assertThat(peer.multihash().hex()).startsWith("1220").hasSize(68);
        assertThat(peer.key()).isEmpty();
        assertThat(PeerId.parse(cid(peer))).contains(peer);
    }

    @Test
    void refusesAnyOtherSpelling() {
        String cid = cid(PeerId.of(KEY));
        for (String text : new String[] {
            "",
            "b",
            "1",
            " " + TEXT,
            TEXT + " ",
            TEXT.substring(1),
            "1" + TEXT,
            TEXT + "1",
            TEXT.replace('K', '0'),
            cid.toUpperCase(Locale.ROOT),
            "b" + cid.substring(1).toUpperCase(Locale.ROOT),
            "B" + cid.substring(1),
            cid.replace('i', 'ı'),
            cid.replace('s', 'ſ'),
            cid + "a",
            cid.substring(0, cid.length() - 1),
            "z" + TEXT,
            "1".repeat(1_000_000),
            Base58.encode(Bytes.join(Bytes.hex("0024"), Bytes.wrap(new byte[36])))
        }) {
            assertThat(PeerId.parse(text)).as(text).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "00", "0024", "0020", "1220", "122000", "1120"})
    void refusesBytesThatAreNoPeerId(String hex) {
        assertThatThrownBy(() -> new PeerId(Bytes.hex(hex))).isInstanceOf(Fault.class);
        assertThatThrownBy(() -> new PeerId(Bytes.join(Bytes.hex(hex), Bytes.wrap(new byte[33]))))
                .isInstanceOf(Fault.class);
    }

    @Test
    void refusesKeysInAnotherSpelling() {
        for (Bytes bytes : new Bytes[] {
            Bytes.EMPTY,
            PROTOBUF.slice(0, 35),
            Bytes.join(PROTOBUF, Bytes.u8(0)),
            Bytes.join(Bytes.hex("08021220"), KEY.bytes()),
            Bytes.join(Bytes.hex("1220"), KEY.bytes(), Bytes.hex("0801")),
            Bytes.join(Bytes.hex("0881001220"), KEY.bytes())
        }) {
            assertThatThrownBy(() -> PublicKeys.decode(bytes)).isInstanceOf(Fault.class);
        }
    }
}
