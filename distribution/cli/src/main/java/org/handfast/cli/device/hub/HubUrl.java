package org.handfast.cli.device.hub;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

import org.handfast.cli.CliException;
import org.handfast.cli.ExitCode;

/** Where the devices' side of a hub is, such as {@code http://192.168.1.20:9081}. */
public record HubUrl(String scheme, String authority) {

    /**
     * The place that a text names.
     *
     * @throws CliException USAGE if it names none
     */
    public static HubUrl parse(String text) {
        try {
            var uri = new URI(text);
            String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
            boolean bare = uri.getHost() != null
                    && uri.getUserInfo() == null
                    && (uri.getRawPath().isEmpty() || uri.getRawPath().equals("/"))
                    && uri.getRawQuery() == null
                    && uri.getRawFragment() == null;
            boolean possible = uri.getPort() != 0 && uri.getPort() <= 65_535;
            if (bare && possible && (scheme.equals("http") || scheme.equals("https"))) {
                return new HubUrl(scheme, uri.getRawAuthority());
            }
        } catch (URISyntaxException e) {
            // It names no place.
        }
        throw new CliException(
                ExitCode.USAGE, "'" + text + "' is not where a hub is; write it as http://192.168.1.20:9081");
    }

    /** Something there. */
    public URI resolve(String path) {
        return URI.create(this + path);
    }

    /** The same place for WebSockets. */
    public String socket() {
        return (scheme.equals("https") ? "wss" : "ws") + "://" + authority;
    }

    @Override
    public String toString() {
        return scheme + "://" + authority;
    }
}
