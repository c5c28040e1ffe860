package org.handfast.core.message;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

import org.handfast.api.Address;
import org.handfast.api.Bytes;
import org.handfast.api.Item;
import org.handfast.core.item.ItemRecord;

/**
 * A message of an application, as the inbox keeps it.
 *
 * @param sent true if it went to the device, false if it came from it
 * @param topic what it is about, in the words of whoever sent it
 * @param content its bytes
 * @param at when it came or went
 */
public record Message(boolean sent, String topic, Bytes content, Instant at) {

    /** The longest topic, in bytes of UTF-8. */
    public static final int MAX_TOPIC = 255;

    /** The largest content, in bytes. */
    public static final int MAX_CONTENT = 64 * 1024;

    /** The longest address that a message can be with. */
    public static final int MAX_ADDRESS = Address.MAX_LENGTH - "inbox:".length();

    private static final int LP = 2;

    /** The scope of the items that are the messages with whoever is at an address of a protocol. */
    public static ItemRecord.Scope scope(String protocol, Address with) {
        return new ItemRecord.Scope(protocol, "inbox:" + with.value());
    }

    /** As the item that it is kept as; {@code id} tells it from others of the same moment. */
    public ItemRecord item(ItemRecord.Scope scope, UUID id, Duration kept) {
        Bytes key = Bytes.join(
                Bytes.u64(ChronoUnit.MICROS.between(Instant.EPOCH, at)), Bytes.u64(id.getLeastSignificantBits()));
        Bytes value = Bytes.join(Bytes.u8(sent ? 1 : 0), Bytes.lp(Bytes.utf8(topic)), content);
        return new ItemRecord(scope.protocol(), new Item(scope.name(), key, value, at.plus(kept)), at);
    }

    /** The message that an item of such a scope is. */
    public static Message of(ItemRecord record) {
        Bytes value = record.item().value();
        ByteBuffer buffer = value.buffer();
        boolean sent = buffer.get() != 0;
        int topic = Short.toUnsignedInt(buffer.getShort());
        var text = new byte[topic];
        buffer.get(text);
        return new Message(
                sent,
                new String(text, java.nio.charset.StandardCharsets.UTF_8),
                value.from(1 + LP + topic),
                record.since());
    }
}
