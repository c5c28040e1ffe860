package org.handfast.cli.device.code;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import org.handfast.cli.device.CodeDrawing;
import org.handfast.cli.device.Device;

/** Says something to a peer. */
@Command(
        name = "send",
        description = "Say something to somebody that this device is paired with, who must be there.",
        mixinStandardHelpOptions = true)
final class SendCommand extends CodeOptions implements Callable<Integer> {

    /** What stands before a peer id (multiaddr). */
    private static final String AT = "/p2p/";

    @Parameters(index = "0", paramLabel = "PEER", description = "Its peer id, the beginning of it, or its name.")
    private String peer = "";

    @Parameters(index = "1..*", arity = "1..*", paramLabel = "TEXT", description = "What to say.")
    private List<String> text = List.of();

    @Option(
            names = "--protocol",
            paramLabel = "P",
            description = "What it is about, in a word that applications at both ends know (default: text).")
    private String protocol = "text";

    @Option(names = "--address", paramLabel = "MULTIADDR", description = ADDRESS)
    private String address = "";

    @Mixin
    private Consent consent;

    @Override
    public Integer call() throws InterruptedException {
        try (Device device = start();
                Attendance attendance = attend(device, consent, new CodeDrawing())) {
            Peer to = Peer.require(device.store().contents(), peer);
            Map<String, String> arguments =
                    new HashMap<>(Map.of("device", to.id(), "protocol", protocol, "text", String.join(" ", text)));
            if (!address.isEmpty()) {
                arguments.put("address", address.contains(AT) ? address : address + AT + to.id());
            }
            attendance.command("message", arguments);
            return attendance.follow().number();
        }
    }
}
