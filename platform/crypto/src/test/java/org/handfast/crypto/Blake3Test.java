package org.handfast.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.handfast.api.Bytes;

class Blake3Test {

    private static final int PERIOD = 251;

    private static Bytes counting(int size) {
        var bytes = new byte[size];
        for (int i = 0; i < size; i++) {
            bytes[i] = (byte) (i % PERIOD);
        }
        return Bytes.wrap(bytes);
    }

    /** The hashes of the project's own test_vectors.json, on both sides of where blocks, chunks and subtrees end. */
    @ParameterizedTest
    @CsvSource({
        "0, af1349b9f5f9a1a6a0404dea36dcc9499bcb25c9adc112b7cc9a93cae41f3262",
        "1, 2d3adedff11b61f14c886e35afa036736dcd87a74d27b5c1510225d0f592e213",
        "1023, 10108970eeda3eb932baac1428c7a2163b0e924c9a9e25b35bba72b28f70bd11",
        "1024, 42214739f095a406f3fc83deb889744ac00df831c10daa55189b5d121c855af7",
        "1025, d00278ae47eb27b34faecf67b4fe263f82d5412916c1ffd97c8cb7fb814b8444",
        "2048, e776b6028c7cd22a4d0ba182a8bf62205d2ef576467e838ed6f2529b85fba24a",
        "2049, 5f4d72f40d7a5f82b15ca2b2e44b1de3c2ef86c426c95c1af0b6879522563030",
        "3073, 7124b49501012f81cc7f11ca069ec9226cecb8a2c850cfe644e327d22d3e1cd3",
        "4096, 015094013f57a5277b59d8475c0501042c0b642e531b0a1c8f58d2163229e969",
        "6145, f1323a8631446cc50536a9f705ee5cb619424d46887f3c376c695b70e0f0507f",
        "7169, a003fc7a51754a9b3c7fae0367ab3d782dccf28855a03d435f8cfe74605e7817"
    })
    void knowsTheVectors(int size, String hash) {
        assertThat(Blake3.of(counting(size)).hex()).isEqualTo(hash);
    }

    @Test
    void hashesPartsAsTheWhole() {
        Bytes whole = counting(1_025);
        assertThat(Blake3.of(whole.slice(0, 64), Bytes.EMPTY, whole.slice(64, 960), whole.from(1_024)))
                .isEqualTo(Blake3.of(whole));
        assertThat(Blake3.of()).isEqualTo(Blake3.of(Bytes.EMPTY));
    }

    @Test
    void isWhatPluginsAreGiven() {
        assertThat(Seeded.toolkit(1).forEvent(Bytes.EMPTY).blake3(counting(1), Bytes.EMPTY))
                .isEqualTo(Blake3.of(counting(1)));
    }
}
