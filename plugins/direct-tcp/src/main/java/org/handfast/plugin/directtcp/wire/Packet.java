package org.handfast.plugin.directtcp.wire;

import java.util.Optional;
import java.util.UUID;

import org.handfast.api.Bytes;

/** What two devices say to each other, whatever its number in a revision. */
public sealed interface Packet {

    /** Still here. Later revision only. */
    record Heartbeat() implements Packet {}

    /**
     * Something was refused. Later revision only.
     *
     * @param ref the packet it answers
     * @param error what is wrong; {@link #DENIED}
     * @param message for people who debug
     */
    record Refusal(Optional<Ref> ref, int error, Optional<String> message) implements Packet {

        /** The other end does not want to be paired. */
        public static final int DENIED = 2;

        /** Which packet an error speaks of. */
        public record Ref(int protocol, int packet) {}

        /** A plain no. */
        public static Refusal denied() {
            return new Refusal(Optional.empty(), DENIED, Optional.empty());
        }
    }

    /** Who speaks, and whether it thinks the two are paired. A claim, both halves. */
    record Hello(UUID device, boolean paired) implements Packet {}

    /** Asks to be paired. */
    record PairRequest(String name, Optional<Bytes> details) implements Packet {}

    /** One side's public key, in its container, and perhaps a proof that it knows the phrase. */
    record SendKey(Bytes key, Optional<Bytes> test) implements Packet {}

    /** A challenge, or one sent back: a Secure Message. */
    record KeyCheck(Bytes message) implements Packet {}

    /** Whether the challenge came back as it was sent. */
    record KeyCheckResponse(boolean same) implements Packet {}

    /** A packet of an application's own protocol. */
    record Application(int protocol, int packet, Bytes message) implements Packet {}
}
