package org.handfast.runtime.net.http;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.netty.handler.codec.http.HttpHeaders;

import org.handfast.core.limit.AddressRange;
import org.handfast.runtime.net.socket.Peer;

/** Who is believed whom they speak for. */
record Proxies(List<AddressRange> trusted) {

    private static final Pattern FOR =
            Pattern.compile("(?:^|;)\\s*for\\s*=\\s*\"?([^\";]*)\"?", Pattern.CASE_INSENSITIVE);

    boolean trusts(InetAddress address) {
        return trusted.stream().anyMatch(range -> range.contains(address));
    }

    /**
     * Who asks: of those that {@code Forwarded} (RFC 7239) or {@code X-Forwarded-For} name, the last that is no trusted proxy.
     * A proxy writes one of the two and may pass on what a client wrote into the other: if they do not agree, neither is
     * believed.
     */
    Peer client(Peer connected, HttpHeaders headers) {
        if (!trusts(connected.address())) {
            return connected;
        }
        Optional<Peer> standard =
                last(connected, items(headers, "forwarded").map(Proxies::named).toList());
        Optional<Peer> usual = last(connected, items(headers, "x-forwarded-for").toList());
        if (standard.isPresent()
                && usual.isPresent()
                && !standard.get().address().equals(usual.get().address())) {
            return connected;
        }
        return standard.or(() -> usual).orElse(connected);
    }

    private static Stream<String> items(HttpHeaders headers, CharSequence name) {
        return headers.getAll(name).stream().flatMap(line -> Arrays.stream(line.split(",", -1)));
    }

    private static String named(String element) {
        Matcher named = FOR.matcher(element.strip());
        return named.find() ? named.group(1) : "";
    }

    private Optional<Peer> last(Peer connected, List<String> chain) {
        Peer at = connected;
        for (int i = chain.size() - 1; i >= 0 && trusts(at.address()); i--) {
            Optional<Peer> before = Peer.find(chain.get(i));
            if (before.isEmpty()) {
                break;
            }
            at = before.get();
        }
        return chain.isEmpty() ? Optional.empty() : Optional.of(at);
    }
}
