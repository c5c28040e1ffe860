package org.handfast.cli.device.relay;

import java.util.Locale;
import java.util.stream.Collectors;

import org.handfast.cli.CliException;
import org.handfast.cli.ExitCode;
import org.handfast.plugin.relay.wire.Wire;

/** What a user is called at its hub: seven capital letters and digits. */
record Code(String value) {

    private static final String[] DIGITS = {
        "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"
    };

    Code {
        if (Wire.code(value).isEmpty()) {
            throw new IllegalArgumentException("a code has seven characters of A-Z and 0-9");
        }
    }

    /**
     * A code as a person types it: small letters, spaces and hyphens do no harm.
     *
     * @throws CliException USAGE if it is none
     */
    static Code typed(String text) {
        String code = text.toUpperCase(Locale.ROOT).replaceAll("[\\s-]", "");
        if (Wire.code(code).isEmpty()) {
            throw new CliException(
                    ExitCode.USAGE, "'" + text + "' is no code: it has seven letters and digits, such as E011T7D");
        }
        return new Code(code);
    }

    /** As it is read out, so that nobody takes the letter O for a zero. */
    String readOut() {
        return value.chars()
                .mapToObj(c -> Character.isDigit(c) ? DIGITS[c - '0'] : String.valueOf((char) c))
                .collect(Collectors.joining(" "));
    }

    @Override
    public String toString() {
        return value;
    }
}
