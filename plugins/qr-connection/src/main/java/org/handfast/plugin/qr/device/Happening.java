package org.handfast.plugin.qr.device;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.handfast.plugin.qr.wire.Code;

/** Something that a person may want to know. Texts in it may come from others. */
public sealed interface Happening {

    /** The other end said something. */
    record Said(Connection by, UUID packet, Content content) implements Happening {}

    /** A packet came that the other end cannot have sealed, or that says nothing that can be read. */
    record Unreadable(Connection on, UUID packet) implements Happening {}

    /** Two ends are connected. */
    record Connected(Connection connection) implements Happening {}

    /** Nobody confirmed in time. */
    record Expired(Pairing pairing) implements Happening {}

    /** A connection is over, and this end did not end it. */
    record Broken(Connection connection) implements Happening {}

    /** Both ends use new keys. */
    record Rekeyed(Connection connection) implements Happening {}

    /** What became of packets of this device. */
    record Went(Connection on, How how, List<UUID> packets) implements Happening {}

    /** How far a packet went. */
    enum How {
        /** The hub has it. */
        STORED,
        /** The other end was given it. */
        DELIVERED,
        /** The other end has it, or it was too old. */
        DELETED
    }

    /** The hub would not take packets, which are dropped. */
    record Refused(Connection on, Refusal refusal) implements Happening {}

    /** The operator of the hub says something to all. */
    record Announced(Code about, String text, Optional<Instant> starts, Optional<Instant> ends) implements Happening {}

    /** Something that is not the hub's was said in its name. */
    record Forged(String why) implements Happening {}
}
