package org.handfast.cli;

/** How a command ends. Documented in the README; scripts go by it. */
public enum ExitCode {
    OK(0),
    /** Something went wrong that nobody foresaw. */
    FAILED(1),
    /** The command line, or what it names, is wrong. */
    USAGE(2),
    /** The hub does not run, or cannot be reached. */
    NO_HUB(3),
    /** The other end, or a person, said no. */
    REFUSED(4),
    /** Nobody answered in time. */
    EXPIRED(5);

    private final int number;

    ExitCode(int number) {
        this.number = number;
    }

    public int number() {
        return number;
    }
}
