package org.handfast.plugin.libp2p.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.handfast.api.Bytes;

class UnreadTest {

    @ParameterizedTest
    @MethodSource("seeds")
    void givesBackWhatCameHoweverItIsCut(long seed) {
        var random = new Random(seed);
        var unread = new Unread();
        var array = new byte[random.nextInt(200)];
        random.nextBytes(array);
        Bytes all = Bytes.wrap(array);
        for (int at = 0; at < all.size(); ) {
            int count = Math.min(random.nextInt(10), all.size() - at);
            unread.add(all.slice(at, count));
            at += count;
        }
        assertThat(unread.size()).isEqualTo(all.size());

        int at = 0;
        for (int i = 0; at < all.size(); i++) {
            int count = Math.min(1 + random.nextInt(12), all.size() - at);
            assertThat(unread.peek(count)).isEqualTo(all.slice(at, count));
            Bytes taken = i % 2 == 0 ? unread.take(count) : unread.takeSome(count);
            assertThat(taken.size()).isBetween(1, count);
            assertThat(taken).isEqualTo(all.slice(at, taken.size()));
            at += taken.size();
            assertThat(unread.size()).isEqualTo(all.size() - at);
        }
    }

    private static LongStream seeds() {
        return LongStream.range(0, 100);
    }

    @Test
    void looksAtNoMoreThanIsThere() {
        var unread = new Unread();
        assertThat(unread.peek(5)).isEqualTo(Bytes.EMPTY);
        assertThat(unread.takeSome(5)).isEqualTo(Bytes.EMPTY);
        unread.add(Bytes.utf8("ab"));
        unread.add(Bytes.utf8("c"));
        assertThat(unread.peek(5)).isEqualTo(Bytes.utf8("abc"));
        assertThatThrownBy(() -> unread.take(4)).isInstanceOf(IllegalArgumentException.class);
        assertThat(unread.take(3)).isEqualTo(Bytes.utf8("abc"));
        assertThat(unread.take(0)).isEqualTo(Bytes.EMPTY);
    }

    @Test
    void holdsOnToLittleMoreThanItsSizeHoweverFinelyItIsCut() {
        var unread = new Unread();
        int pieces = 200_000;
        for (int i = 0; i < pieces; i++) {
            // One byte of a frame of 64 KiB: to keep the slice would keep the frame, 13 GB of them.
            unread.add(Bytes.wrap(new byte[65_519]).slice(i % 65_519, 1));
            unread.peek(9);
        }
        assertThat(unread.take(pieces)).isEqualTo(Bytes.wrap(new byte[pieces]));
    }
}
