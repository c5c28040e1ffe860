package org.handfast.core.settings;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Which web sites' pages may use the HTTP port from a browser.
 *
 * @param any true if all may
 * @param some those that may if not all may, each an origin (RFC 6454)
 */
public record Origins(boolean any, Set<String> some) {

    private static final String ANY = "*";
    private static final String NONE = "none";
    private static final String ORIGIN =
            "[a-z][a-z0-9+.-]*://[a-z0-9.-]+(:[0-9]{1,5})?|[a-z]+://\\[[0-9a-f:]+](:[0-9]{1,5})?";

    public Origins {
        some = Set.copyOf(some);
    }

    /** What a setting says: {@code *}, {@code none}, or origins separated by commas. */
    public static Origins of(String setting) {
        return switch (setting) {
            case ANY -> new Origins(true, Set.of());
            case NONE -> new Origins(false, Set.of());
            default -> new Origins(false, items(setting));
        };
    }

    /** What in a setting is no origin, if anything. */
    static Optional<String> wrong(String setting) {
        return setting.equals(ANY) || setting.equals(NONE)
                ? Optional.empty()
                : items(setting).stream().filter(item -> !item.matches(ORIGIN)).findFirst();
    }

    private static Set<String> items(String setting) {
        return Arrays.stream(setting.split(","))
                .map(String::strip)
                .filter(Predicate.not(String::isEmpty))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** True if pages of an origin may. */
    public boolean permit(String origin) {
        return any || some.contains(origin);
    }
}
