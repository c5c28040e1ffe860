package org.handfast.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import org.handfast.api.Framing.Extent;

class LinesTest {

    private final Framing lines = Framing.lines();

    @Test
    void aLineEndsWithTheFirstFeed() {
        assertThat(lines.measure(Bytes.utf8("one\ntwo\n"))).isEqualTo(new Extent(0, 3));
        assertThat(lines.measure(Bytes.utf8("\n"))).isEqualTo(new Extent(0, 0));
        assertThat(lines.measure(Bytes.utf8("one"))).isEqualTo(Extent.MORE);
    }

    @Test
    void aReturnBelongsToTheLine() {
        assertThat(lines.measure(Bytes.utf8("one\r\n"))).isEqualTo(new Extent(0, 4));
        assertThat(lines.measure(Bytes.utf8("one\rtwo"))).isEqualTo(Extent.MORE);
    }

    @Test
    void aFeedGoesAfterALineAndNothingBefore() {
        assertThat(lines.prefix(7)).isEqualTo(Bytes.EMPTY);
        assertThat(lines.suffix()).isEqualTo(Bytes.utf8("\n"));
    }
}
