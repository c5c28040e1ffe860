package org.handfast.cli.device.qr;

import java.util.OptionalDouble;
import java.util.concurrent.Callable;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import org.handfast.cli.CliException;
import org.handfast.cli.ExitCode;
import org.handfast.plugin.qr.device.Content;

/** Tells where this device is. */
@Command(
        name = "locate",
        description = "Tell the other device where this one is; four times a minute at most.",
        mixinStandardHelpOptions = true)
final class LocateCommand extends QrOptions implements Callable<Integer> {

    private static final String NUMBER = "-?[0-9]{1,3}(\\.[0-9]{1,15})?";

    @Parameters(index = "0", paramLabel = "NAME", description = "Which connection.")
    private String name = "";

    @Parameters(
            index = "1",
            paramLabel = "LAT,LON",
            description = "Degrees north and east, such as 52.52,13.405; after -- if the first is south.")
    private String place = "";

    @Option(names = "--accuracy", paramLabel = "METRES", description = "How exact that is.")
    private @Nullable Double accuracy;

    @Override
    public Integer call() {
        try (Session session = Session.online(folder())) {
            String[] parts = place.split(",", -1);
            if (parts.length != 2 || !parts[0].matches(NUMBER) || !parts[1].matches(NUMBER)) {
                throw wrong();
            }
            Content.Location location;
            try {
                location = new Content.Location(
                        Double.parseDouble(parts[0]),
                        Double.parseDouble(parts[1]),
                        accuracy == null ? OptionalDouble.empty() : OptionalDouble.of(accuracy),
                        session.tools().now());
            } catch (IllegalArgumentException e) {
                throw wrong();
            }
            return Sending.send(session, name, location, teller()).number();
        }
    }

    private CliException wrong() {
        return new CliException(
                ExitCode.USAGE,
                "'" + place + "' is no place; write degrees north, -90 to 90, and east, -180 to 180, as 52.52,13.405");
    }
}
