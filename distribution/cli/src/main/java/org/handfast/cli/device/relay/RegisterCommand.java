package org.handfast.cli.device.relay;

import java.io.PrintWriter;
import java.security.SecureRandom;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import org.handfast.cli.ExitCode;
import org.handfast.cli.Json;
import org.handfast.cli.device.DeviceFolder;
import org.handfast.cli.device.DeviceOptions;
import org.handfast.cli.device.QrCode;
import org.handfast.cli.device.hub.HubCard;
import org.handfast.cli.device.hub.HubUrl;
import org.handfast.core.crypto.Sha256;
import org.handfast.crypto.HubKeys;

/** Registers at a hub. */
@Command(
        name = "register",
        description = "Register at a hub, which gives this device a code. The same device gets the same code again.",
        mixinStandardHelpOptions = true)
final class RegisterCommand implements Callable<Integer> {

    @Parameters(paramLabel = "URL", description = "Where the hub is, such as http://192.168.1.20:9081.")
    private String url = "";

    @Mixin
    private DeviceOptions device;

    @Option(
            names = "--trust-new-hub",
            description = "The hub has another key than before, and that is as it should be.")
    private boolean trustNewHub;

    @Option(names = "--qr", description = "Draw the code as a QR code, also if this is no terminal.")
    private boolean qr;

    @Option(names = "--json", description = "As JSON.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        HubUrl hub = HubUrl.parse(url);
        try (DeviceFolder folder = DeviceFolder.take(device.folder())) {
            HubKeys keys = HubKeys.open(folder.path(), new SecureRandom());
            var api = new HubApi(hub);
            HubCard card = api.card();
            if (!trustNewHub) {
                Registration.find(folder)
                        .filter(before -> before.hub().equals(hub))
                        .ifPresent(before -> before.requireSame(card));
            }
            var registration = new Registration(hub, card.key(), api.register(keys.signing(), keys.agreement()));
            registration.keep(folder);
            tell(registration, card);
        }
        return ExitCode.OK.number();
    }

    private void tell(Registration registration, HubCard card) {
        PrintWriter out = spec.commandLine().getOut();
        Code code = registration.code();
        if (json) {
            out.println(Json.MAPPER
                    .createObjectNode()
                    .put("event", "registered")
                    .put("code", code.value())
                    .put("hub", registration.hub().toString())
                    .put("hub_id", Sha256.of(card.key().bytes()).hex()));
        } else {
            out.println("Registered at " + card.name() + ", " + registration.hub() + ". This device's code is");
            out.println();
            out.println("    " + String.join("  ", code.value().split("")));
            out.println();
            out.println("or, read out: " + code.readOut() + ".");
            out.println();
            boolean terminal = Ansi.AUTO.enabled();
            if (qr || terminal) {
                out.println(
                        terminal
                                ? QrCode.of(code.value()).coloured()
                                : QrCode.of(code.value()).plain());
            }
            out.println("Then, here:               handfast device relay listen");
            out.println("and on the other device:  handfast device relay pair " + code);
        }
        out.flush();
    }
}
