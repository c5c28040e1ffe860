package org.handfast.plugin.libp2p.noise;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.spec.NamedParameterSpec;
import java.security.spec.XECPrivateKeySpec;
import java.security.spec.XECPublicKeySpec;
import java.util.List;
import javax.crypto.KeyAgreement;

import org.junit.jupiter.api.Test;

import org.handfast.api.Bytes;
import org.handfast.api.Crypto;
import org.handfast.api.Key;
import org.handfast.api.KeyPair;
import org.handfast.plugin.libp2p.noise.XxPattern.Opened;
import org.handfast.plugin.libp2p.wire.Unread;

/** The vector for Noise_XX_25519_ChaChaPoly_SHA256 of cacophony (vectors/cacophony.txt), whose keys are given. */
class XxPatternTest {

    private static final Bytes PROLOGUE = Bytes.utf8("John Galt");
    private static final Bytes LUDWIG = Bytes.utf8("Ludwig von Mises");
    private static final Bytes MURRAY = Bytes.utf8("Murray Rothbard");
    private static final Bytes HAYEK = Bytes.utf8("F. A. Hayek");

    private static final KnownPair INITIATOR = pair("e61ef9919cde45dd5f82166404bd08e38bceb5dfdfded0a34c8df7ed542214d1");
    private static final KnownPair INITIATORS_EPHEMERAL =
            pair("893e28b9dc6ca8d611ab664754b8ceb7bac5117349a4439a6b0569da977c464a");
    private static final KnownPair RESPONDER = pair("4a3acbfdb163dec651dfa3194dece676d437029c62a408b4c5ea9114246e4893");
    private static final KnownPair RESPONDERS_EPHEMERAL =
            pair("bbdb4cdbd309f1a1f2e1456967fe288cadd6f712d65dc7b7793d5e63da6b375b");

    private record KnownPair(Key publicKey, byte[] privateKey) implements KeyPair {}

    private static KnownPair pair(String hex) {
        byte[] scalar = Bytes.hex(hex).toArray();
        Bytes base = Bytes.join(Bytes.u8(9), Bytes.wrap(new byte[31]));
        return new KnownPair(new Key(Key.Algorithm.X25519, x25519(scalar, base)), scalar);
    }

    /** By the Java platform. */
    private static Bytes x25519(byte[] scalar, Bytes point) {
        try {
            var reversed = new byte[32];
            for (int i = 0; i < 32; i++) {
                reversed[31 - i] = (byte) point.at(i);
            }
            KeyFactory keys = KeyFactory.getInstance("X25519");
            KeyAgreement agreement = KeyAgreement.getInstance("X25519");
            agreement.init(keys.generatePrivate(new XECPrivateKeySpec(NamedParameterSpec.X25519, scalar)));
            agreement.doPhase(
                    keys.generatePublic(new XECPublicKeySpec(NamedParameterSpec.X25519, new BigInteger(1, reversed))),
                    true);
            return Bytes.wrap(agreement.generateSecret());
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    /** Real crypto, but for key pairs that are known. */
    private static Crypto drawing(KnownPair ephemeral) {
        Crypto real = Ends.crypto(1);
        return (Crypto) Proxy.newProxyInstance(
                XxPatternTest.class.getClassLoader(),
                new Class<?>[] {Crypto.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "generate" -> ephemeral;
                    case "agree" -> {
                        var own = (KnownPair) arguments[0];
                        yield real.secret(x25519(own.privateKey(), ((Key) arguments[1]).bytes()));
                    }
                    default -> method.invoke(real, arguments);
                });
    }

    @Test
    void saysWhatTheVectorSays() {
        var initiator = new XxPattern(drawing(INITIATORS_EPHEMERAL), INITIATOR, PROLOGUE);
        var responder = new XxPattern(drawing(RESPONDERS_EPHEMERAL), RESPONDER, PROLOGUE);

        Bytes first = initiator.writeFirst(LUDWIG);
        assertThat(first.hex())
                .isEqualTo("ca35def5ae56cec33dc2036731ab14896bc4c75dbb07a61f879f8e3afa4c7944"
                        + "4c756477696720766f6e204d69736573");

        Bytes second = responder.answerFirst(XxPattern.ephemeralOf(first), first.from(32), MURRAY);
        assertThat(second.hex())
                .isEqualTo("95ebc60d2b1fa672c1f46a8aa265ef51bfe38e7ccb39ec5be34069f144808843"
                        + "81cbad1f276e038c48378ffce2b65285e08d6b68aaa3629a5a8639392490e5b9"
                        + "bd5269c2f1e4f488ed8831161f19b7815528f8982ffe09be9b5c412f8a0db50f"
                        + "8814c7194e83f23dbd8d162c9326ad");
        assertThat(initiator.readSecond(second)).isEqualTo(new Opened(RESPONDER.publicKey(), MURRAY));

        Bytes third = initiator.writeThird(XxPattern.ephemeralOf(second), HAYEK);
        assertThat(third.hex())
                .isEqualTo("c7195ffacac1307ff99046f219750fc47693e23c3cb08b89c2af808b444850a8"
                        + "0ae475b9df0f169ae80a89be0865b57f58c9fea0d4ec82a286427402f113e4b6"
                        + "ae769a1d95941d49b25030");
        assertThat(responder.readThird(third)).isEqualTo(new Opened(INITIATOR.publicKey(), HAYEK));

        SecureChannel dialled = initiator.channel(true);
        SecureChannel accepted = responder.channel(false);
        assertSays(accepted, dialled, "Carl Menger", "96763ed773f8e47bb3712f0e29b3060ffc956ffc146cee53d5e1df");
        assertSays(
                dialled,
                accepted,
                "Jean-Baptiste Say",
                "3e40f15f6f3a46ae446b253bf8b1d9ffb6ed9b174d272328ff91a7e2e5c79c07f5");
    }

    private static void assertSays(SecureChannel from, SecureChannel to, String text, String hex) {
        Bytes sealed = from.seal(Bytes.utf8(text));
        assertThat(sealed).isEqualTo(Bytes.lp(Bytes.hex(hex)));
        var unread = new Unread();
        unread.add(sealed);
        assertThat(to.open(unread)).isEqualTo(List.of(Bytes.utf8(text)));
    }
}
