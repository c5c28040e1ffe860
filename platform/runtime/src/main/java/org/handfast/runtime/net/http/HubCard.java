package org.handfast.runtime.net.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;

import org.handfast.api.Bytes;
import org.handfast.api.Hub;
import org.handfast.api.Json;

/** What the hub says of itself to whoever asks: its keys, for clients to pin. */
final class HubCard {

    private HubCard() {}

    static Bytes of(Hub hub) {
        return new Json.Members(Map.of(
                        "hub_id", new Json.Text(hub.id()),
                        "ed25519_public_key",
                                new Json.Text(hub.signing().bytes().hex()),
                        "x25519_public_key",
                                new Json.Text(hub.agreement().bytes().hex()),
                        "name", new Json.Text(hub.name()),
                        "version", new Json.Text(version())))
                .canonical();
    }

    private static String version() {
        try (InputStream in = Objects.requireNonNull(HubCard.class.getResourceAsStream("version.properties"))) {
            var properties = new Properties();
            properties.load(in);
            return properties.getProperty("version");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
