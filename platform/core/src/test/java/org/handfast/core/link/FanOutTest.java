package org.handfast.core.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;

import org.handfast.api.Bytes;
import org.handfast.core.fake.FakeWire;

class FanOutTest {

    private final Bytes message = Bytes.hex("0102");
    private final FanOut fanOut = new FanOut(message);
    private final AtomicInteger made = new AtomicInteger();

    /** A framing that takes itself for every other, and cannot be put into a table. */
    private static final class Odd {
        @Override
        public boolean equals(Object other) {
            return true;
        }

        @Override
        public int hashCode() {
            throw new IllegalStateException("asked");
        }
    }

    private byte[] frame(Object framing) {
        return fanOut.frame(framing, m -> {
            made.incrementAndGet();
            return m.toArray();
        });
    }

    @Test
    void isFramedOnceForAllOfOneFraming() {
        var framing = new Object();
        byte[] first = frame(framing);
        assertThat(first).isEqualTo(message.toArray());
        assertThat(frame(framing)).isSameAs(first);
        assertThat(made).hasValue(1);
    }

    @Test
    void isFramedAnewForEachFramingWhateverThatThinksOfOthers() {
        byte[] one = frame(new Odd());
        assertThat(frame(new Odd())).isNotSameAs(one);
        assertThat(made).hasValue(2);
    }

    @Test
    void aWireThatSharesNoFrameSendsTheMessage() {
        var wire = new FakeWire();
        wire.send(fanOut);
        assertThat(wire.asked()).containsExactly("send 0102");
    }

    /** Counts how often it is sent. */
    private static final class Counted implements FanOut.Share {
        private int sent;

        @Override
        public void send() {
            sent++;
        }
    }

    private Counted share(Object thread) {
        return fanOut.share(Counted.class, thread, Counted::new);
    }

    @Test
    void thoseThatOneThreadServesShareWhatIsSentOnce() {
        var thread = new Object();
        Counted one = share(thread);
        Counted other = share(new Object());
        assertThat(share(thread)).isSameAs(one).isNotSameAs(other);
        assertThat(one.sent).isZero();
        fanOut.send();
        assertThat(one.sent).isEqualTo(1);
        assertThat(other.sent).isEqualTo(1);
    }
}
