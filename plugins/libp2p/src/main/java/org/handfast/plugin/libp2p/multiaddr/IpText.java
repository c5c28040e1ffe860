package org.handfast.plugin.libp2p.multiaddr;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.handfast.api.Bytes;

/** IP addresses as text: four decimals, and for IPv6 what RFC 5952 recommends; any form of RFC 4291, section 2.2, is read. */
final class IpText {

    /** What an IPv4 address in the clothes of IPv6 begins with (RFC 4291, section 2.5.5.2). */
    static final Bytes MAPPED = Bytes.hex("00000000000000000000ffff");

    private static final int IP4 = 4;
    private static final int GROUPS = 8;
    private static final int LONGEST = 45;
    private static final Pattern DECIMAL = Pattern.compile("0|[1-9][0-9]{0,2}");
    private static final Pattern HEX = Pattern.compile("[0-9a-fA-F]{1,4}");

    private IpText() {}

    static String ip4(Bytes address) {
        return IntStream.range(0, IP4)
                .mapToObj(i -> String.valueOf(address.at(i)))
                .collect(Collectors.joining("."));
    }

    static Optional<Bytes> ip4(String text) {
        String[] parts = text.length() > LONGEST ? new String[0] : text.split("\\.", -1);
        if (parts.length != IP4) {
            return Optional.empty();
        }
        var address = new byte[IP4];
        for (int i = 0; i < IP4; i++) {
            if (!DECIMAL.matcher(parts[i]).matches() || Integer.parseInt(parts[i]) > 255) {
                return Optional.empty();
            }
            address[i] = (byte) Integer.parseInt(parts[i]);
        }
        return Optional.of(Bytes.wrap(address));
    }

    static String ip6(Bytes address) {
        if (isMapped(address)) {
            return "::ffff:" + ip4(address.from(MAPPED.size()));
        }
        int start = 0;
        int longest = 0;
        for (int i = 0, run = 0; i < GROUPS; i++) {
            run = group(address, i) == 0 ? run + 1 : 0;
            if (run > longest) {
                longest = run;
                start = i + 1 - run;
            }
        }
        return longest < 2
                ? groups(address, 0, GROUPS)
                : groups(address, 0, start) + "::" + groups(address, start + longest, GROUPS);
    }

    static boolean isMapped(Bytes address) {
        return address.startsWith(MAPPED);
    }

    private static int group(Bytes address, int index) {
        return address.at(2 * index) << 8 | address.at(2 * index + 1);
    }

    private static String groups(Bytes address, int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(i -> Integer.toHexString(group(address, i)))
                .collect(Collectors.joining(":"));
    }

    static Optional<Bytes> ip6(String text) {
        if (text.length() > LONGEST) {
            return Optional.empty();
        }
        int gap = text.indexOf("::");
        if (gap < 0) {
            return groups(text, true).filter(a -> a.size() == 2 * GROUPS);
        }
        return groups(text.substring(0, gap), false).flatMap(before -> groups(text.substring(gap + 2), true)
                .filter(after -> before.size() + after.size() <= 2 * (GROUPS - 1))
                .map(after ->
                        Bytes.join(before, Bytes.wrap(new byte[2 * GROUPS - before.size() - after.size()]), after)));
    }

    private static Optional<Bytes> groups(String text, boolean mayEndInIp4) {
        if (text.isEmpty()) {
            return Optional.of(Bytes.EMPTY);
        }
        var parts = new ArrayList<>(List.of(text.split(":", -1)));
        Optional<Bytes> tail =
                mayEndInIp4 && parts.getLast().contains(".") ? ip4(parts.removeLast()) : Optional.of(Bytes.EMPTY);
        if (!parts.stream().allMatch(part -> HEX.matcher(part).matches())) {
            return Optional.empty();
        }
        var out = ByteBuffer.allocate(2 * parts.size());
        parts.forEach(part -> out.putShort((short) HexFormat.fromHexDigits(part)));
        return tail.map(ip4 -> Bytes.join(Bytes.wrap(out.array()), ip4));
    }
}
