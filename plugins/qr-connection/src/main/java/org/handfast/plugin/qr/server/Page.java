package org.handfast.plugin.qr.server;

import java.util.Map;
import java.util.Optional;

import org.handfast.api.Request;
import org.handfast.api.Response;
import org.handfast.api.StaticFiles;

/** The browser device: three files that come with the plugin. */
final class Page {

    private static final StaticFiles FILES = StaticFiles.of(
            Page.class,
            "/org/handfast/plugin/qr/page/",
            Map.of("/qr", "index.html", "/qr/device.js", "device.js", "/qr/device.css", "device.css"));

    private Page() {}

    /** The file that a request is for. */
    static Optional<Response> at(Request request) {
        return FILES.at(request);
    }
}
