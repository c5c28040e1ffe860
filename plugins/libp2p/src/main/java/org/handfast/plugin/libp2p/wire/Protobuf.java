package org.handfast.plugin.libp2p.wire;

import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

import org.handfast.api.Bytes;
import org.handfast.api.Fault;

/**
 * A protobuf message as it was read: its fields that are numbers or bytes, in order. Those of fixed size, which nothing here uses,
 * are passed over (Protocol Buffers, Encoding).
 *
 * @param fields at most {@value #MOST_FIELDS}
 */
public record Protobuf(List<Field> fields) {

    /** The most fields that a message has. */
    public static final int MOST_FIELDS = 4096;

    private static final int KIND_BITS = 3;
    private static final int LONGEST_NUMBER = 10;
    private static final int GREATEST_FIELD = (1 << 29) - 1;

    public Protobuf {
        fields = List.copyOf(fields);
    }

    /** One field. */
    public sealed interface Field {

        /** Its number, at least 1. */
        int number();
    }

    /** A field that is a number; a negative one is the two's complement. */
    public record NumberField(int number, long value) implements Field {}

    /** A field that is bytes, text or a message. */
    public record BytesField(int number, Bytes value) implements Field {}

    /**
     * Reads a whole message.
     *
     * @throws Fault PEER_FAULT {@code bad-protobuf} if it is none, has a group or too many fields
     */
    public static Protobuf read(Bytes message) {
        return new Reader(message).read();
    }

    /** The number in a field; the last, if it is there more than once. */
    public OptionalLong number(int number) {
        return fields.stream()
                .filter(f -> f.number() == number && f instanceof NumberField)
                .mapToLong(f -> ((NumberField) f).value())
                .reduce((first, next) -> next);
    }

    /** The bytes in a field; the last, if it is there more than once. */
    public Optional<Bytes> bytes(int number) {
        return all(number).stream().reduce((first, next) -> next);
    }

    /** The bytes in each field of a number. */
    public List<Bytes> all(int number) {
        return fields.stream()
                .filter(f -> f.number() == number && f instanceof BytesField)
                .map(f -> ((BytesField) f).value())
                .toList();
    }

    /** The message in a field. */
    public Optional<Protobuf> message(int number) {
        return bytes(number).map(Protobuf::read);
    }

    /** The text in a field. A PEER_FAULT if it is not UTF-8. */
    public Optional<String> text(int number) {
        return bytes(number).map(Protobuf::utf8);
    }

    /** The text in each field of a number. A PEER_FAULT if one is not UTF-8. */
    public List<String> texts(int number) {
        return all(number).stream().map(Protobuf::utf8).toList();
    }

    private static String utf8(Bytes bytes) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(bytes.buffer()).toString();
        } catch (CharacterCodingException e) {
            throw bad("has a text that is not UTF-8");
        }
    }

    private static Fault bad(String what) {
        return Fault.peer("bad-protobuf", "A protobuf message " + what + ".");
    }

    private static final class Reader {
        private final Bytes message;
        private final List<Field> fields = new ArrayList<>();
        private int at;

        Reader(Bytes message) {
            this.message = message;
        }

        Protobuf read() {
            for (int count = 0; at < message.size(); count++) {
                if (count == MOST_FIELDS) {
                    throw bad("has more than " + MOST_FIELDS + " fields");
                }
                field();
            }
            return new Protobuf(fields);
        }

        private void field() {
            long tag = varint();
            long number = tag >>> KIND_BITS;
            if (number < 1 || number > GREATEST_FIELD) {
                throw bad("has a field with a number that none has");
            }
            switch ((int) tag & 7) {
                case 0 -> fields.add(new NumberField((int) number, varint()));
                case 1 -> take(Long.BYTES);
                case 2 -> fields.add(new BytesField((int) number, take(varint())));
                case 5 -> take(Integer.BYTES);
                default -> throw bad("has a group, or a field of no known kind");
            }
        }

        private long varint() {
            long value = 0;
            for (int i = 0; i < LONGEST_NUMBER; i++) {
                int next = take(1).at(0);
                value |= (long) (next & 0x7f) << 7 * i;
                if (next < 0x80) {
                    return value;
                }
            }
            throw bad("has a number of more than " + LONGEST_NUMBER + " bytes");
        }

        private Bytes take(long size) {
            if (size < 0 || size > message.size() - at) {
                throw bad("ends in the middle of a field");
            }
            Bytes taken = message.slice(at, (int) size);
            at += (int) size;
            return taken;
        }
    }
}
