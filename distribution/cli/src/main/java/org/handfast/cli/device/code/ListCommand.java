package org.handfast.cli.device.code;

import java.util.List;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import org.handfast.cli.ExitCode;
import org.handfast.cli.Json;
import org.handfast.cli.Plain;
import org.handfast.cli.Table;
import org.handfast.cli.device.DeviceFolder;
import org.handfast.cli.device.DeviceJson;
import org.handfast.cli.device.DeviceOptions;

/** Lists whom the device is paired with. */
@Command(
        name = "list",
        description = "List whom this device is paired with by a code.",
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
        var out = spec.commandLine().getOut();
        if (json) {
            peers.forEach(p -> out.println(Json.line(Json.MAPPER
                    .createObjectNode()
                    .put("peer", p.id())
                    .put("name", p.name())
                    .put("since", p.since().toString())
                    .put("proven", p.proven())
                    .put("fingerprint", String.join(" ", p.fingerprint())))));
        } else if (peers.isEmpty()) {
            out.println("Paired with nobody yet: handfast device code create, or join");
        } else {
            var table = new Table("PEER", "NAME", "SINCE", "PROVEN", "ITS KEY");
            peers.forEach(p -> table.row(
                    p.id(),
                    Plain.line(p.name()),
                    p.since().toString(),
                    p.proven() ? "yes" : "no",
                    String.join(" ", p.fingerprint())));
            out.print(table);
        }
        out.flush();
        return ExitCode.OK.number();
    }
}
