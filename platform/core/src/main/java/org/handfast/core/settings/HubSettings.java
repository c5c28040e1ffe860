package org.handfast.core.settings;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.handfast.api.Descriptor;
import org.handfast.api.Descriptor.Setting;
import org.handfast.api.Fault;
import org.handfast.api.Settings;

/** Every setting as text, by its full name. Immutable. */
public record HubSettings(Map<String, String> values) {

    private static final Pattern DURATION = Pattern.compile("([1-9][0-9]{0,6})(ms|s|m|h|d)");

    public HubSettings {
        values = Map.copyOf(values);
    }

    /** A setting, if it is configured. */
    public Optional<String> find(String name) {
        return Optional.ofNullable(values.get(name));
    }

    /** A setting of the hub itself, or its standard. */
    public String of(HubSetting setting) {
        return find(setting.key()).orElse(setting.standard());
    }

    /** Where the console listens. */
    public String adminHost() {
        return of(HubSetting.ADMIN_HOST);
    }

    /** True if the console can be reached from this machine alone. */
    public boolean adminIsLocal() {
        return adminHost().equals("localhost")
                || adminHost().equals("::1")
                || adminHost().startsWith("127.");
    }

    /** The port of its own that it listens on: {@code <id>.port} if it is configured, else what it declares; 0 if it has none. */
    public int port(Declared declared) {
        return find(declared.portSetting())
                .map(Integer::parseInt)
                .orElse(declared.port().orElse(0));
    }

    /** A protocol's view of it: what its descriptor declares, under {@code <id>.<name>}. */
    public Settings of(Descriptor<?> descriptor) {
        return of(Declared.of(descriptor));
    }

    /** The view of whatever declares settings, under {@code <id>.<name>}. */
    public Settings of(Declared declared) {
        return new DeclaredSettings(declared, this);
    }

    /**
     * What is wrong with a protocol's settings.
     *
     * @return a sentence each; empty if nothing is
     */
    public List<String> problems(Descriptor<?> descriptor) {
        return problems(Declared.of(descriptor));
    }

    /** The same of whatever declares settings. */
    public List<String> problems(Declared declared) {
        List<String> problems = new ArrayList<>();
        for (Setting setting : declared.settings()) {
            String name = declared.id() + "." + setting.name();
            String value = values.getOrDefault(name, setting.standard());
            if (!fits(setting, value)) {
                problems.add(name + " must be " + expected(setting) + ", not '" + value + "'");
            }
        }
        if (declared.port().isPresent()) {
            find(declared.portSetting())
                    .filter(port -> !Ports.valid(port))
                    .ifPresent(port ->
                            problems.add(declared.portSetting() + " must be a port, 0 to 65535, not '" + port + "'"));
        }
        return problems;
    }

    /** True if a setting may have a value. */
    static boolean fits(Setting setting, String value) {
        if (!setting.choices().isEmpty()) {
            return setting.choices().contains(value);
        }
        return switch (setting.type()) {
            case TEXT -> true;
            case FLAG -> value.equals("true") || value.equals("false");
            case NUMBER -> value.matches("-?[0-9]{1,18}");
            case DURATION -> DURATION.matcher(value).matches();
        };
    }

    private static String expected(Setting setting) {
        if (!setting.choices().isEmpty()) {
            return "one of " + String.join(", ", setting.choices());
        }
        return switch (setting.type()) {
            case TEXT -> "text";
            case FLAG -> "true or false";
            case NUMBER -> "a whole number";
            case DURATION -> "a duration such as 10s, 5m or 2h";
        };
    }

    /** Names alone: a value may be a secret. */
    @Override
    public String toString() {
        return "HubSettings" + new TreeSet<>(values.keySet());
    }

    private record DeclaredSettings(Declared declared, HubSettings all) implements Settings {

        @Override
        public String text(String name) {
            return value(name, Setting.Type.TEXT);
        }

        @Override
        public boolean flag(String name) {
            return value(name, Setting.Type.FLAG).equals("true");
        }

        @Override
        public long number(String name) {
            return Long.parseLong(value(name, Setting.Type.NUMBER));
        }

        @Override
        public Duration duration(String name) {
            Matcher parts = DURATION.matcher(value(name, Setting.Type.DURATION));
            if (!parts.matches()) {
                throw undeclared(name);
            }
            long amount = Long.parseLong(parts.group(1));
            return switch (parts.group(2)) {
                case "ms" -> Duration.ofMillis(amount);
                case "s" -> Duration.ofSeconds(amount);
                case "m" -> Duration.ofMinutes(amount);
                case "h" -> Duration.ofHours(amount);
                default -> Duration.ofDays(amount);
            };
        }

        private String value(String name, Setting.Type type) {
            Setting setting = declared.settings().stream()
                    .filter(s -> s.name().equals(name) && s.type() == type)
                    .findFirst()
                    .orElseThrow(() -> undeclared(name));
            return all.values().getOrDefault(declared.id() + "." + name, setting.standard());
        }

        private static Fault undeclared(String name) {
            return new Fault(
                    Fault.Category.PLUGIN_FAULT,
                    "undeclared-setting",
                    "the plugin asked for setting '" + name + "', which its descriptor does not declare as such");
        }
    }
}
