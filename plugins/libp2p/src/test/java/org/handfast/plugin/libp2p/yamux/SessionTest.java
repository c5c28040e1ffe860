package org.handfast.plugin.libp2p.yamux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.handfast.plugin.libp2p.yamux.FrameHeader.ACK;
import static org.handfast.plugin.libp2p.yamux.FrameHeader.FIN;
import static org.handfast.plugin.libp2p.yamux.FrameHeader.RST;
import static org.handfast.plugin.libp2p.yamux.FrameHeader.SYN;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import org.handfast.api.Bytes;
import org.handfast.api.Fault;
import org.handfast.plugin.libp2p.yamux.FrameHeader.Type;

class SessionTest {

    private static final Bytes HELLO = Bytes.utf8("hello");

    private final End dialler = new End(true);
    private final End listener = new End(false);

    @Test
    void opensWithAWindowUpdateAndIsAcknowledgedOnce() {
        Heard heard = dialler.open();
        heard.stream.write(HELLO);
        assertThat(dialler.frames()).containsExactly("WINDOW_UPDATE 1 1 0", "DATA 0 1 5");
        listener.receives(Type.WINDOW_UPDATE, SYN, 1, 0);
        listener.receives(Type.DATA, 0, 1, 0);
        assertThat(listener.frames()).containsExactly("WINDOW_UPDATE 2 1 0");
    }

    @Test
    void numbersItsStreamsByItsSide() {
        dialler.open();
        dialler.open();
        listener.open();
        assertThat(dialler.frames()).containsExactly("WINDOW_UPDATE 1 1 0", "WINDOW_UPDATE 1 3 0");
        assertThat(listener.frames()).containsExactly("WINDOW_UPDATE 1 2 0");
    }

    @Test
    void takesStreamsOpenedInEitherStyle() {
        listener.receives(Type.WINDOW_UPDATE, SYN, 1, 0);
        listener.receives(Type.DATA, SYN, 3, 0);
        listener.receivesData(SYN, 5, HELLO);
        listener.receivesData(SYN | FIN, 7, HELLO);
        listener.receives(Type.WINDOW_UPDATE, SYN | FIN, 9, 0);
        assertThat(listener.frames())
                .containsExactly(
                        "WINDOW_UPDATE 2 1 0",
                        "WINDOW_UPDATE 2 3 0",
                        "WINDOW_UPDATE 2 5 0",
                        "WINDOW_UPDATE 2 7 0",
                        "WINDOW_UPDATE 2 9 0");
        assertThat(listener.accepted)
                .extracting(Heard::all)
                .containsExactly(Bytes.EMPTY, Bytes.EMPTY, HELLO, HELLO, Bytes.EMPTY);
        assertThat(listener.accepted).extracting(h -> h.finished).containsExactly(false, false, false, true, true);
    }

    @Test
    void seesEveryFlagOfAFrame() {
        Heard first = dialler.open();
        dialler.receivesData(ACK | FIN, 1, HELLO);
        assertThat(first.all()).isEqualTo(HELLO);
        assertThat(first.finished).isTrue();
        Heard second = dialler.open();
        dialler.receives(Type.WINDOW_UPDATE, ACK | FIN, 3, 0);
        assertThat(second.finished).isTrue();
        listener.receives(Type.WINDOW_UPDATE, SYN | RST, 1, 0);
        assertThat(listener.accepted.get(0).closed).containsExactly("the other end has reset it");
        assertThat(listener.session.streams()).isZero();
    }

    @Test
    void creditCanComeWithTheOpeningAndItsAnswer() {
        Bytes much = Bytes.wrap(new byte[Session.WINDOW + 1000]);
        listener.receives(Type.WINDOW_UPDATE, SYN, 1, 1000);
        listener.accepted.get(0).stream.write(much);
        assertThat(listener.accepted.get(0).stream.unsent()).isZero();
        Heard heard = dialler.open();
        heard.stream.write(much);
        assertThat(heard.stream.unsent()).isEqualTo(1000);
        dialler.receives(Type.WINDOW_UPDATE, ACK, 1, 400);
        assertThat(heard.stream.unsent()).isEqualTo(600);
    }

    @Test
    void givesCreditBackAtHalfTheWindow() {
        listener.receives(Type.WINDOW_UPDATE, SYN, 1, 0);
        listener.sent();
        Bytes half = Bytes.wrap(new byte[Session.WINDOW / 2]);
        listener.receivesData(0, 1, half.from(1));
        assertThat(listener.frames()).isEmpty();
        listener.receivesData(0, 1, half.slice(0, 1));
        assertThat(listener.frames()).containsExactly("WINDOW_UPDATE 0 1 " + half.size());
    }

    @Test
    void endsAHalfAndGoesOnWithTheOther() {
        Heard ours = dialler.open();
        ours.stream.write(HELLO);
        ours.stream.finish();
        ours.stream.write(HELLO);
        End.run(dialler, listener);
        Heard theirs = listener.accepted.get(0);
        assertThat(theirs.all()).isEqualTo(HELLO);
        assertThat(theirs.finished).isTrue();
        assertThat(theirs.closed).isEmpty();
        theirs.stream.write(HELLO);
        theirs.stream.finish();
        assertThat(theirs.closed).containsExactly("both ends have finished");
        End.run(dialler, listener);
        assertThat(ours.all()).isEqualTo(HELLO);
        assertThat(ours.closed).containsExactly("both ends have finished");
        assertThat(dialler.session.streams() + listener.session.streams()).isZero();
    }

    @Test
    void sendsWhatIsWrittenTogetherInOneWrite() {
        listener.acceptor = stream -> {
            stream.write(HELLO);
            stream.write(HELLO);
            stream.finish();
            return listener.accept(stream);
        };
        listener.receives(Type.WINDOW_UPDATE, SYN, 1, 0);
        assertThat(listener.writes).isEqualTo(1);
        assertThat(listener.frames()).containsExactly("WINDOW_UPDATE 2 1 0", "DATA 0 1 10", "WINDOW_UPDATE 4 1 0");
    }

    @Test
    void goesRoundTheStreamsWhileTheChannelTakesIt() {
        dialler.writable = false;
        List<Heard> heard = List.of(dialler.open(), dialler.open(), dialler.open());
        heard.forEach(h -> h.stream.write(Bytes.wrap(new byte[2 * SendHalf.LARGEST_PAYLOAD])));
        assertThat(dialler.frames()).isEmpty();
        dialler.writable = true;
        dialler.session.writable();
        assertThat(dialler.frames())
                .filteredOn(f -> f.startsWith("DATA"))
                .extracting(f -> f.split(" ")[2])
                .startsWith("1", "3", "5", "1", "3", "5");
        assertThat(heard).allMatch(h -> h.drained == 1);
    }

    @Test
    void resetsAStreamThatHasTooMuchToSend() {
        Heard heard = dialler.open();
        Heard other = dialler.open();
        heard.stream.write(Bytes.wrap(new byte[Session.WINDOW]));
        heard.stream.write(Bytes.wrap(new byte[YamuxLimits.STANDARD.unsentPerStream()]));
        assertThat(heard.closed).isEmpty();
        dialler.sent();
        heard.stream.write(HELLO);
        assertThat(heard.closed).containsExactly("more waits to be sent than may");
        assertThat(dialler.frames()).containsExactly("WINDOW_UPDATE 8 1 0");
        other.stream.write(HELLO);
        assertThat(dialler.frames()).containsExactly("DATA 0 3 5");
    }

    @Test
    void dropsWhatComesForAStreamThatIsOver() {
        Heard heard = dialler.open();
        heard.stream.reset();
        dialler.sent();
        dialler.receives(Type.WINDOW_UPDATE, 0, 1, 1000);
        dialler.receives(Type.WINDOW_UPDATE, FIN, 1, 0);
        dialler.receives(Type.WINDOW_UPDATE, RST, 99, 0);
        dialler.session.received(Bytes.join(End.data(FIN, 1, HELLO), End.data(0, 77, HELLO)));
        Heard next = dialler.open();
        dialler.receivesData(ACK, 3, HELLO);
        assertThat(next.all()).isEqualTo(HELLO);
        assertThat(dialler.frames()).containsExactly("WINDOW_UPDATE 1 3 0");
    }

    @Test
    void opensNothingNewOnceTheOtherEndGoesAway() {
        Heard heard = dialler.open();
        dialler.receives(Type.GO_AWAY, 0, 0, 0);
        assertThat(dialler.session.goingAway()).isTrue();
        assertThatThrownBy(dialler::open).hasMessage("The connection takes no new streams.");
        dialler.receivesData(ACK, 1, HELLO);
        heard.stream.write(HELLO);
        assertThat(heard.all()).isEqualTo(HELLO);
        assertThat(dialler.frames()).containsExactly("WINDOW_UPDATE 1 1 0", "DATA 0 1 5");
    }

    @Test
    void refusesStreamsOnceItGoesAway() {
        listener.session.goAway(0);
        listener.session.goAway(0);
        listener.receivesData(SYN, 1, HELLO);
        assertThat(listener.frames()).containsExactly("GO_AWAY 0 0 0", "WINDOW_UPDATE 8 1 0");
        assertThat(listener.accepted).isEmpty();
    }

    @Test
    void answersPingsAndHearsAnswers() {
        listener.receives(Type.PING, SYN, 0, 0xffff_fffeL);
        assertThat(listener.frames()).containsExactly("PING 2 0 4294967294");
        var answered = new ArrayList<String>();
        dialler.session.ping(() -> answered.add("one"));
        dialler.session.ping(() -> answered.add("two"));
        End.run(dialler, listener);
        assertThat(answered).containsExactly("one", "two");
    }

    @Test
    void keepsWhatComesForAReaderThatPauses() {
        listener.receives(Type.WINDOW_UPDATE, SYN, 1, 0);
        Heard heard = listener.accepted.get(0);
        heard.then = bytes -> heard.stream.pause();
        listener.receivesData(0, 1, HELLO);
        listener.receivesData(0, 1, Bytes.utf8(" there"));
        listener.receivesData(FIN, 1, Bytes.utf8(" you"));
        assertThat(heard.all()).isEqualTo(HELLO);
        heard.stream.resume();
        assertThat(heard.all()).isEqualTo(Bytes.utf8("hello there you"));
        assertThat(heard.finished).isFalse();
        heard.stream.resume();
        assertThat(heard.finished).isTrue();
    }

    @Test
    void tellsAllStreamsOnceThatTheConnectionIsGone() {
        Heard one = dialler.open();
        Heard two = dialler.open();
        dialler.writable = false;
        one.stream.write(HELLO);
        dialler.sent();
        dialler.session.closed("cut off");
        dialler.session.closed("again");
        dialler.writable = true;
        dialler.session.writable();
        one.stream.write(HELLO);
        dialler.receivesData(SYN, 2, HELLO);
        assertThat(one.closed).containsExactly("cut off");
        assertThat(two.closed).containsExactly("cut off");
        assertThat(dialler.frames()).isEmpty();
    }

    @Test
    void letsAReaderDoAnythingWhileItIsTold() {
        listener.receives(Type.WINDOW_UPDATE, SYN, 1, 0);
        listener.receives(Type.WINDOW_UPDATE, SYN, 3, 0);
        Heard first = listener.accepted.get(0);
        first.then = bytes -> {
            listener.open().stream.write(bytes);
            listener.accepted.get(1).stream.write(bytes);
            listener.accepted.get(1).stream.reset();
            first.stream.finish();
            listener.session.closed("enough");
            listener.session.received(End.data(0, 1, HELLO));
        };
        listener.session.received(Bytes.join(End.data(0, 1, HELLO), End.data(0, 1, HELLO)));
        assertThat(first.all()).isEqualTo(HELLO);
        assertThat(first.closed).containsExactly("enough");
        assertThat(listener.accepted.get(1).closed).containsExactly("this end has reset it");
        assertThat(listener.opened.get(0).closed).containsExactly("enough");
    }

    @Test
    void resetsAStreamWhoseReaderFindsFault() {
        listener.receives(Type.WINDOW_UPDATE, SYN, 1, 0);
        listener.accepted.get(0).then = bytes -> {
            throw Fault.peer("nonsense", "It talks nonsense.");
        };
        listener.sent();
        listener.receivesData(0, 1, HELLO);
        assertThat(listener.accepted.get(0).closed).containsExactly("It talks nonsense.");
        assertThat(listener.frames()).containsExactly("WINDOW_UPDATE 8 1 0");
        listener.acceptor = stream -> {
            throw Fault.peer("unwanted", "Not wanted.");
        };
        listener.receives(Type.DATA, SYN, 3, 0);
        assertThat(listener.frames()).containsExactly("WINDOW_UPDATE 8 3 0");
    }

    @Test
    void whatWaitedWithItsEndBehindItIsToldToBeSent() {
        var end = new End(true);
        Heard stream = end.open();
        end.writable = false;
        stream.stream.write(Bytes.utf8("late"));
        stream.stream.finish();
        assertThat(stream.drained).isZero();
        end.writable = true;
        end.session.writable();
        assertThat(stream.drained).isOne();
    }
}
