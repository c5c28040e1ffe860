package org.handfast.server;

/** The start cannot go on: what to say, and with which code to end. */
final class Exit extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final Code code;

    /** Exit codes, as the README lists them. */
    enum Code {
        FAILED(1),
        USAGE(2),
        ALREADY_RUNNING(3);

        private final int number;

        Code(int number) {
            this.number = number;
        }
    }

    Exit(Code code, String message) {
        super(message, null, false, false);
        this.code = code;
    }

    int code() {
        return code.number;
    }
}
