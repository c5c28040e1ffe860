package org.handfast.server;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the command line says.
 *
 * @param data the data folder
 * @param settings of {@code --set key=value}
 */
record Options(Path data, Map<String, String> settings) {

    /**
     * Reads a command line.
     *
     * @throws Exit USAGE that names every wrong word
     */
    static Options parse(String[] arguments, Map<String, String> environment) {
        Path data = Path.of(environment.getOrDefault("HANDFAST_DATA", "data"));
        Map<String, String> settings = new LinkedHashMap<>();
        List<String> problems = new ArrayList<>();
        for (int i = 0; i < arguments.length; i++) {
            String argument = arguments[i];
            int equals = argument.startsWith("--") ? argument.indexOf('=') : -1;
            String option = equals < 0 ? argument : argument.substring(0, equals);
            if (!option.equals("--data") && !option.equals("--set")) {
                problems.add("there is no option '" + argument + "'");
                continue;
            }
            String value =
                    equals >= 0 ? argument.substring(equals + 1) : i + 1 < arguments.length ? arguments[++i] : "";
            if (option.equals("--data") && !value.isEmpty()) {
                data = Path.of(value);
            } else if (option.equals("--set") && value.indexOf('=') > 0) {
                settings.put(
                        value.substring(0, value.indexOf('=')).strip(),
                        value.substring(value.indexOf('=') + 1).strip());
            } else {
                problems.add(
                        option.equals("--data")
                                ? "--data needs a folder"
                                : "--set needs key=value, not '" + value + "'");
            }
        }
        if (!problems.isEmpty()) {
            throw new Exit(
                    Exit.Code.USAGE,
                    String.join("\n", problems) + "\nusage: handfast start [--data DIR] [--set key=value]…");
        }
        return new Options(data.toAbsolutePath().normalize(), settings);
    }
}
