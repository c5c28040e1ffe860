package org.handfast.core.limit;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.handfast.api.Fault;

/** The table as one hub has it: the standard values, and what its settings {@code limit.<name>} make different. */
public final class Limits {

    /** What the settings that change limits begin with. */
    public static final String PREFIX = "limit.";

    private final Map<Limit, Integer> changed;

    private Limits(Map<Limit, Integer> changed) {
        this.changed = changed;
    }

    /** The standard values. */
    public static Limits standard() {
        return new Limits(new EnumMap<>(Limit.class));
    }

    /**
     * The standard values with those that {@code settings} names in place.
     *
     * @throws Fault CONFIGURATION that names every wrong one
     */
    public static Limits of(Map<String, String> settings) {
        var changed = new EnumMap<Limit, Integer>(Limit.class);
        List<String> problems = new ArrayList<>();
        settings.forEach((key, value) -> {
            if (key.startsWith(PREFIX)) {
                read(key, value, changed, problems);
            }
        });
        var limits = new Limits(changed);
        if (limits.of(Limit.INBOX_OVERRUN) <= limits.of(Limit.INBOX)) {
            problems.add(setting(Limit.INBOX_OVERRUN) + " must be larger than " + setting(Limit.INBOX) + ", which is "
                    + limits.of(Limit.INBOX));
        }
        if (!problems.isEmpty()) {
            throw new Fault(Fault.Category.CONFIGURATION, "bad-limit", String.join("; ", problems));
        }
        return limits;
    }

    private static void read(String key, String value, Map<Limit, Integer> changed, List<String> problems) {
        for (Limit limit : Limit.values()) {
            if (setting(limit).equals(key)) {
                if (value.matches("[1-9][0-9]{0,8}")) {
                    changed.put(limit, Integer.parseInt(value));
                } else {
                    problems.add(key + " must be a whole number from 1 to 999999999, not '" + value + "'");
                }
                return;
            }
        }
        problems.add("there is no limit '" + key + "'");
    }

    /** The setting that changes a limit. */
    public static String setting(Limit limit) {
        return PREFIX + limit.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** How much of it. */
    public int of(Limit limit) {
        return changed.getOrDefault(limit, limit.value());
    }
}
