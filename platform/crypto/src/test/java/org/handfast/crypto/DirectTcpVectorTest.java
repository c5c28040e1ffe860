package org.handfast.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;

import org.junit.jupiter.api.Test;

import org.handfast.api.Bytes;
import org.handfast.api.Crypto;
import org.handfast.api.Crypto.Aead;
import org.handfast.api.Key;
import org.handfast.api.Key.Algorithm;
import org.handfast.api.KeyPair;
import org.handfast.api.Secret;

/** The keys and the message that were observed with the library that direct TCP's peers use. */
class DirectTcpVectorTest {

    private static final Bytes A_PRIVATE =
            Bytes.hex("524543320000002d0e4b7daa004fddd7cd381c98ef517427b474ea191b9a7c182975334667adbbd74ae659e8d1");
    private static final Bytes A_PUBLIC =
            Bytes.hex("554543320000002d9a5ed1b603c21b0445d067dfa605df802c814d7071461cc2a0a1c4d0235d4df0b276db1067");
    private static final Bytes B_PRIVATE =
            Bytes.hex("524543320000002d0034f92400c22126244ea7da9cb51670734c2ec648edf327fadd6f8bffd221c86e722592cf");
    private static final Bytes B_PUBLIC =
            Bytes.hex("554543320000002d68eab40702b7ffa7b43920dbd449df45f8dd0d9fed10c8e37c7c79ff4a70e89d8c8f6bca3c");
    private static final Bytes MESSAGE = Bytes.hex(
            "202704263e000000000101400c000000100000000a0000000c81e573bd8a3836227bb7c487bf2153191254d4edbf4de5f50a"
                    + "b867aa3abdc62c0bdb5e8d44");

    private final Crypto crypto = Seeded.toolkit(3).forEvent(Bytes.wrap(new byte[32]));

    private final KeyPair a =
            Keys.fromPrivate(Algorithm.P256, opened(A_PRIVATE, "REC2").from(1));
    private final KeyPair b =
            Keys.fromPrivate(Algorithm.P256, opened(B_PRIVATE, "REC2").from(1));

    /** What is in a container: tag ‖ size (u32 big-endian) ‖ CRC-32C with itself zero (little-endian) ‖ 33 bytes. */
    private static Bytes opened(Bytes container, String tag) {
        assertThat(container.size()).isEqualTo(45);
        assertThat(container.startsWith(Bytes.utf8(tag))).isTrue();
        ByteBuffer header = container.buffer();
        assertThat(header.getInt(4)).isEqualTo(45);
        var crc = new CRC32C();
        crc.update(Bytes.join(container.slice(0, 8), Bytes.wrap(new byte[4]), container.from(12))
                .toArray());
        assertThat(header.order(ByteOrder.LITTLE_ENDIAN).getInt(8)).isEqualTo((int) crc.getValue());
        return container.from(12);
    }

    @Test
    void thePrivateKeysHaveThesePublicHalves() {
        assertThat(a.publicKey()).isEqualTo(new Key(Algorithm.P256, opened(A_PUBLIC, "UEC2")));
        assertThat(b.publicKey()).isEqualTo(new Key(Algorithm.P256, opened(B_PUBLIC, "UEC2")));
    }

    @Test
    void eitherEndOpensTheMessage() {
        assertThat(message(crypto.agree(a, b.publicKey()))).isEqualTo(Bytes.utf8("hello abst"));
        assertThat(message(crypto.agree(b, a.publicKey()))).isEqualTo(Bytes.utf8("hello abst"));
    }

    private Bytes message(Secret shared) {
        ByteBuffer header = MESSAGE.buffer().order(ByteOrder.LITTLE_ENDIAN);
        assertThat(header.getInt()).isEqualTo(0x26042720);
        assertThat(header.getInt()).isEqualTo(MESSAGE.size());
        assertThat(header.getInt()).isEqualTo(0x40010100);
        assertThat(header.getInt()).isEqualTo(12);
        assertThat(header.getInt()).isEqualTo(16);
        int size = header.getInt();
        Bytes nonce = MESSAGE.slice(24, 12);
        Bytes tag = MESSAGE.slice(36, 16);
        Bytes ciphertext = MESSAGE.from(52);
        assertThat(ciphertext.size()).isEqualTo(size);

        Secret key = crypto.hmacSecret(
                shared,
                Bytes.hex("00000001"),
                Bytes.utf8("Themis secure cell message key"),
                Bytes.hex("00"),
                Bytes.of((byte) size, (byte) 0, (byte) 0, (byte) 0));
        return crypto.open(Aead.AES_256_GCM, key, nonce, Bytes.EMPTY, Bytes.join(ciphertext, tag))
                .orElseThrow();
    }
}
