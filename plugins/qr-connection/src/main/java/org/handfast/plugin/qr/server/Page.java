package org.handfast.plugin.qr.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;

import org.handfast.api.Bytes;
import org.handfast.api.Request;
import org.handfast.api.Response;

/** The browser device: three files that come with the plugin. */
final class Page {

    private static final String POLICY = "default-src 'self'; img-src 'self' data: blob:; connect-src 'self';"
            + " frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

    private static final Map<String, File> FILES = Map.of(
            "/qr", file("index.html", "text/html; charset=utf-8"),
            "/qr/device.js", file("device.js", "text/javascript; charset=utf-8"),
            "/qr/device.css", file("device.css", "text/css; charset=utf-8"));

    private record File(Bytes bytes, String type) {}

    private Page() {}

    /** The file that a request is for. */
    static Optional<Response> at(Request request) {
        return Optional.ofNullable(FILES.get(request.path()))
                .filter(file -> request.method().equals("GET"))
                .map(file -> new Response(200, file.type(), file.bytes())
                        .with("Content-Security-Policy", POLICY)
                        .with("Referrer-Policy", "no-referrer"));
    }

    private static File file(String name, String type) {
        return new File(read(name), type);
    }

    private static Bytes read(String name) {
        try (InputStream file = Page.class.getResourceAsStream("/org/handfast/plugin/qr/page/" + name)) {
            if (file == null) {
                throw new IllegalStateException("the plugin was packed without " + name);
            }
            return Bytes.wrap(file.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException("the plugin's own " + name + " cannot be read", e);
        }
    }
}
