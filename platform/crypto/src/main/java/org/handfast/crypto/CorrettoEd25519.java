package org.handfast.crypto;

import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Optional;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;

import org.handfast.api.Bytes;
import org.handfast.api.Key;

/**
 * Ed25519 by the native code of the Amazon Corretto Crypto Provider, which is never registered as a provider. It has no
 * key factory; it takes the keys of the Java platform's.
 */
final class CorrettoEd25519 implements Ed25519Library {

    private static final System.Logger LOG = System.getLogger(CorrettoEd25519.class.getName());

    private static final String ALGORITHM = "Ed25519";
    /** What comes before the 32 bytes of a key in its DER encoding (RFC 8410, sections 4 and 7). */
    private static final Bytes PUBLIC = Bytes.hex("302a300506032b6570032100");

    private static final Bytes PRIVATE = Bytes.hex("302e020100300506032b657004220420");

    private final Provider provider;
    private final KeyFactory keys;

    private CorrettoEd25519(Provider provider) throws GeneralSecurityException {
        this.provider = provider;
        this.keys = KeyFactory.getInstance(ALGORITHM, "SunEC");
    }

    /** Native code is loaded once in a process. */
    private static final class Holder {
        static final Optional<Ed25519Library> LOADED = load();
    }

    /** The library, if it loads here and gives what RFC 8032 gives. */
    static Optional<Ed25519Library> loaded() {
        return Holder.LOADED;
    }

    private static Optional<Ed25519Library> load() {
        try {
            AmazonCorrettoCryptoProvider provider = AmazonCorrettoCryptoProvider.INSTANCE;
            provider.assertHealthy();
            var library = new CorrettoEd25519(provider);
            library.requireKnownAnswer();
            return Optional.of(library);
        } catch (GeneralSecurityException | RuntimeException | LinkageError e) {
            LOG.log(System.Logger.Level.INFO, "No native Ed25519 on this machine, which costs speed only: " + e);
            return Optional.empty();
        }
    }

    /** RFC 8032, section 7.1, test 2. */
    private void requireKnownAnswer() throws GeneralSecurityException {
        var own = new HeldKeyPair(
                new Key(
                        Key.Algorithm.ED25519,
                        Bytes.hex("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c")),
                new SecretBytes(Bytes.hex("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb")
                        .toArray()));
        byte[] key = own.publicKey().bytes().toArray();
        byte[] signature = Bytes.hex("92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
                        + "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00")
                .toArray();
        if (!Arrays.equals(sign(own, new byte[] {0x72}), signature)
                || !verify(key, new byte[] {0x72}, signature)
                || verify(key, new byte[] {0x73}, signature)) {
            throw new GeneralSecurityException("it does not give the known answer");
        }
    }

    @Override
    public String title() {
        return provider.getName() + " " + provider.getVersionStr();
    }

    @Override
    public byte[] sign(HeldKeyPair own, byte[] message) {
        byte[] encoded = encoded(PRIVATE, own.privateKey().array());
        try {
            PrivateKey key = keys.generatePrivate(new PKCS8EncodedKeySpec(encoded));
            Signature signing = Signature.getInstance(ALGORITHM, provider);
            signing.initSign(key);
            signing.update(message);
            return signing.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a private key that was checked can sign", e);
        } finally {
            Arrays.fill(encoded, (byte) 0);
        }
    }

    @Override
    public boolean verify(byte[] key, byte[] message, byte[] signature) {
        try {
            PublicKey decoded = keys.generatePublic(new X509EncodedKeySpec(encoded(PUBLIC, key)));
            Signature verifying = Signature.getInstance(ALGORITHM, provider);
            verifying.initVerify(decoded);
            verifying.update(message);
            return verifying.verify(signature);
        } catch (InvalidKeyException | SignatureException e) {
            return false;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("what worked at the start works", e);
        }
    }

    private static byte[] encoded(Bytes prefix, byte[] key) {
        byte[] encoded = Arrays.copyOf(prefix.toArray(), prefix.size() + key.length);
        System.arraycopy(key, 0, encoded, prefix.size(), key.length);
        return encoded;
    }
}
