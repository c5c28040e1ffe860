package org.handfast.web.json;

import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import org.handfast.api.Fault;

/** Reads what stands in a path or a query; what does not fit is OPERATOR_INPUT {@code bad-request}. */
public final class Parameters {

    private static final int MOST = 500;
    private static final int STANDARD = 100;
    private static final int LONGEST_REASON = 200;

    private Parameters() {}

    /** A UUID of a path; one that is none names nothing. */
    public static UUID id(String text, String noSuch, String sentence) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw new Fault(Fault.Category.OPERATOR_INPUT, noSuch, sentence);
        }
    }

    /** A limit, 1 to 500. */
    public static int limit(@Nullable String text) {
        return limit(text, STANDARD, MOST);
    }

    /** A limit, 1 to {@code most}. */
    public static int limit(@Nullable String text, int standard, int most) {
        return text == null ? standard : Math.toIntExact(number("limit", text, 1, most));
    }

    /** A whole number within bounds. */
    public static long number(String name, String text, long least, long most) {
        if (text.matches("[0-9]{1,18}")) {
            long number = Long.parseLong(text);
            if (number >= least && number <= most) {
                return number;
            }
        }
        throw bad(name + " must be a whole number from " + least + " to " + most + ".");
    }

    /** A constant of an enum by its name. */
    public static <E extends Enum<E>> Optional<E> constant(Class<E> type, String name, @Nullable String text) {
        if (text == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(Enum.valueOf(type, text));
        } catch (IllegalArgumentException e) {
            throw bad(name + " is none of the " + type.getSimpleName().toLowerCase(Locale.ROOT) + " there are.");
        }
    }

    /** A text that is not too long; absent if empty. */
    public static Optional<String> text(String name, @Nullable String text, int most) {
        if (text != null && text.length() > most) {
            throw bad(name + " has at most " + most + " characters.");
        }
        return Optional.ofNullable(text).filter(t -> !t.isBlank());
    }

    /** Why something is done; empty if that is not said. */
    public static String reason(@Nullable String text) {
        return text("reason", text, LONGEST_REASON).orElse("");
    }

    private static Fault bad(String detail) {
        return new Fault(Fault.Category.OPERATOR_INPUT, "bad-request", detail);
    }
}
