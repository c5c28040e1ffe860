package org.handfast.runtime.net.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.handfast.api.Bytes;
import org.handfast.runtime.net.http.HttpSettings.TlsFiles;

/**
 * A certificate chain and the key that belongs to it.
 *
 * @param key of the first certificate
 * @param chain the port's own certificate first
 */
record PemPair(PrivateKey key, List<X509Certificate> chain) {

    private static final Pattern KEY =
            Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");

    /**
     * Reads the files.
     *
     * @throws IOException if they cannot be read, or the two do not belong together
     */
    static PemPair read(TlsFiles files) throws IOException {
        try {
            byte[] pem = Files.readAllBytes(files.certificate());
            List<X509Certificate> chain =
                    CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(pem)).stream()
                            .map(X509Certificate.class::cast)
                            .toList();
            if (chain.isEmpty()) {
                throw new IOException("there is no certificate in the first");
            }
            PublicKey own = chain.getFirst().getPublicKey();
            PrivateKey key = key(Files.readString(files.key(), StandardCharsets.US_ASCII), own.getAlgorithm());
            requireFit(key, own);
            return new PemPair(key, chain);
        } catch (GeneralSecurityException e) {
            throw new IOException("the two are no certificate and its key (" + e.getMessage() + ")", e);
        }
    }

    private static PrivateKey key(String pem, String algorithm) throws IOException, GeneralSecurityException {
        Matcher key = KEY.matcher(pem);
        if (!key.find()) {
            throw new IOException("there is no key as PKCS #8 without a password in the second; make one of it with"
                    + " openssl pkcs8 -topk8 -nocrypt");
        }
        return KeyFactory.getInstance(algorithm)
                .generatePrivate(new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(key.group(1))));
    }

    private static void requireFit(PrivateKey key, PublicKey own) throws IOException, GeneralSecurityException {
        byte[] text = Bytes.utf8("handfast/tls-pair").toArray();
        Signature signature = Signature.getInstance(
                switch (own.getAlgorithm()) {
                    case "RSA" -> "SHA256withRSA";
                    case "EC" -> "SHA256withECDSA";
                    default -> own.getAlgorithm();
                });
        signature.initSign(key);
        signature.update(text);
        byte[] signed = signature.sign();
        signature.initVerify(own);
        signature.update(text);
        if (!signature.verify(signed)) {
            throw new IOException("the key is not the certificate's");
        }
    }
}
