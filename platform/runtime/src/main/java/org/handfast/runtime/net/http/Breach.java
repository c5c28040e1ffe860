package org.handfast.runtime.net.http;

/** A peer broke the protocol of a WebSocket, or a limit. An exception without a stack trace. */
final class Breach extends Exception {

    private static final long serialVersionUID = 1;

    private final int code;
    private final String sentence;

    /**
     * @param code of RFC 6455, section 7.4.1
     * @param sentence for people, at most 123 bytes
     */
    Breach(int code, String sentence) {
        super(null, null, false, false);
        this.code = code;
        this.sentence = sentence;
    }

    int code() {
        return code;
    }

    String sentence() {
        return sentence;
    }
}
