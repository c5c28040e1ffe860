package org.handfast.plugin.libp2p.mdns;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/**
 * A name of DNS, label by label, each of 1 to 63 bytes as ISO 8859-1. Case does not count (RFC 6762, section 16): kept in lower
 * case.
 */
record DnsName(List<String> labels) {

    static final int LONGEST = 255;
    static final int LONGEST_LABEL = 63;

    DnsName {
        labels = labels.stream().map(label -> label.toLowerCase(Locale.ROOT)).toList();
        int size = 1;
        for (String label : labels) {
            int length = label.getBytes(StandardCharsets.ISO_8859_1).length;
            if (length == 0 || length > LONGEST_LABEL) {
                throw new IllegalArgumentException("a label has 1 to 63 bytes, not " + length);
            }
            size += 1 + length;
        }
        if (size > LONGEST) {
            throw new IllegalArgumentException("a name has at most 255 bytes, not " + size);
        }
    }

    /** The name whose labels have dots between them. */
    static DnsName of(String dotted) {
        return new DnsName(List.of(dotted.split("\\.")));
    }

    /** The name one label below this one. */
    DnsName below(String label) {
        return new DnsName(java.util.stream.Stream.concat(java.util.stream.Stream.of(label), labels.stream())
                .toList());
    }

    @Override
    public String toString() {
        return String.join(".", labels);
    }
}
