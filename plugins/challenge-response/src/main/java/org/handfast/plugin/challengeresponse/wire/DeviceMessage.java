package org.handfast.plugin.challengeresponse.wire;

import java.time.Instant;

import org.handfast.api.Bytes;
import org.handfast.api.Fault;

/** One message between devices that are paired, in CBOR. */
public sealed interface DeviceMessage {

    /** Whether somebody is there. */
    record Ping(Instant at) implements DeviceMessage {}

    /** Somebody is. */
    record Pong(Instant at) implements DeviceMessage {}

    /**
     * Something of an application.
     *
     * @param protocol what it is about, in the application's words
     * @param data sealed
     */
    record Protocol(String protocol, Bytes data) implements DeviceMessage {}

    /** The message as bytes. */
    default Bytes encode() {
        var out = new CborWriter().map(1);
        switch (this) {
            case Ping m -> out.text("Ping").map(1).text("timestamp").time(m.at());
            case Pong m -> out.text("Pong").map(1).text("timestamp").time(m.at());
            case Protocol m ->
                out.text("Protocol")
                        .map(2)
                        .text("protocol")
                        .text(m.protocol())
                        .text("data")
                        .numbers(m.data());
        }
        return out.bytes();
    }

    /**
     * The message that bytes are.
     *
     * @throws Fault PEER_FAULT if they are none
     */
    static DeviceMessage decode(Bytes bytes) {
        Variant variant = Variant.read(bytes);
        Fields in = variant.fields();
        return switch (variant.name()) {
            case "Ping" -> new Ping(in.time("timestamp"));
            case "Pong" -> new Pong(in.time("timestamp"));
            case "Protocol" -> new Protocol(in.text("protocol"), in.bytes("data"));
            default -> throw Fault.peer("unknown-message", "It sent a message that there is none of here.");
        };
    }
}
