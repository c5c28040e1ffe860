package org.handfast.runtime.net.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Base64;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/** A certificate for this machine and its key, in PEM, made by the JDK's own tool. */
record TestPair(String chain, String key) {

    private static final String PASSWORD = "password";
    private static final String TRUST = "javax.net.ssl.trustStore";

    /** Trusts whoever it meets: what is shown is looked at by the test. */
    private static final class Everybody implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }

    static SSLContext trustingAll() throws GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {new Everybody()}, null);
        return context;
    }

    static TestPair make(String name, String algorithm) {
        try {
            Path store = Files.createTempDirectory("pair").resolve("store.p12");
            Process tool = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "keytool")
                                    .toString(),
                            "-genkeypair",
                            "-alias",
                            "pair",
                            "-dname",
                            "CN=" + name,
                            "-ext",
                            "san=ip:127.0.0.1",
                            "-keyalg",
                            algorithm,
                            "-validity",
                            "10",
                            "-storetype",
                            "PKCS12",
                            "-keystore",
                            store.toString(),
                            "-storepass",
                            PASSWORD)
                    .redirectErrorStream(true)
                    .start();
            String said = new String(tool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (tool.waitFor() != 0) {
                throw new AssertionError(said);
            }
            KeyStore keys = KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray());
            Files.delete(store);
            return new TestPair(
                    pem("CERTIFICATE", keys.getCertificate("pair").getEncoded()),
                    pem(
                            "PRIVATE KEY",
                            keys.getKey("pair", PASSWORD.toCharArray()).getEncoded()));
        } catch (IOException | GeneralSecurityException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static String pem(String what, byte[] bytes) {
        return "-----BEGIN " + what + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes) + "\n-----END " + what
                + "-----\n";
    }

    /** As {@code chain.pem} and {@code key.pem}. */
    void write(Path folder) throws IOException {
        Files.writeString(folder.resolve("chain.pem"), chain);
        Files.writeString(folder.resolve("key.pem"), key);
    }

    /** Has this machine trust it from now on, by a file. */
    void trust(Path file) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setCertificateEntry(
                "pair",
                CertificateFactory.getInstance("X.509")
                        .generateCertificate(new ByteArrayInputStream(chain.getBytes(StandardCharsets.US_ASCII))));
        try (var out = Files.newOutputStream(file)) {
            store.store(out, PASSWORD.toCharArray());
        }
        System.setProperty(TRUST, file.toString());
        System.setProperty(TRUST + "Password", PASSWORD);
    }

    static void trustAsBefore() {
        System.clearProperty(TRUST);
        System.clearProperty(TRUST + "Password");
    }
}
