package org.handfast.cli.device.qr;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;

import org.handfast.api.Json;
import org.handfast.cli.CliException;
import org.handfast.cli.ExitCode;
import org.handfast.cli.device.hub.HubUrl;
import org.handfast.plugin.qr.device.Account;
import org.handfast.plugin.qr.device.Account.Standing;
import org.handfast.plugin.qr.device.Call;
import org.handfast.plugin.qr.device.Calls;
import org.handfast.plugin.qr.device.Connection;
import org.handfast.plugin.qr.device.Meeting;
import org.handfast.plugin.qr.device.QrDevice;
import org.handfast.plugin.qr.device.Tools;
import org.handfast.plugin.qr.wire.PairId;

/** A registered device for as long as a command takes. What changes is on disk before anything else happens. */
final class Session implements AutoCloseable {

    private final Kit kit;
    private final HubCalls hub;
    private Registration registration;

    private Session(Kit kit, Registration registration) {
        this.kit = kit;
        this.registration = registration;
        this.hub = new HubCalls(registration.hub());
    }

    /**
     * The device of a folder.
     *
     * @throws CliException USAGE if it is not registered
     */
    static Session open(Path folder) {
        Kit kit = Kit.take(folder);
        try {
            return new Session(
                    kit,
                    Registration.find(kit.folder(), kit.records())
                            .orElseThrow(() -> new CliException(
                                    ExitCode.USAGE,
                                    "this device is registered nowhere yet; do that first: handfast device qr register"
                                            + " --hub URL")));
        } catch (RuntimeException e) {
            kit.close();
            throw e;
        }
    }

    /** The same, and the account is active at the hub, which is the same as ever. */
    static Session online(Path folder) {
        Session session = open(folder);
        try {
            session.hub.requireSame(session.device().account());
            session.activate();
            return session;
        } catch (RuntimeException e) {
            session.close();
            throw e;
        }
    }

    /** An operator may have let it in meanwhile. */
    private void activate() {
        Account account = device().account();
        if (account.standing() != Standing.ACTIVE) {
            Json.Members answer = ask(calls -> calls.register(registration.name(), Optional.empty()))
                    .require();
            keep(device().with(account.registered(answer)));
            device().account().requireActive();
        }
    }

    HubCalls hub() {
        return hub;
    }

    HubUrl where() {
        return registration.hub();
    }

    String name() {
        return registration.name();
    }

    QrDevice device() {
        return registration.device();
    }

    void keep(QrDevice now) {
        registration = registration.with(now);
        registration.keep(kit.folder(), kit.records());
    }

    Tools tools() {
        return kit.tools();
    }

    Meeting meeting() {
        return new Meeting(device().account(), tools());
    }

    Call call(Function<Calls, Call> what) {
        return what.apply(new Calls(device().account(), tools()));
    }

    HubCalls.Reply ask(Function<Calls, Call> what) {
        return hub.ask(call(what));
    }

    /**
     * Asks the hub to pause a connection, or to resume it, and keeps that.
     *
     * @param what {@code pause} or {@code resume}
     */
    void change(Connection connection, String what, Connection.Standing now) {
        HubCalls.Reply reply = ask(calls -> calls.on(connection.own(), what));
        if (!reply.done()) {
            throw reply.no();
        }
        keep(device().with(connection.with(now)));
    }

    /** Has the hub end a connection, and forgets it. */
    void end(Connection connection) {
        HubCalls.Reply reply = askToEnd(connection.own());
        if (!reply.ended()) {
            throw reply.no();
        }
        keep(device().without(connection));
    }

    HubCalls.Reply askToEnd(PairId own) {
        return ask(calls -> calls.on(own, "break"));
    }

    @Override
    public void close() {
        kit.close();
    }
}
