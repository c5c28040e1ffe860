package org.handfast.api;

import java.util.Optional;

/**
 * A message from one device to another, on its way through the hub.
 *
 * @param to whose mailbox it is for
 * @param from who sent it
 * @param id unique for the two of them, 1 to 128 characters: a second one of that id is the same parcel
 * @param topic if present, it takes the place of one that still waits under the same topic for the two of them
 * @param bytes as the recipient's wire carries them
 */
public record Parcel(Address to, Address from, String id, Optional<String> topic, Bytes bytes) {

    /** The longest id, in characters. */
    public static final int MAX_ID = 128;

    public Parcel {
        if (id.isEmpty() || id.length() > MAX_ID) {
            throw new IllegalArgumentException(
                    "a parcel's id is 1 to " + MAX_ID + " characters, this has " + id.length());
        }
    }

    /** How a parcel travels. */
    public enum Delivery {
        /** Held in memory while the recipient is connected, and stored as soon as it is not. A crash of the hub loses it. */
        LIVE,
        /** Stored until it is taken. */
        STORED
    }

    /** What became of a parcel. */
    public enum Fate {
        /** It is stored, and survives a crash of the hub. */
        STORED,
        /** The recipient has taken it. */
        TAKEN,
        /** It was written to the recipient's link a while ago, and nobody took it; it is let go. */
        SETTLED,
        /**
         * It is dropped: there is no room for it in the mailbox or in the sender's part of it, or it waited too long, or one of
         * its two ends was forgotten.
         */
        FULL
    }
}
