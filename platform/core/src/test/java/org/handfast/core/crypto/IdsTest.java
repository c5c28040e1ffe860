package org.handfast.core.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import org.handfast.api.Bytes;
import org.handfast.core.fake.FakeToolkit;

class IdsTest {

    @Test
    void areRandomUuidsOfRfc9562() {
        var ids = new Ids(new FakeToolkit());
        Set<UUID> seen = new HashSet<>();
        for (int i = 0; i < 1_000; i++) {
            UUID id = ids.next();
            assertThat(id.version()).isEqualTo(4);
            assertThat(id.variant()).isEqualTo(2);
            assertThat(seen.add(id)).isTrue();
        }
    }

    @Test
    void sha256IsThatOfFips180() {
        assertThat(Sha256.of(Bytes.utf8("abc")).hex())
                .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        assertThat(Sha256.of(Bytes.utf8("a"), Bytes.EMPTY, Bytes.utf8("bc"))).isEqualTo(Sha256.of(Bytes.utf8("abc")));
        assertThat(Sha256.of().hex()).isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    }
}
