package org.handfast.core.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import org.handfast.api.Bytes;
import org.handfast.core.fake.FakeToolkit;

class EventSeedTest {

    private final FakeToolkit toolkit = new FakeToolkit();

    @Test
    void isTheSameInEveryRunOfItsEvent() {
        var seed = new EventSeed(toolkit);
        Bytes drawn = seed.get();
        assertThat(drawn.size()).isEqualTo(32);
        assertThat(seed.get()).isEqualTo(drawn);
        assertThat(new EventSeed(toolkit).get()).isNotEqualTo(drawn);
    }

    @Test
    void isNotDrawnBeforeItIsAskedFor() {
        var unused = new EventSeed(toolkit);
        assertThat(toolkit.random(32)).isEqualTo(new FakeToolkit().random(32));
        assertThat(unused.get()).isNotNull();
    }
}
