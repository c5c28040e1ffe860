package org.handfast.plugin.qr;

import java.util.List;
import java.util.Optional;

import org.osgi.service.component.annotations.Component;

import org.handfast.api.ConversationKey;
import org.handfast.api.Descriptor;
import org.handfast.api.Descriptor.Kind;
import org.handfast.api.Descriptor.Setting;
import org.handfast.api.Descriptor.Setting.Type;
import org.handfast.api.Event;
import org.handfast.api.Fault;
import org.handfast.api.Listener;
import org.handfast.api.Listener.Route;
import org.handfast.api.PairingProtocol;
import org.handfast.api.RequestSignature;
import org.handfast.api.State;
import org.handfast.api.Step;
import org.handfast.api.View;
import org.handfast.plugin.qr.server.Accounts;
import org.handfast.plugin.qr.server.Connecting;
import org.handfast.plugin.qr.server.Exchanges;
import org.handfast.plugin.qr.server.Live;
import org.handfast.plugin.qr.server.Operators;
import org.handfast.plugin.qr.server.Parting;
import org.handfast.plugin.qr.server.Serving;
import org.handfast.plugin.qr.server.States;
import org.handfast.plugin.qr.server.Subject;
import org.handfast.plugin.qr.wire.PairId;
import org.handfast.plugin.qr.wire.Wire;

/** QR connection: brings each event to what deals with it. */
@Component(service = PairingProtocol.class)
public final class QrConnection implements PairingProtocol<State> {

    /** The protocol's id. */
    public static final String ID = Wire.ID;

    private static final String REQUEST = "request";
    private static final String ACCOUNT = "account";
    private static final String CONNECTION = "connection";
    private static final String LIVE = "live";
    private static final String NOTICE = "notice";
    private static final String COMMAND = "command";

    private static final int MAX_BODY = 16 * 1024;
    private static final int MAX_SYNC = 1280 * 1024;

    @Override
    public Descriptor<State> descriptor() {
        return new Descriptor<>(
                ID,
                "QR connection",
                List.of(
                        new Kind<>(REQUEST, key -> new Serving.Exchange(), true),
                        Kind.durable(ACCOUNT, key -> new Serving.Newcomer(), new States()),
                        Kind.durable(CONNECTION, key -> new Serving.Free(new PairId(key.id())), new States()),
                        new Kind<>(LIVE, key -> new Serving.Stream(), true),
                        new Kind<>(NOTICE, key -> new Serving.Desk(), true),
                        new Kind<>(COMMAND, key -> new Serving.Desk(), true)),
                List.of(
                        new Listener.Http(
                                "http",
                                List.of(
                                        new Route("POST", Wire.ACCOUNTS),
                                        new Route("POST", Wire.INITIATE),
                                        new Route("POST", Wire.CONFIRM),
                                        new Route("POST", Wire.CONNECTIONS + "{pairid}/break"),
                                        new Route("POST", Wire.CONNECTIONS + "{pairid}/pause"),
                                        new Route("POST", Wire.CONNECTIONS + "{pairid}/resume"),
                                        new Route("GET", "/qr"),
                                        new Route("GET", "/qr/device.js"),
                                        new Route("GET", "/qr/device.css")),
                                MAX_BODY),
                        new Listener.Http("sync", List.of(new Route("POST", Wire.SYNC)), MAX_SYNC),
                        new Listener.WebSocket("live", List.of(Wire.LIVE), List.of(), MAX_SYNC)),
                Operators.COMMANDS,
                List.of(
                        new Setting(
                                "accounts",
                                Type.TEXT,
                                "approval",
                                "who may have an account: 'open' for all, 'approval' for those whom an operator lets in,"
                                        + " 'invite' for those who bring one",
                                List.of("open", "approval", "invite")),
                        new Setting(
                                "connections-at-a-time",
                                Type.NUMBER,
                                "20",
                                "how many connections an account may initiate or confirm within eleven minutes"),
                        new Setting(
                                "packets-per-minute",
                                Type.NUMBER,
                                "60",
                                "how many packets one end of a connection may send"),
                        new Setting("queued-packets", Type.NUMBER, "1000", "how many packets may wait for one end")));
    }

    @Override
    public Optional<ConversationKey> route(Event first) {
        return Optional.of(
                switch (first) {
                    case Event.Requested e -> requested(e);
                    case Event.OnLink e ->
                        new ConversationKey(LIVE, Long.toString(e.link().id()));
                    case Event.Parted e -> new ConversationKey(NOTICE, e.proposer() + "/" + e.other());
                    case Event.Commanded e -> new ConversationKey(COMMAND, e.id());
                    default -> throw new Fault(Fault.Category.PLUGIN_FAULT, "no-route", "This begins no conversation.");
                });
    }

    private static ConversationKey requested(Event.Requested event) {
        Optional<ConversationKey> subject =
                switch (event.request().path()) {
                    case Wire.ACCOUNTS ->
                        RequestSignature.of(event.request())
                                .flatMap(s -> Wire.keyOfId(s.keyid()))
                                .map(key ->
                                        new ConversationKey(ACCOUNT, key.bytes().b64u()));
                    case Wire.INITIATE, Wire.CONFIRM ->
                        Subject.of(event.request().body()).map(id -> new ConversationKey(CONNECTION, id.hex()));
                    default -> Optional.empty();
                };
        return subject.orElseGet(
                () -> new ConversationKey(REQUEST, Long.toString(event.link().id())));
    }

    @Override
    public Step<State> on(State state, Event event, View view) {
        if (!(state instanceof Serving serving)) {
            return Step.stay(state);
        }
        return switch (serving) {
            case Serving.Exchange s -> Exchanges.on(s, event, view);
            case Serving.Newcomer s -> Accounts.on(s, event, view);
            case Serving.Waiting s -> Accounts.on(s, event, view);
            case Serving.OfSender s -> Connecting.on(s, event, view);
            case Serving.Stream s -> Live.on(s, event, view);
            case Serving.Live s -> Live.on(s, event, view);
            case Serving.Desk s when event instanceof Event.Parted e -> Parting.by(e, view);
            case Serving.Desk s when event instanceof Event.Commanded e -> Operators.on(e, view);
            case Serving.Desk s -> Step.stay(state);
        };
    }
}
