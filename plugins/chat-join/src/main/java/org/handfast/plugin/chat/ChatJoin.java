package org.handfast.plugin.chat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.osgi.service.component.annotations.Component;

import org.handfast.api.Bytes;
import org.handfast.api.ConversationKey;
import org.handfast.api.Descriptor;
import org.handfast.api.Descriptor.Kind;
import org.handfast.api.Descriptor.Setting;
import org.handfast.api.Descriptor.Setting.Type;
import org.handfast.api.Event;
import org.handfast.api.Fault;
import org.handfast.api.Framing;
import org.handfast.api.Listener;
import org.handfast.api.PairingProtocol;
import org.handfast.api.Settings;
import org.handfast.api.State;
import org.handfast.api.Step;
import org.handfast.api.View;
import org.handfast.plugin.chat.page.Page;
import org.handfast.plugin.chat.server.Operators;
import org.handfast.plugin.chat.server.Persistence;
import org.handfast.plugin.chat.server.Room;
import org.handfast.plugin.chat.server.Rooms;
import org.handfast.plugin.chat.wire.ChatWire;

/** Chat join: brings each event to its room, and serves the page that is a device of it. */
@Component(service = PairingProtocol.class)
public final class ChatJoin implements PairingProtocol<State> {

    /** The protocol's id. */
    public static final String ID = ChatWire.ID;

    private static final String ROOM = "room";
    private static final String PAGE = "page";
    private static final int PORT = 3696;

    /** What the hub reads of a frame at all; the wire's own limits are told by an error, a frame beyond these by a closed link. */
    private static final int MAX_MESSAGE = 2 * ChatWire.MAX_RELAY;

    /** Finds the room that a line is for; the room itself reads the line with care. */
    private static final Pattern ROOM_LINE = Pattern.compile("\"room\"\\s*:\\s*\"(" + ChatWire.ROOM + ")\"");

    @Override
    public Descriptor<State> descriptor() {
        return new Descriptor<>(
                ID,
                "Chat join",
                List.of(
                        new Kind<>(ROOM, key -> Room.empty(key.id())),
                        new Kind<>(PAGE, key -> new Page.Exchange(), true)),
                List.of(
                        new Listener.WebSocket(
                                "ws", List.of("/chat/{room:" + ChatWire.ROOM + "}"), List.of(), MAX_MESSAGE),
                        Page.LISTENER,
                        new Listener.Tcp(Rooms.LINES, PORT, Framing.lines(), MAX_MESSAGE)),
                Operators.COMMANDS,
                List.of(
                        new Setting(
                                "rooms",
                                Type.TEXT,
                                "open",
                                "who may open a room: 'open' for everybody, 'admin' for those whom an operator lets",
                                List.of("open", "admin")),
                        new Setting(
                                "persistent-rooms",
                                Type.TEXT,
                                "",
                                "rooms that keep their members while nobody is connected, with commas between"),
                        new Setting(
                                "rekey-on-join",
                                Type.FLAG,
                                "false",
                                "make a new key when somebody joins, so that newcomers cannot read what was recorded before"),
                        new Setting("frames-per-second", Type.NUMBER, "100", "how many frames a link may send"),
                        new Setting(
                                "bytes-per-second",
                                Type.NUMBER,
                                "65536",
                                "how many bytes of broadcasts a member may send")));
    }

    @Override
    public List<ConversationKey> standing(Settings settings) {
        return Persistence.rooms(settings).stream().map(ChatJoin::room).toList();
    }

    @Override
    public Optional<ConversationKey> route(Event first) {
        return switch (first) {
            case Event.Opened e ->
                // Lines say it by the first of them.
                e.request().map(request -> room(request.parameters().getOrDefault(ROOM, "")));
            case Event.Received e -> Optional.of(line(e.message()));
            case Event.Requested e ->
                Optional.of(new ConversationKey(PAGE, Long.toString(e.link().id())));
            case Event.Commanded e -> Optional.of(room(Operators.room(e.arguments())));
            default -> Optional.empty();
        };
    }

    private static ConversationKey room(String name) {
        return new ConversationKey(ROOM, name);
    }

    private static ConversationKey line(Bytes line) {
        if (line.size() > ChatWire.MAX_FRAME) {
            throw Fault.peer("no-room", "The first line says which room it is for, and nothing else.");
        }
        Matcher matcher = ROOM_LINE.matcher(new String(line.toArray(), StandardCharsets.UTF_8));
        if (!matcher.find()) {
            throw Fault.peer("no-room", "The first line is {\"type\":\"room\",\"room\":\"…\"}.");
        }
        return room(matcher.group(1));
    }

    @Override
    public Step<State> on(State state, Event event, View view) {
        return switch (state) {
            case Room room -> Rooms.on(room, event, view);
            case Page.Exchange exchange -> Page.on(exchange, event);
            default -> Step.stay(state);
        };
    }
}
