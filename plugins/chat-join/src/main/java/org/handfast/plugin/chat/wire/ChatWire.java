package org.handfast.plugin.chat.wire;

import java.util.regex.Pattern;

import org.handfast.api.Bytes;
import org.handfast.api.Hub;

/** What the protocol's page fixes once. */
public final class ChatWire {

    /** The protocol's id. */
    public static final String ID = "chat-join";

    /** The longest frame of a client, in bytes. */
    public static final int MAX_FRAME = 16_384;

    /** The longest {@code relay}, in bytes: one carries the roster. */
    public static final int MAX_RELAY = 131_072;

    /** The most members of a room. */
    public static final int MOST_MEMBERS = 500;

    /** What closes the WebSocket of an identity that came, with a proof, by another connection. */
    public static final int REPLACED = 4001;

    private static final String PROVE = "handfast/chat-join/prove/v1";
    /** What a room may be called, as a regular expression. */
    public static final String ROOM = "[a-z0-9-]{1,64}";

    private static final Pattern NAME = Pattern.compile(ROOM);

    private ChatWire() {}

    /** What the proof of an identity's key is sealed for: HPKE's info. */
    public static Bytes prove(Hub hub, String room, Identity identity) {
        return Bytes.lp(PROVE, Bytes.utf8(hub.id()), Bytes.utf8(room), identity.bytes());
    }

    /** True of a room's name. */
    public static boolean isRoom(String name) {
        return NAME.matcher(name).matches();
    }
}
