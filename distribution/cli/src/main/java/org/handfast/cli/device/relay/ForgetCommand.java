package org.handfast.cli.device.relay;

import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

import org.handfast.api.Device.Trust;
import org.handfast.cli.CliException;
import org.handfast.cli.ExitCode;
import org.handfast.cli.device.Device;
import org.handfast.core.registry.DeviceRecord;
import org.handfast.core.registry.Registry;

/** Forgets a user. */
@Command(
        name = "forget",
        description = "End the pairing with another device, and forget its keys. It is told so.",
        mixinStandardHelpOptions = true)
final class ForgetCommand extends StayOptions implements Callable<Integer> {

    @Parameters(paramLabel = "CODE", description = "The other device's code.")
    private String code = "";

    @Override
    public Integer call() throws InterruptedException {
        Code peer = Code.typed(code);
        try (Device running = start()) {
            DeviceRecord known = Peer.devices(running.store().contents(), peer)
                    .findFirst()
                    .orElseThrow(() -> new CliException(ExitCode.USAGE, "this device does not know " + peer));
            try (Stay stay = stay(running)) {
                ExitCode exit = told(stay, peer);
                forget(running.node().registry(), known);
                return exit.number();
            }
        }
    }

    /** It is forgotten here also if it cannot be told. */
    private ExitCode told(Stay stay, Code peer) throws InterruptedException {
        try {
            return stay.run(new Parting(peer));
        } catch (CliException e) {
            err().println("handfast: " + peer + " is forgotten here but has not been told: " + e.getMessage());
            err().flush();
            return e.code();
        }
    }

    private static void forget(Registry registry, DeviceRecord known) {
        if (registry.require(known.id()).trust() != Trust.REVOKED) {
            registry.revoke(known.id(), "local", "");
        }
        registry.forget(known.id(), "local");
    }
}
