package org.handfast.plugin.libp2p.wire;

import java.util.ArrayList;
import java.util.List;

import org.handfast.api.Bytes;

/** Writes a protobuf message, field by field in the order of the calls (Protocol Buffers, Encoding). Not thread-safe. */
public final class ProtobufWriter {

    private static final int NUMBER = 0;
    private static final int BYTES = 2;

    private final List<Bytes> parts = new ArrayList<>();

    /** A field that is a number, at least 0. */
    public ProtobufWriter put(int field, long value) {
        parts.add(tag(field, NUMBER));
        parts.add(Varint.encode(value));
        return this;
    }

    /** A field that is bytes, or a message. */
    public ProtobufWriter put(int field, Bytes value) {
        parts.add(tag(field, BYTES));
        parts.add(Varint.encode(value.size()));
        parts.add(value);
        return this;
    }

    /** A field that is text. */
    public ProtobufWriter put(int field, String value) {
        return put(field, Bytes.utf8(value));
    }

    /** The same field for each of them. */
    public ProtobufWriter putAll(int field, List<Bytes> values) {
        values.forEach(value -> put(field, value));
        return this;
    }

    /** The message. */
    public Bytes bytes() {
        return Bytes.join(parts.toArray(Bytes[]::new));
    }

    private static Bytes tag(int field, int kind) {
        return Varint.encode((long) field << 3 | kind);
    }
}
