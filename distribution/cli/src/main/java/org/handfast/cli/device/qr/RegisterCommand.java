package org.handfast.cli.device.qr;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import org.handfast.cli.CliException;
import org.handfast.cli.ExitCode;
import org.handfast.cli.device.MachineName;
import org.handfast.cli.device.hub.HubCard;
import org.handfast.cli.device.hub.HubUrl;
import org.handfast.core.crypto.Sha256;
import org.handfast.plugin.qr.device.Account;
import org.handfast.plugin.qr.device.Account.Standing;
import org.handfast.plugin.qr.device.Calls;
import org.handfast.plugin.qr.device.Connection;
import org.handfast.plugin.qr.device.QrDevice;

/** Gets an account at a hub. */
@Command(
        name = "register",
        description = "Get an account at a hub; wait, if its operator is to let this device in.",
        mixinStandardHelpOptions = true)
final class RegisterCommand extends QrOptions implements Callable<Integer> {

    private static final Duration LONGEST_REST = Duration.ofSeconds(5);

    @Option(
            names = "--hub",
            required = true,
            paramLabel = "URL",
            description = "Where the hub is, such as http://192.168.1.20:9081.")
    private String url = "";

    @Option(
            names = "--name",
            paramLabel = "NAME",
            description = "What to be called there (default: this machine's name).")
    private String name = "";

    @Option(
            names = "--invite",
            paramLabel = "TOKEN",
            description = "The token that the hub's operator made for this device.")
    private String invite = "";

    @Option(
            names = "--no-wait",
            description = "Do not wait for the operator of the hub; ask again by the same command.")
    private boolean noWait;

    @Option(
            names = "--trust-new-hub",
            description = "The hub has another key than before, and that is as it should be. The connections of before"
                    + " are forgotten.")
    private boolean trustNewHub;

    @Override
    public Integer call() throws InterruptedException {
        HubUrl hub = HubUrl.parse(url);
        var calls = new HubCalls(hub);
        HubCard card = calls.http().card();
        QrTeller teller = teller();
        try (Kit kit = Kit.take(folder())) {
            Optional<Registration> before = Registration.find(kit.folder(), kit.records());
            Registration registration = registration(before, hub, card, kit);
            // The key is on disk before the hub knows it.
            registration.keep(kit.folder(), kit.records());
            registration = ask(registration, calls, kit);
            if (registration.device().account().standing() == Standing.WAITING && !noWait) {
                teller.shown(
                        "The operator of " + card.name()
                                + " is to let this device in, and sees this key. Waiting; Ctrl-C leaves, and the same"
                                + " command goes on.",
                        registration.device().account().fingerprint(kit.tools()).stream()
                                .toList());
                registration = await(registration, calls, kit, teller);
            }
            return tell(registration, card, teller).number();
        }
    }

    private Registration registration(Optional<Registration> before, HubUrl hub, HubCard card, Kit kit) {
        Optional<Registration> same =
                before.filter(b -> b.device().account().hubKey().equals(card.key()));
        String own = name.isEmpty() ? same.map(Registration::name).orElseGet(MachineName::get) : name;
        if (same.isPresent()) {
            return new Registration(hub, own, same.get().device());
        }
        if (!trustNewHub) {
            before.ifPresent(b -> requireLeaving(b, hub));
        }
        return new Registration(hub, own, QrDevice.of(Account.fresh(card.key(), kit.tools())));
    }

    private static void requireLeaving(Registration before, HubUrl hub) {
        if (before.hub().equals(hub)) {
            throw new CliException(
                    ExitCode.REFUSED,
                    "the hub at " + hub + " has another key than when this device registered: somebody is in between,"
                            + " or the hub was set up anew; if you know that it was, register again with"
                            + " --trust-new-hub");
        }
        long open = before.device().connections().stream()
                .filter(c -> !c.over())
                .map(Connection::name)
                .count();
        if (open > 0) {
            throw new CliException(
                    ExitCode.USAGE,
                    "this device has " + open + " connections at " + before.hub() + ", which would be lost; be another"
                            + " device with --device DIR, or end them first");
        }
    }

    private Registration ask(Registration registration, HubCalls hub, Kit kit) {
        Account account = registration.device().account();
        Optional<String> token = Optional.of(invite).filter(i -> !i.isBlank());
        HubCalls.Reply reply = hub.ask(new Calls(account, kit.tools()).register(registration.name(), token));
        Registration asked = registration.with(registration.device().with(account.registered(reply.require())));
        asked.keep(kit.folder(), kit.records());
        return asked;
    }

    private Registration await(Registration registration, HubCalls hub, Kit kit, QrTeller teller)
            throws InterruptedException {
        Registration now = registration;
        long begun = System.nanoTime();
        Duration rest = Duration.ofMillis(250);
        while (now.device().account().standing() == Standing.WAITING) {
            Thread.sleep(rest);
            Duration twice = rest.multipliedBy(2);
            rest = twice.compareTo(LONGEST_REST) > 0 ? LONGEST_REST : twice;
            long waited = Duration.ofNanos(System.nanoTime() - begun).toSeconds();
            teller.clock("Waited " + waited / 60 + ":" + String.format("%02d", waited % 60) + ".");
            now = asked(now, hub, kit);
        }
        return now;
    }

    /** A hub that is away for a while does not end the wait. */
    private Registration asked(Registration registration, HubCalls hub, Kit kit) {
        try {
            return ask(registration, hub, kit);
        } catch (CliException e) {
            if (e.code() != ExitCode.NO_HUB) {
                throw e;
            }
            return registration;
        }
    }

    private static ExitCode tell(Registration registration, HubCard card, QrTeller teller) {
        Account account = registration.device().account();
        String sentence =
                switch (account.standing()) {
                    case ACTIVE ->
                        "Registered at " + card.name() + ", " + registration.hub() + ", as '" + registration.name()
                                + "'. To connect: handfast device qr show here, and scan on the other device.";
                    case REFUSED -> "The operator of " + card.name() + " has refused this device.";
                    case WAITING, NEW -> "The operator of " + card.name() + " has not let this device in yet.";
                };
        teller.done(
                sentence,
                JsonLines.event("registered")
                        .put("state", account.standing().word())
                        .put("account_id", account.id().orElseThrow().value())
                        .put("name", registration.name())
                        .put("hub", registration.hub().toString())
                        .put("hub_id", Sha256.of(card.key().bytes()).hex()));
        return account.standing() == Standing.REFUSED ? ExitCode.REFUSED : ExitCode.OK;
    }
}
