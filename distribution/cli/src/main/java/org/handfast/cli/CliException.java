package org.handfast.cli;

/** A command cannot be done: what to say, and how to end. */
public final class CliException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final ExitCode code;

    public CliException(ExitCode code, String message) {
        super(message);
        this.code = code;
    }

    public ExitCode code() {
        return code;
    }
}
