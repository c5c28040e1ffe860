package org.handfast.cli.device.code;

import java.util.List;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import org.handfast.api.Reach;
import org.handfast.cli.code.CodeTeller;
import org.handfast.cli.device.CodeDrawing;
import org.handfast.cli.device.Device;

/** Is there for others. */
@Command(
        name = "listen",
        description = "Be there for those that this device is paired with: show what they say. Ctrl-C leaves.",
        mixinStandardHelpOptions = true)
final class ListenCommand extends CodeOptions implements Callable<Integer> {

    @Option(names = "--once", description = "Be done after a message.")
    private boolean once;

    @Mixin
    private Consent consent;

    @Override
    public Integer call() throws InterruptedException {
        try (Device device = start();
                Attendance attendance = attend(device, consent, new CodeDrawing())) {
            tellWhere(device);
            return attendance.listen(once).number();
        }
    }

    private void tellWhere(Device device) {
        for (Reach reach : device.reaches()) {
            List<String> places = reach.addresses().stream()
                    .map(address -> address + "/p2p/" + reach.peer())
                    .toList();
            var event = CodeTeller.event("listening").put("peer", reach.peer());
            places.forEach(event.putArray("addresses")::add);
            teller().tell("Listening. Ctrl-C leaves. This end is at\n  " + String.join("\n  ", places), event);
        }
    }
}
