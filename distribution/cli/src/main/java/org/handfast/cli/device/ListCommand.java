package org.handfast.cli.device;

import java.util.List;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

import org.handfast.cli.ExitCode;
import org.handfast.cli.Table;
import org.handfast.core.registry.PairingRecord;
import org.handfast.core.store.MemoryStore;

/** Lists what the device is paired with. */
@Command(name = "list", description = "List what this device is paired with.", mixinStandardHelpOptions = true)
final class ListCommand implements Callable<Integer> {

    @Mixin
    private DeviceOptions device;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        MemoryStore.Contents contents;
        try (var folder = DeviceFolder.take(device.folder())) {
            contents = DeviceJson.contents(folder);
        }
        var out = spec.commandLine().getOut();
        List<PairingRecord> pairings = contents.pairings().stream()
                .filter(p -> p.ref().protocol().equals(DirectTcpCommand.PROTOCOL))
                .toList();
        if (pairings.isEmpty()) {
            out.println("Paired with nobody yet: handfast device direct-tcp pair HOST:PORT");
            return ExitCode.OK.number();
        }
        var table = new Table("PAIRED AT", "SINCE", "ITS KEY");
        for (PairingRecord p : pairings) {
            table.row(
                    p.introduction().name(),
                    p.since().toString(),
                    String.join(" ", p.fingerprints().theirs()));
        }
        out.print(table);
        out.flush();
        return ExitCode.OK.number();
    }
}
