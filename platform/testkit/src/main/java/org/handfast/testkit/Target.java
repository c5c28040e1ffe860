package org.handfast.testkit;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import org.handfast.core.link.PathTemplate;

/** What is asked for: a path as it came, and a query, decoded. */
record Target(String path, Map<String, String> query) {

    static Target of(String text) {
        int mark = text.indexOf('?');
        if (mark < 0) {
            return new Target(text, Map.of());
        }
        Map<String, String> query = new HashMap<>();
        for (String pair : text.substring(mark + 1).split("&", -1)) {
            int is = pair.indexOf('=');
            query.putIfAbsent(
                    decoded(is < 0 ? pair : pair.substring(0, is)), decoded(is < 0 ? "" : pair.substring(is + 1)));
        }
        return new Target(text.substring(0, mark), query);
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    /** What stands for the names in a route's braces, if it fits. */
    Optional<Map<String, String>> fits(String route) {
        return PathTemplate.of(route)
                .match(Arrays.stream(path.substring(1).split("/", -1))
                        .map(segment -> decoded(segment.replace("+", "%2B")))
                        .toList());
    }
}
