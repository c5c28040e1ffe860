package org.handfast.plugin.libp2p.yamux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.handfast.plugin.libp2p.yamux.FrameHeader.ACK;
import static org.handfast.plugin.libp2p.yamux.FrameHeader.FIN;
import static org.handfast.plugin.libp2p.yamux.FrameHeader.RST;
import static org.handfast.plugin.libp2p.yamux.FrameHeader.SYN;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Random;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

import org.handfast.api.Bytes;
import org.handfast.api.Fault;
import org.handfast.plugin.libp2p.yamux.FrameHeader.Type;

/** What another end may try, and what it comes to. */
class AbuseTest {

    private static final Bytes HELLO = Bytes.utf8("hello");

    private final End end = new End(false);

    private static void costsTheConnection(String code, ThrowingCallable deed) {
        assertThatThrownBy(deed).isInstanceOfSatisfying(Fault.class, fault -> {
            assertThat(fault.category()).isEqualTo(Fault.Category.PEER_FAULT);
            assertThat(fault.code()).isEqualTo(code);
        });
    }

    @Test
    void refusesFramesOfOtherVersionsTypesAndFlags() {
        for (String frame : new String[] {"01000000", "00040000", "00ff0000", "00000010", "00018001"}) {
            costsTheConnection("bad-frame", () -> new End(false)
                    .session.received(Bytes.join(Bytes.hex(frame), Bytes.hex("0000000100000000"))));
        }
    }

    @Test
    void refusesDataOfTheSessionAndPingsOfAStream() {
        costsTheConnection("bad-frame", () -> new End(false).receivesData(0, 0, HELLO));
        costsTheConnection("bad-frame", () -> new End(false).receives(Type.WINDOW_UPDATE, SYN, 0, 0));
        costsTheConnection("bad-frame", () -> new End(false).receives(Type.PING, SYN, 1, 0));
        costsTheConnection("bad-frame", () -> new End(false).receives(Type.GO_AWAY, 0, 1, 0));
        costsTheConnection("bad-frame", () -> new End(false).receives(Type.PING, 0, 0, 0));
        costsTheConnection("bad-frame", () -> new End(false).receives(Type.PING, SYN | ACK, 0, 0));
        costsTheConnection("unasked-ping", () -> new End(false).receives(Type.PING, ACK, 0, 0));
    }

    @Test
    void whoGuessesWhatAPingSaysIsNotTakenToBeThere() {
        var answered = new ArrayList<Long>();
        end.session.ping(() -> answered.add(0xffff_ffffL));
        end.drawn = 0x1234_5678L;
        end.session.ping(() -> answered.add(end.drawn));
        end.session.ping(() -> answered.add(end.drawn + 1));
        assertThat(end.frames()).containsExactly("PING 1 0 4294967295", "PING 1 0 305419896", "PING 1 0 305419897");
        end.receives(Type.PING, ACK, 0, 0x1234_5679L);
        assertThat(answered).containsExactly(0x1234_5679L);
        costsTheConnection("unasked-ping", () -> end.receives(Type.PING, ACK, 0, 0));
        assertThat(answered).hasSize(1);
    }

    @Test
    void refusesStreamsOfTheWrongSideAndThoseThatAreOpen() {
        costsTheConnection("bad-stream", () -> new End(false).receives(Type.WINDOW_UPDATE, SYN, 2, 0));
        costsTheConnection("bad-stream", () -> new End(true).receives(Type.WINDOW_UPDATE, SYN, 1, 0));
        end.receives(Type.WINDOW_UPDATE, SYN, 1, 0);
        costsTheConnection("bad-stream", () -> end.receives(Type.DATA, SYN, 1, 0));
    }

    @Test
    void takesNothingAfterAFault() {
        end.receives(Type.WINDOW_UPDATE, SYN, 1, 0);
        costsTheConnection("bad-frame", () -> end.receives(Type.PING, 0, 0, 0));
        end.receivesData(0, 1, HELLO);
        assertThat(end.accepted.get(0).all()).isEqualTo(Bytes.EMPTY);
        end.sent();
        end.session.goAway(1);
        end.session.closed("it broke the protocol");
        assertThat(end.frames()).containsExactly("GO_AWAY 0 0 1");
        assertThat(end.accepted.get(0).closed).containsExactly("it broke the protocol");
    }

    @Test
    void refusesMoreThanAWindow() {
        end.receives(Type.WINDOW_UPDATE, SYN, 1, 0);
        end.accepted.get(0).stream.pause();
        Bytes window = Bytes.wrap(new byte[Session.WINDOW]);
        end.receivesData(0, 1, window);
        costsTheConnection("window-overrun", () -> end.receives(Type.DATA, 0, 1, 1));
        costsTheConnection("window-overrun", () -> new End(false).receives(Type.DATA, SYN, 1, Session.WINDOW + 1));
        costsTheConnection("window-overrun", () -> new End(false).receives(Type.DATA, 0, 9, 0xffff_ffffL));
    }

    @Test
    void refusesWindowsThatCannotBe() {
        end.receives(Type.WINDOW_UPDATE, SYN, 1, 0xffff_ffffL - Session.WINDOW);
        costsTheConnection("bad-window", () -> end.receives(Type.WINDOW_UPDATE, 0, 1, 1));
    }

    @Test
    void resetsAStreamThatGoesOnAfterItsEnd() {
        end.receivesData(SYN | FIN, 1, HELLO);
        end.sent();
        end.receivesData(0, 1, Bytes.EMPTY);
        end.receives(Type.WINDOW_UPDATE, FIN, 1, 0);
        assertThat(end.frames()).isEmpty();
        end.receivesData(0, 1, HELLO);
        assertThat(end.frames()).containsExactly("WINDOW_UPDATE 8 1 0");
        assertThat(end.accepted.get(0).all()).isEqualTo(HELLO);
        assertThat(end.accepted.get(0).closed).containsExactly("the other end went on after its end");
    }

    @Test
    void tenThousandStreamsAtOnceCostTheConnectionAndLittleElse() {
        costsTheConnection("stream-storm", () -> {
            for (int i = 0; i < 10_000; i++) {
                end.receives(Type.WINDOW_UPDATE, SYN, 2 * i + 1, 0);
            }
        });
        assertThat(end.accepted).hasSize(YamuxLimits.STANDARD.inbound());
        assertThat(end.frames())
                .filteredOn(f -> f.startsWith("WINDOW_UPDATE 8"))
                .hasSize(1001);
    }

    @Test
    void tenThousandStreamsOneAfterTheOtherAreWelcome() {
        var dialler = new End(true);
        end.acceptor = stream -> {
            Heard heard = end.accept(stream);
            heard.then = bytes -> {
                stream.write(bytes);
                stream.finish();
            };
            return heard;
        };
        for (int i = 0; i < 10_000; i++) {
            Heard heard = dialler.open();
            heard.stream.write(HELLO);
            heard.stream.finish();
            End.run(dialler, end);
            assertThat(heard.closed).containsExactly("both ends have finished");
        }
        assertThat(dialler.session.streams() + end.session.streams()).isZero();
    }

    @Test
    void stormsOfResetsCostTheConnection() {
        costsTheConnection("stream-storm", () -> {
            for (int i = 0; i < 10_000; i++) {
                end.receives(Type.WINDOW_UPDATE, SYN, 2 * i + 1, 0);
                end.receives(Type.WINDOW_UPDATE, RST, 2 * i + 1, 0);
            }
        });
        assertThat(end.accepted).hasSize(1001);
    }

    @Test
    void resetsNowAndThenAreForgiven() {
        for (int i = 0; i < 10_000; i++) {
            end.now = end.now.plusMillis(25);
            end.receives(Type.WINDOW_UPDATE, SYN | RST, 2 * i + 1, 0);
        }
        assertThat(end.session.streams()).isZero();
    }

    @Test
    void floodsOfPingsCostTheConnection() {
        for (int i = 0; i < 1000; i++) {
            end.now = end.now.plusMillis(200);
            end.receives(Type.PING, SYN, 0, i);
        }
        costsTheConnection("ping-flood", () -> {
            for (int i = 0; i < 1000; i++) {
                end.receives(Type.PING, SYN, 0, i);
            }
        });
    }

    @Test
    void anotherEndThatAsksAndNeverReadsIsAtFault() {
        end.writable = false;
        costsTheConnection("unread-answers", () -> {
            for (int i = 0; i < 1_000_000; i++) {
                end.now = end.now.plusSeconds(1);
                end.receives(Type.PING, SYN, 0, i);
            }
        });
        assertThat(end.writes).isZero();
        assertThatThrownBy(end::open).isInstanceOf(Fault.class);
    }

    @Test
    void slowReadersAreKeptWithinBoundsAndHoldUpNobody() {
        Bytes window = Bytes.wrap(new byte[Session.WINDOW]);
        for (int i = 0; i < 100; i++) {
            end.receives(Type.WINDOW_UPDATE, SYN, 2 * i + 1, 0);
            end.accepted.get(i).stream.pause();
            end.receivesData(0, 2 * i + 1, window);
        }
        int most = YamuxLimits.STANDARD.keptInAll() / Session.WINDOW;
        assertThat(end.accepted).filteredOn(h -> h.closed.isEmpty()).hasSize(most);
        end.receivesData(SYN, 1001, HELLO);
        assertThat(end.accepted.get(100).all()).isEqualTo(HELLO);
        end.receives(Type.WINDOW_UPDATE, RST, 1, 0);
        end.accepted.get(1).stream.resume();
        assertThat(end.accepted.get(1).all()).isEqualTo(window);
        for (int i = 0; i < 2; i++) {
            end.receives(Type.WINDOW_UPDATE, SYN, 2003 + 2 * i, 0);
            end.accepted.get(101 + i).stream.pause();
            end.receivesData(0, 2003 + 2 * i, window);
            assertThat(end.accepted.get(101 + i).closed).isEmpty();
        }
    }

    @Test
    void opensNoMoreThanTheOtherEndHasAgreedTo() {
        for (int i = 0; i < YamuxLimits.STANDARD.unacknowledged(); i++) {
            end.open();
        }
        assertThatThrownBy(end::open).isInstanceOfSatisfying(Fault.class, fault -> assertThat(fault.category())
                .isEqualTo(Fault.Category.LIMIT_REACHED));
        end.receives(Type.WINDOW_UPDATE, ACK, 2, 0);
        end.receives(Type.WINDOW_UPDATE, ACK, 2, 0);
        end.opened.get(1).stream.reset();
        end.open();
        end.open();
        assertThatThrownBy(end::open).isInstanceOf(Fault.class);
    }

    @Test
    void whatWaitsInAllIsBounded() {
        int streams = YamuxLimits.STANDARD.unsentInAll() / YamuxLimits.STANDARD.unsentPerStream();
        end.writable = false;
        for (int i = 0; i <= streams; i++) {
            end.open().stream.write(Bytes.wrap(new byte[YamuxLimits.STANDARD.unsentPerStream()]));
        }
        assertThat(end.opened).filteredOn(h -> h.closed.isEmpty()).hasSize(streams);
        end.opened.get(0).stream.reset();
        Heard next = end.open();
        next.stream.write(HELLO);
        assertThat(next.stream.unsent()).isEqualTo(5);
    }

    @Test
    void whatWaitsInAllSessionsOfANodeIsBounded() {
        var all = new Quota(1_000);
        var one = new End(true, YamuxLimits.STANDARD, all);
        var other = new End(true, YamuxLimits.STANDARD, all);
        one.writable = false;
        other.writable = false;
        Heard large = one.open();
        large.stream.write(Bytes.wrap(new byte[995]));
        Heard refused = other.open();
        refused.stream.write(Bytes.wrap(new byte[6]));
        assertThat(refused.closed).hasSize(1);
        Heard small = other.open();
        small.stream.write(HELLO);
        assertThat(small.stream.unsent()).isEqualTo(5);
        one.session.closed("it is gone");
        assertThat(all.used()).isEqualTo(5);
        other.writable = true;
        other.session.writable();
        assertThat(all.used()).isZero();
    }

    @Test
    void randomBytesEndInAFaultOrNothing() {
        var random = new Random(6);
        for (int run = 0; run < 3000; run++) {
            var victim = new End(run % 2 == 0);
            victim.open();
            var noise = new byte[random.nextInt(600)];
            random.nextBytes(noise);
            for (int at = 0; random.nextBoolean() && at + 12 <= noise.length; at += 12) {
                noise[at] = 0;
                noise[at + 1] &= 3;
                noise[at + 2] = 0;
                noise[at + 3] &= 15;
                noise[at + 4] = noise[at + 5] = noise[at + 6] = 0;
                noise[at + 7] &= 7;
                noise[at + 8] = noise[at + 9] = 0;
            }
            try {
                victim.session.received(Bytes.wrap(noise));
            } catch (Fault fault) {
                assertThat(fault.category()).isEqualTo(Fault.Category.PEER_FAULT);
            }
            victim.session.closed("over");
            assertThat(victim.session.streams()).isZero();
            assertThat(victim.opened.get(0).closed).hasSize(1);
            assertThat(victim.accepted).allMatch(heard -> heard.closed.size() == 1);
        }
    }

    @Test
    void grantsOfOneByteCostLittleThoughMuchWaits() {
        end.receives(Type.WINDOW_UPDATE, SYN, 1, 0);
        Heard stream = end.accepted.getFirst();
        stream.stream.write(Bytes.wrap(new byte[Session.WINDOW + 500_000]));
        end.sent();
        var thread = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = thread.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < 1_000; i++) {
            end.receives(Type.WINDOW_UPDATE, 0, 1, 1);
        }
        assertThat(thread.getCurrentThreadAllocatedBytes() - before).isLessThan(10_000_000);
        assertThat(end.sent().size()).isEqualTo(13_000);
    }
}
