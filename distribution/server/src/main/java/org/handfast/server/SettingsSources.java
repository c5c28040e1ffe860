package org.handfast.server;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;

import org.handfast.core.settings.HubSettings;
import org.handfast.core.settings.SettingsCheck;

/**
 * Where settings come from, the later over the earlier: {@code handfast.properties} in the data folder, variables
 * {@code HANDFAST_…} of the environment, {@code --set} on the command line.
 */
final class SettingsSources {

    private static final String FILE = "handfast.properties";
    private static final String PREFIX = "HANDFAST_";

    /** Variables that are for the script, or name no setting. */
    private static final Set<String> OTHERS = Set.of(
            "HANDFAST_DATA",
            "HANDFAST_HOME",
            "HANDFAST_JAVA_OPTS",
            "HANDFAST_DEVICE",
            "HANDFAST_SCRIPT",
            "HANDFAST_START_CACHE");

    private final SettingsCheck check;
    private final Map<String, String> values = new HashMap<>();
    private final List<String> problems = new ArrayList<>();

    SettingsSources(SettingsCheck check) {
        this.check = check;
    }

    /**
     * Reads all of them.
     *
     * @throws Exit USAGE that lists everything that is wrong
     */
    HubSettings read(Options options, Map<String, String> environment) {
        file(options.data().resolve(FILE));
        environment(environment);
        values.putAll(options.settings());
        var settings = new HubSettings(values);
        problems.addAll(check.problems(settings));
        if (!problems.isEmpty()) {
            throw new Exit(Exit.Code.USAGE, "the configuration is wrong:\n  " + String.join("\n  ", problems));
        }
        return settings;
    }

    private void file(Path file) {
        var properties = new Properties();
        try (Reader in = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            properties.load(in);
        } catch (NoSuchFileException none) {
            return;
        } catch (IOException | IllegalArgumentException e) {
            problems.add(file + " cannot be read: " + e.getMessage());
            return;
        }
        properties
                .stringPropertyNames()
                .forEach(n -> values.put(n, properties.getProperty(n).strip()));
    }

    private void environment(Map<String, String> environment) {
        Map<String, String> names = new HashMap<>();
        check.known().forEach(n -> names.put(variable(n), n));
        environment.forEach((variable, value) -> {
            if (variable.startsWith(PREFIX) && !OTHERS.contains(variable)) {
                String name = names.get(variable);
                if (name == null) {
                    problems.add("there is no setting for the variable " + variable);
                } else {
                    values.put(name, value);
                }
            }
        });
    }

    /** The variable of a setting: capitals, and an underscore for everything else. */
    static String variable(String setting) {
        return PREFIX + setting.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
    }
}
