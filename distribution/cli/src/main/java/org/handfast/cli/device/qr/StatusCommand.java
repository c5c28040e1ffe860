package org.handfast.cli.device.qr;

import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.Callable;

import com.fasterxml.jackson.databind.node.ObjectNode;
import picocli.CommandLine.Command;

import org.handfast.api.Address;
import org.handfast.cli.ExitCode;
import org.handfast.cli.Json;
import org.handfast.cli.Plain;
import org.handfast.cli.device.ShownText;
import org.handfast.plugin.qr.device.Account;
import org.handfast.plugin.qr.device.Pairing;
import org.handfast.plugin.qr.device.QrDevice;

/** Says how the device stands, as it knows by itself. */
@Command(
        name = "status",
        description = "Show where this device is registered, and what it has begun. Asks nobody.",
        mixinStandardHelpOptions = true)
final class StatusCommand extends QrOptions implements Callable<Integer> {

    @Override
    public Integer call() {
        try (Session session = Session.open(folder())) {
            QrDevice device = session.device();
            if (json()) {
                out().println(Json.line(json(session)));
            } else {
                Account account = device.account();
                out().println("'" + Plain.line(session.name()) + "' at " + session.where() + ", "
                        + account.standing().word() + " as the hub last said.");
                account.id().ifPresent(id -> out().println("Account " + id + "."));
                ShownText.lines(account.fingerprint(session.tools()).stream().toList())
                        .forEach(out()::println);
                out().println("Connections: "
                        + device.connections().stream().filter(c -> !c.over()).count() + ".");
                device.pairings().forEach(p -> out().println("Begun with " + Plain.line(p.name()) + ": " + next(p)));
            }
            out().flush();
            return ExitCode.OK.number();
        }
    }

    private static String next(Pairing pairing) {
        String as = " --as " + Plain.line(pairing.name());
        return switch (pairing) {
            case Pairing.Showing p -> "it is to answer the first code; go on with: show" + as;
            case Pairing.Initiating p -> "the hub is to sign; go on with: show" + as;
            case Pairing.Offering p ->
                left(p) > 0
                        ? "it is to confirm, within " + left(p) + " s; go on with: show" + as
                        : "its time is up, unless it has confirmed: sync tells";
            case Pairing.Answering p -> "it is to show its second code; go on with: scan" + as;
            case Pairing.Comparing p -> "compare, and confirm; go on with: scan" + as;
        };
    }

    private static long left(Pairing.Offering offering) {
        return Math.max(0, offering.line().expires() - Instant.now().getEpochSecond());
    }

    private static ObjectNode json(Session session) {
        QrDevice device = session.device();
        ObjectNode status = JsonLines.event("status")
                .put("hub", session.where().toString())
                .put("hub_id", device.account().hubId())
                .put("name", session.name())
                .put("account_id", device.account().id().map(Address::value).orElse(""))
                .put("state", device.account().standing().word())
                .put("connections", device.connections().size());
        ShownText.into(
                status, device.account().fingerprint(session.tools()).stream().toList());
        for (Pairing pairing : device.pairings()) {
            status.withArray("pairings")
                    .addObject()
                    .put("name", pairing.name())
                    .put("step", pairing.getClass().getSimpleName().toLowerCase(Locale.ROOT));
        }
        return status;
    }
}
