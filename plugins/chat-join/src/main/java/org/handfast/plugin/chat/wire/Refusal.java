package org.handfast.plugin.chat.wire;

import java.util.Locale;

/** Why the hub sends somebody away, in the words of the wire and in a sentence. */
public enum Refusal {
    BAD_IDENTITY("you have not shown the key of your identity"),
    UNKNOWN_HERE("nobody here knows you"),
    HERE_ALREADY("identity is here already"),
    BLOCKED("the operator of this hub has blocked you"),
    ROOM_FULL("the room is full"),
    BUSY("too many are at the door of this room; come again"),
    NOT_ALLOWED("the operator of this hub did not allow this room"),
    NO_ANSWER("nobody answered in time; come again"),
    EVERYBODY_LEFT("everybody has left; come again"),
    REPLACED("your identity came by another connection"),
    REMOVED("you were removed from the room"),
    CLOSED("the operator of this hub has closed the room");

    private final String sentence;

    Refusal(String sentence) {
        this.sentence = sentence;
    }

    /** The code on the wire. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The same for people. */
    public String sentence() {
        return sentence;
    }
}
