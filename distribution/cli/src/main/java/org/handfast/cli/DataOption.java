package org.handfast.cli;

import java.nio.file.Path;

import picocli.CommandLine.Option;

/** Which hub: {@code --data}. */
public final class DataOption {

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "The hub's data folder (default: $HANDFAST_DATA, else ./data).")
    private Path data = Path.of(System.getenv().getOrDefault("HANDFAST_DATA", "data"));

    /** The folder. */
    public Path folder() {
        return data.toAbsolutePath().normalize();
    }
}
