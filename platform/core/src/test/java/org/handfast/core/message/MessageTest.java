package org.handfast.core.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.handfast.api.Address;
import org.handfast.api.Bytes;
import org.handfast.core.item.ItemRecord;

class MessageTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00.123456Z");
    private static final Duration KEPT = Duration.ofDays(30);
    private static final ItemRecord.Scope SCOPE = Message.scope("p", new Address("ada"));
    private static final UUID ID = new UUID(1, 2);

    private static ItemRecord item(Instant at, UUID id) {
        return new Message(false, "topic", Bytes.utf8("hello"), at).item(SCOPE, id, KEPT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "chat", "Élan 🤝 𠀀"})
    void isReadAsItWasWritten(String topic) {
        for (boolean sent : new boolean[] {true, false}) {
            for (int size : new int[] {0, 1, Message.MAX_CONTENT}) {
                var message = new Message(sent, topic, Bytes.wrap(new byte[size]), NOW);
                assertThat(Message.of(message.item(SCOPE, ID, KEPT))).isEqualTo(message);
            }
        }
    }

    @Test
    void takesTheLongestTopic() {
        var message = new Message(true, "t".repeat(Message.MAX_TOPIC), Bytes.EMPTY, NOW);
        assertThat(Message.of(message.item(SCOPE, ID, KEPT))).isEqualTo(message);
    }

    @Test
    void isKeptInItsTimeAndInTheOrderOfTime() {
        ItemRecord early = item(NOW, new UUID(0, -1));
        ItemRecord late = item(NOW.plusNanos(1_000), new UUID(0, 0));
        assertThat(early.item().until()).isEqualTo(NOW.plus(KEPT));
        assertThat(early.item().key().hex()).isLessThan(late.item().key().hex());
    }

    @Test
    void twoOfOneMomentAreTwo() {
        assertThat(item(NOW, ID).ref()).isNotEqualTo(item(NOW, new UUID(1, 3)).ref());
    }

    @Test
    void eachDeviceHasAScopeThatNoLongerAddressWouldFit() {
        assertThat(SCOPE).isEqualTo(new ItemRecord.Scope("p", "inbox:ada"));
        var longest = new Address("a".repeat(Message.MAX_ADDRESS));
        assertThat(Message.scope("p", longest).name()).hasSize(Address.MAX_LENGTH);
    }
}
