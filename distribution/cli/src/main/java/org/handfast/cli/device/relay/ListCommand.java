package org.handfast.cli.device.relay;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;

import com.fasterxml.jackson.databind.node.ObjectNode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import org.handfast.cli.ExitCode;
import org.handfast.cli.Json;
import org.handfast.cli.Table;
import org.handfast.cli.device.DeviceFolder;
import org.handfast.cli.device.DeviceJson;
import org.handfast.cli.device.DeviceOptions;

/** Lists the users that the device is paired with. */
@Command(
        name = "list",
        description = "List the devices that this one is paired with over the hub.",
        mixinStandardHelpOptions = true)
final class ListCommand implements Callable<Integer> {

    @Mixin
    private DeviceOptions device;

    @Option(names = "--json", description = "As JSON, an object a line.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        List<Peer> peers;
        try (var folder = DeviceFolder.take(device.folder())) {
            peers = Peer.all(DeviceJson.contents(folder));
        }
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            peers.forEach(peer -> out.println(json(peer)));
        } else if (peers.isEmpty()) {
            out.println("Paired with nobody yet: handfast device relay pair CODE");
        } else {
            var table = new Table("CODE", "SINCE", "", "ITS KEY");
            for (Peer peer : peers) {
                table.row(peer.code(), peer.since().toString(), standing(peer), String.join(" ", peer.fingerprint()));
            }
            out.print(table);
        }
        out.flush();
        return ExitCode.OK.number();
    }

    private static String standing(Peer peer) {
        return peer.standing().name().toLowerCase(Locale.ROOT);
    }

    private static ObjectNode json(Peer peer) {
        ObjectNode line = Json.MAPPER
                .createObjectNode()
                .put("code", peer.code())
                .put("since", peer.since().toString())
                .put("standing", standing(peer));
        peer.fingerprint().forEach(line.putArray("fingerprint")::add);
        return line;
    }
}
