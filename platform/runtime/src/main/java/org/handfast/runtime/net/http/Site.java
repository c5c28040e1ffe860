package org.handfast.runtime.net.http;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

import org.handfast.api.Bytes;
import org.handfast.runtime.net.socket.Shared;

/**
 * What the connections of one open port have in common.
 *
 * @param shared what all connections have in common
 * @param routes what is where
 * @param cors whose pages may ask
 * @param proxies who is believed
 * @param proxyProtocol true if those begin with the PROXY protocol
 * @param tls the certificate, if there is one
 * @param card what the hub says of itself
 * @param over true once the port is closed
 */
record Site(
        Shared shared,
        Routes routes,
        Cors cors,
        Proxies proxies,
        boolean proxyProtocol,
        Optional<Tls> tls,
        Bytes card,
        AtomicBoolean over) {

    static Site of(Shared shared, Routes routes, HttpSettings settings) {
        return new Site(
                shared,
                routes,
                new Cors(settings.origins()),
                new Proxies(settings.proxies()),
                settings.proxyProtocol(),
                settings.tls().map(Tls::new),
                settings.card(),
                new AtomicBoolean());
    }

    boolean closed() {
        return over.get();
    }
}
