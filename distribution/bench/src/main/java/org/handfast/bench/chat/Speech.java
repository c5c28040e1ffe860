package org.handfast.bench.chat;

import java.nio.charset.StandardCharsets;

/** The broadcasts of one member, which differ in their numbers. For one thread. */
final class Speech {

    private final String before;
    private final String after;
    private long seq;

    /** What is said before and after the number. */
    Speech(String before, String after) {
        this.before = before;
        this.after = after;
    }

    /** The next one. */
    byte[] next() {
        return (before + ++seq + after).getBytes(StandardCharsets.US_ASCII);
    }
}
