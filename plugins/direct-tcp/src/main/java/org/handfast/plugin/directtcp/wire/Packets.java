package org.handfast.plugin.directtcp.wire;

import org.handfast.api.Bytes;
import org.handfast.api.Fault;
import org.handfast.plugin.directtcp.wire.Packet.Application;
import org.handfast.plugin.directtcp.wire.Packet.Heartbeat;
import org.handfast.plugin.directtcp.wire.Packet.Hello;
import org.handfast.plugin.directtcp.wire.Packet.KeyCheck;
import org.handfast.plugin.directtcp.wire.Packet.KeyCheckResponse;
import org.handfast.plugin.directtcp.wire.Packet.PairRequest;
import org.handfast.plugin.directtcp.wire.Packet.Refusal;
import org.handfast.plugin.directtcp.wire.Packet.SendKey;

/** Packets to bytes and back, in either revision. What cannot be read is a PEER_FAULT. */
public final class Packets {

    /** The largest payload in bytes. */
    public static final int MAX_PAYLOAD = 64 * 1024;

    private static final int DEVICE_TO_DEVICE = 0;
    private static final int FIRST_APPLICATION = 3;

    private static final int HELLO = 0;
    private static final int PAIR_REQUEST = 1;
    private static final int SEND_KEY = 2;
    private static final int KEY_CHECK = 3;
    private static final int KEY_CHECK_RESPONSE = 4;
    private static final int HEARTBEAT = -2;
    private static final int REFUSAL = -1;

    private Packets() {}

    /** The revision that a connection's first payload opens: its Hello has another number in each. */
    public static Revision revision(Bytes first) {
        var reader = new Msgpack.Reader(first);
        int protocol = reader.u8();
        int packet = reader.u8();
        if (protocol == DEVICE_TO_DEVICE) {
            for (Revision revision : Revision.values()) {
                if (packet == revision.first()) {
                    decode(first, revision);
                    return revision;
                }
            }
        }
        throw Fault.peer("not-hello", "A connection begins with Hello.");
    }

    /** The packet in a payload. */
    public static Packet decode(Bytes payload, Revision revision) {
        var reader = new Msgpack.Reader(payload);
        int protocol = reader.u8();
        int packet = reader.u8();
        Packet decoded = protocol == DEVICE_TO_DEVICE
                ? deviceToDevice(packet - revision.first(), reader)
                : application(protocol, packet, reader);
        reader.end();
        return decoded;
    }

    private static Packet deviceToDevice(int kind, Msgpack.Reader reader) {
        return switch (kind) {
            case HEARTBEAT -> new Heartbeat();
            case REFUSAL -> refusal(reader);
            case HELLO -> new Hello(reader.uuid(), reader.bool());
            case PAIR_REQUEST -> new PairRequest(reader.text(), reader.optional(Msgpack.Reader::bin));
            case SEND_KEY -> new SendKey(reader.bin(), reader.optional(Msgpack.Reader::bin));
            case KEY_CHECK -> new KeyCheck(reader.bin());
            case KEY_CHECK_RESPONSE -> new KeyCheckResponse(reader.bool());
            default -> throw Fault.peer("unknown-packet", "There is no such packet.");
        };
    }

    private static Refusal refusal(Msgpack.Reader reader) {
        var ref = reader.bool()
                ? java.util.Optional.of(new Refusal.Ref(reader.u8(), reader.u8()))
                : java.util.Optional.<Refusal.Ref>empty();
        return new Refusal(ref, reader.u8(), reader.optional(Msgpack.Reader::text));
    }

    private static Application application(int protocol, int packet, Msgpack.Reader reader) {
        if (protocol < FIRST_APPLICATION) {
            throw Fault.peer("unknown-protocol", "Protocol " + protocol + " is not spoken here.");
        }
        return new Application(protocol, packet, reader.bin());
    }

    /** The payload of a packet. Heartbeat and Refusal exist in the later revision only. */
    public static Bytes encode(Packet packet, Revision revision) {
        var writer = new Msgpack.Writer();
        if (packet instanceof Application a) {
            return writer.u8(a.protocol()).u8(a.packet()).bin(a.message()).bytes();
        }
        int number = revision.first() + kind(packet);
        if (number < 0) {
            throw new IllegalArgumentException("the document's revision has no " + packet);
        }
        writer.u8(DEVICE_TO_DEVICE).u8(number);
        switch (packet) {
            case Heartbeat h -> {}
            case Refusal r -> {
                writer.bool(r.ref().isPresent());
                r.ref().ifPresent(ref -> writer.u8(ref.protocol()).u8(ref.packet()));
                writer.u8(r.error());
                r.message().ifPresentOrElse(writer::text, writer::nil);
            }
            case Hello h -> writer.uuid(h.device()).bool(h.paired());
            case PairRequest p -> {
                writer.text(p.name());
                p.details().ifPresentOrElse(writer::bin, writer::nil);
            }
            case SendKey s -> {
                writer.bin(s.key());
                s.test().ifPresentOrElse(writer::bin, writer::nil);
            }
            case KeyCheck k -> writer.bin(k.message());
            case KeyCheckResponse k -> writer.bool(k.same());
            case Application a -> throw new IllegalStateException("encoded above");
        }
        return writer.bytes();
    }

    private static int kind(Packet packet) {
        return switch (packet) {
            case Heartbeat h -> HEARTBEAT;
            case Refusal r -> REFUSAL;
            case Hello h -> HELLO;
            case PairRequest p -> PAIR_REQUEST;
            case SendKey s -> SEND_KEY;
            case KeyCheck k -> KEY_CHECK;
            case KeyCheckResponse k -> KEY_CHECK_RESPONSE;
            case Application a -> throw new IllegalArgumentException("an application packet has a protocol of its own");
        };
    }
}
