package org.handfast.runtime.net.http;

/** Codes that say why a WebSocket is closed (RFC 6455, section 7.4). */
final class CloseCode {

    static final int NORMAL = 1000;
    static final int PROTOCOL_ERROR = 1002;
    static final int UNSUPPORTED = 1003;
    static final int NONE = 1005;
    static final int INVALID = 1007;
    static final int POLICY = 1008;
    static final int TOO_LARGE = 1009;

    private CloseCode() {}

    /** True if a peer may send it. */
    static boolean valid(int code) {
        return code >= NORMAL && code <= UNSUPPORTED || code >= INVALID && code <= 1014 || code >= 3000 && code <= 4999;
    }
}
