package org.handfast.crypto;

import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.handfast.api.Bytes;

/**
 * An Argon2id hash (RFC 9106, version 19) in PHC string form,
 * {@code $argon2id$v=19$m=<KiB>,t=<passes>,p=<lanes>$<salt>$<hash>}, salt and hash in unpadded base64.
 */
record PhcHash(Cost cost, Bytes salt, Bytes hash) {

    private static final int LONGEST = 256;

    private static final Pattern FORM = Pattern.compile("\\$argon2id\\$v=19\\$m=([1-9][0-9]{0,6}),t=([1-9][0-9]{0,2}),"
            + "p=([1-9][0-9]{0,2})\\$([A-Za-z0-9+/]{11,86})\\$([A-Za-z0-9+/]{22,86})");

    /**
     * What a hash costs.
     *
     * @param memory in KiB
     * @param passes over the memory
     * @param lanes that share the memory
     */
    record Cost(int memory, int passes, int lanes) {

        private static final int MOST_MEMORY = 64 * 1024;
        private static final int LEAST_MEMORY_PER_LANE = 8;
        private static final int MOST_PASSES = 8;
        private static final int MOST_LANES = 4;

        /** True if a hub gives as much. */
        boolean bearable() {
            return memory >= LEAST_MEMORY_PER_LANE * lanes
                    && memory <= MOST_MEMORY
                    && passes <= MOST_PASSES
                    && lanes <= MOST_LANES;
        }
    }

    /** The hash that a text states; empty if it is malformed or would take more memory or time than a hub gives. */
    static Optional<PhcHash> parse(String text) {
        if (text.length() > LONGEST) {
            return Optional.empty();
        }
        Matcher parts = FORM.matcher(text);
        if (!parts.matches()) {
            return Optional.empty();
        }
        var cost = new Cost(number(parts.group(1)), number(parts.group(2)), number(parts.group(3)));
        if (!cost.bearable()) {
            return Optional.empty();
        }
        return base64(parts.group(4))
                .flatMap(salt -> base64(parts.group(5)).map(hash -> new PhcHash(cost, salt, hash)));
    }

    private static int number(String digits) {
        return Integer.parseInt(digits);
    }

    /** What the digits stand for, if no others stand for the same. */
    private static Optional<Bytes> base64(String digits) {
        try {
            byte[] bytes = Base64.getDecoder().decode(digits);
            return base64(bytes).equals(digits) ? Optional.of(Bytes.wrap(bytes)) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().withoutPadding().encodeToString(bytes);
    }

    /** The PHC string. */
    String text() {
        return "$argon2id$v=19$m=" + cost.memory + ",t=" + cost.passes + ",p=" + cost.lanes + "$"
                + base64(salt.toArray()) + "$" + base64(hash.toArray());
    }

    @Override
    public String toString() {
        return "PhcHash[redacted]";
    }
}
