package org.handfast.plugin.relay;

import java.util.List;
import java.util.Optional;

import org.osgi.service.component.annotations.Component;

import org.handfast.api.ConversationKey;
import org.handfast.api.Descriptor;
import org.handfast.api.Descriptor.Command;
import org.handfast.api.Descriptor.Kind;
import org.handfast.api.Descriptor.Setting;
import org.handfast.api.Descriptor.Setting.Type;
import org.handfast.api.Event;
import org.handfast.api.Fault;
import org.handfast.api.Listener;
import org.handfast.api.Listener.Route;
import org.handfast.api.PairingProtocol;
import org.handfast.api.State;
import org.handfast.api.Step;
import org.handfast.api.View;
import org.handfast.plugin.relay.device.Account;
import org.handfast.plugin.relay.device.Client;
import org.handfast.plugin.relay.device.Clients;
import org.handfast.plugin.relay.server.Meter;
import org.handfast.plugin.relay.server.Parting;
import org.handfast.plugin.relay.server.Serving.Exchange;
import org.handfast.plugin.relay.server.Serving.Notice;
import org.handfast.plugin.relay.server.Serving.Socket;
import org.handfast.plugin.relay.server.Serving.Unknown;
import org.handfast.plugin.relay.server.Sockets;
import org.handfast.plugin.relay.server.Users;
import org.handfast.plugin.relay.wire.Wire;

/** Relay key exchange: brings each event to the side it belongs to. */
@Component(service = PairingProtocol.class)
public final class RelayKeyExchange implements PairingProtocol<State> {

    /** The protocol's id. */
    public static final String ID = Wire.ID;

    /** Twice what a frame may have, so that whoever sends too large a one is told, and not just closed. */
    private static final int MAX_MESSAGE = 2 * Wire.MAX_FRAME;

    private static final int MAX_BODY = 1024;

    @Override
    public Descriptor<State> descriptor() {
        return new Descriptor<>(
                ID,
                "Relay key exchange",
                List.of(
                        new Kind<>("request", key -> new Exchange(), true),
                        new Kind<>("socket", key -> new Unknown(Optional.empty(), Meter.ZERO)),
                        new Kind<>("notice", key -> new Notice(), true),
                        new Kind<>("client", key -> Client.NOBODY)),
                List.of(
                        new Listener.WebSocket(
                                "ws", List.of("/ws", "/ws-chat"), List.of(Wire.SUBPROTOCOL), MAX_MESSAGE),
                        new Listener.Http(
                                "http",
                                List.of(new Route("POST", "/users"), new Route("GET", "/users/{code}")),
                                MAX_BODY)),
                List.of(
                        new Command("connect", "Be a user of another hub"),
                        new Command("pair", "Exchange keys with another user"),
                        new Command("known", "Say what another user's key is"),
                        new Command("send", "Send another user a message"),
                        new Command("unpair", "End a pairing with another user")),
                List.of(
                        new Setting(
                                "admission",
                                Type.TEXT,
                                "open",
                                "who may register: 'open' for all, 'closed' for nobody",
                                List.of("open", "closed")),
                        new Setting(
                                "require-fresh-connect",
                                Type.FLAG,
                                "false",
                                "refuse clients whose connect could be a recorded one"),
                        new Setting("connect-timeout", Type.DURATION, "1m", "how long a socket may take to connect"),
                        new Setting("frames-per-second", Type.NUMBER, "200", "how many frames a socket may send"),
                        new Setting(
                                "exchanges-per-minute",
                                Type.NUMBER,
                                "120",
                                "how many messages about key exchanges a socket may send")));
    }

    @Override
    public Optional<ConversationKey> route(Event first) {
        return Optional.of(
                switch (first) {
                    case Event.Requested e ->
                        new ConversationKey("request", Long.toString(e.link().id()));
                    case Event.OnLink e ->
                        new ConversationKey("socket", Long.toString(e.link().id()));
                    case Event.Parted e -> new ConversationKey("notice", e.proposer() + "/" + e.other());
                    case Event.Commanded e ->
                        new ConversationKey(
                                "client", Account.code(e.arguments()).value());
                    default -> throw new Fault(Fault.Category.PLUGIN_FAULT, "no-route", "This begins no conversation.");
                });
    }

    @Override
    public Step<State> on(State state, Event event, View view) {
        return switch (state) {
            case Exchange s -> Users.on(s, event, view);
            case Socket s -> Sockets.on(s, event, view);
            case Client s -> Clients.on(s, event, view);
            case Notice s when event instanceof Event.Parted e -> Parting.tell(e, view);
            default -> Step.stay(state);
        };
    }
}
