package org.handfast.plugin.challengeresponse;

import org.handfast.api.Bytes;
import org.handfast.api.Comparison;
import org.handfast.api.Crypto;
import org.handfast.api.Key;
import org.handfast.core.comparison.CheckWords;
import org.handfast.core.crypto.Toolkit;
import org.handfast.crypto.HubKeys;
import org.handfast.crypto.HubToolkit;
import org.handfast.testkit.SeededRandom;

/** A hub's crypto, and the keys of the vectors. */
public final class TestCrypto {

    /** The initiator of the vectors: the identity of a master of 32 bytes 42. */
    public static final Key INITIATOR = key("e7374d524748530f79f6dbda3c7b3bb49220b694eb4c379339791664a5d75b16");

    /** The joiner of the vectors: the identity of a master of 32 bytes 43. */
    public static final Key JOINER = key("a1ee7be86b64610e4d30c9320182f6c1987e8a693cec6530b33710adf032645d");

    /** The code of the vectors. */
    public static final Bytes ENTROPY = Bytes.hex("00112233445546778899aabbccddeeff");

    /** 00 to 1f. */
    public static final Bytes CHALLENGE = Bytes.hex("000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f");

    private TestCrypto() {}

    /** The crypto of some event of a hub of its own. */
    public static Crypto of(long seed) {
        return toolkit(seed).forEvent(() -> Bytes.join(Bytes.u64(seed), Bytes.wrap(new byte[24])));
    }

    /** The toolkit of a hub of its own. */
    public static Toolkit toolkit(long seed) {
        var random = new SeededRandom(seed);
        return new HubToolkit(HubKeys.generate(random), "hub " + seed, random);
    }

    /** Words under the protocol's id. */
    public static Comparison comparison() {
        return new CheckWords("challenge-response");
    }

    private static Key key(String hex) {
        return new Key(Key.Algorithm.ED25519, Bytes.hex(hex));
    }
}
