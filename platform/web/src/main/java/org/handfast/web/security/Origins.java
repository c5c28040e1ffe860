package org.handfast.web.security;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.servlet.http.HttpServletRequest;

import org.handfast.core.limit.AddressGroup;

/**
 * Where requests come from and what they are addressed to. A page of somebody else's that a browser took to this machine by a
 * name of its own (DNS rebinding) is addressed wrongly, and refused.
 */
final class Origins {

    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    private final Set<String> names;

    /** Those of a hub that also goes by {@code names}, separated by commas. */
    Origins(String names) {
        this.names = Stream.concat(
                        LOOPBACK.stream(),
                        Arrays.stream(names.split(",")).map(n -> n.strip().toLowerCase(Locale.ROOT)))
                .filter(n -> !n.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
    }

    /** True if the request is addressed to a name of this hub, or to the very address it came in at. */
    boolean addressedHere(HttpServletRequest request) {
        String host = host(request);
        return names.contains(host) || unbracketed(host).equals(request.getLocalAddr());
    }

    /** True if the request came from this machine, by a loopback address and name. */
    boolean fromHere(HttpServletRequest request) {
        return LOOPBACK.contains(host(request)) && address(request).isLoopbackAddress();
    }

    /** True unless the browser says that another origin's page makes the request. */
    boolean sameOrigin(HttpServletRequest request) {
        String origin = request.getHeader("Origin");
        if (origin == null) {
            return true;
        }
        try {
            String authority = URI.create(origin).getRawAuthority();
            return authority != null && authority.equalsIgnoreCase(request.getHeader("Host"));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** What limits count the request under. */
    static AddressGroup group(HttpServletRequest request) {
        return AddressGroup.of(address(request));
    }

    private static InetAddress address(HttpServletRequest request) {
        try {
            return InetAddress.getByName(request.getRemoteAddr());
        } catch (UnknownHostException e) {
            throw new IllegalStateException("the container names an address that is none", e);
        }
    }

    private static String host(HttpServletRequest request) {
        String host = request.getHeader("Host");
        if (host == null) {
            return "";
        }
        String lower = host.toLowerCase(Locale.ROOT);
        int colon = lower.lastIndexOf(':');
        return colon > lower.lastIndexOf(']') ? lower.substring(0, colon) : lower;
    }

    private static String unbracketed(String host) {
        return host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
    }
}
