package org.handfast.runtime.net.http;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import org.handfast.api.Bytes;
import org.handfast.api.Hub;
import org.handfast.core.limit.AddressRange;
import org.handfast.core.settings.HubSetting;
import org.handfast.core.settings.HubSettings;
import org.handfast.core.settings.Origins;

/**
 * How the shared port is set up.
 *
 * @param host where it listens, as a name or address; an empty one is every interface
 * @param port where, 0 for any that is free
 * @param origins whose pages may use it
 * @param proxies who is believed whom they speak for
 * @param proxyProtocol true if those begin with the PROXY protocol
 * @param tls its certificate, if it has one
 * @param card what {@code GET /hub} answers
 */
public record HttpSettings(
        String host,
        int port,
        Origins origins,
        List<AddressRange> proxies,
        boolean proxyProtocol,
        Optional<TlsFiles> tls,
        Bytes card) {

    public HttpSettings {
        proxies = List.copyOf(proxies);
    }

    /**
     * PEM files.
     *
     * @param certificate the chain, the port's own first
     * @param key its private key, PKCS #8 without a password
     */
    public record TlsFiles(Path certificate, Path key) {}

    /** What the settings say. */
    public static HttpSettings of(HubSettings settings, Hub hub) {
        String certificate = settings.of(HubSetting.HTTP_TLS_CERTIFICATE);
        return new HttpSettings(
                settings.of(HubSetting.DEVICE_HOST),
                Integer.parseInt(settings.of(HubSetting.HTTP_PORT)),
                Origins.of(settings.of(HubSetting.HTTP_CORS)),
                AddressRange.list(settings.of(HubSetting.HTTP_TRUSTED_PROXIES)),
                settings.of(HubSetting.HTTP_PROXY_PROTOCOL).equals("true"),
                certificate.isEmpty()
                        ? Optional.empty()
                        : Optional.of(
                                new TlsFiles(Path.of(certificate), Path.of(settings.of(HubSetting.HTTP_TLS_KEY)))),
                HubCard.of(hub));
    }
}
