package org.handfast.plugin.libp2p.multistream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.handfast.api.Bytes;
import org.handfast.api.Fault;
import org.handfast.plugin.libp2p.stream.Handshake;
import org.handfast.plugin.libp2p.wire.LengthPrefixed;
import org.handfast.plugin.libp2p.wire.Unread;
import org.handfast.plugin.libp2p.wire.Varint;

class MultistreamTest {

    private static final Bytes HEADER = line("/multistream/1.0.0");
    private final List<Bytes> written = new ArrayList<>();
    private final Unread unread = new Unread();

    private static Bytes line(String text) {
        return LengthPrefixed.frame(Bytes.utf8(text + "\n"));
    }

    private Optional<String> hear(Handshake<String> end, Bytes... said) {
        unread.add(Bytes.join(said));
        return end.advance(unread, written::add);
    }

    private static void assertFault(String code, Runnable doing) {
        assertThatThrownBy(doing::run)
                .isInstanceOfSatisfying(Fault.class, f -> assertThat(f.code()).isEqualTo(code));
    }

    @Test
    void proposesInItsFirstWrite() {
        var proposal = new Proposal(List.of("/noise"));
        proposal.begin(written::add);
        assertThat(written)
                .containsExactly(Bytes.join(
                        Bytes.hex("132f6d756c746973747265616d2f312e302e300a"), Bytes.hex("072f6e6f6973650a")));
        assertThat(hear(proposal, HEADER)).isEmpty();
        assertThat(hear(proposal, line("/noise"), Bytes.utf8("behind"))).contains("/noise");
        assertThat(unread.take(6)).isEqualTo(Bytes.utf8("behind"));
        assertThat(written).hasSize(1);
    }

    @Test
    void proposesTheNextAfterEachRefusal() {
        var proposal = new Proposal(List.of("/a", "/b", "/c"));
        assertThat(hear(proposal, HEADER, line("na"))).isEmpty();
        assertThat(written).containsExactly(line("/b"));
        assertThat(hear(proposal, line("na"), line("/c"))).contains("/c");
        assertThat(written).containsExactly(line("/b"), line("/c"));
    }

    @Test
    void saysWhatIsNotSpoken() {
        var proposal = new Proposal(List.of("/a", "/b"));
        assertThatThrownBy(() -> hear(proposal, HEADER, line("na"), line("na")))
                .isInstanceOfSatisfying(Fault.class, f -> assertThat(f.code()).isEqualTo("not-spoken"))
                .hasMessageContaining("/a, nor /b");
        assertThatThrownBy(() -> new Proposal(List.of())).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesAnAnswerToAnotherProposal() {
        assertFault("bad-multistream", () -> hear(new Proposal(List.of("/a", "/b")), HEADER, line("/b")));
        assertFault("bad-multistream", () -> hear(new Proposal(List.of("/a")), HEADER, HEADER));
        assertFault("bad-multistream", () -> hear(new Proposal(List.of("/a")), line("/a")));
    }

    @Test
    void choosesTheFirstThatIsSpoken() {
        var choice = new Choice("/b"::equals);
        choice.begin(written::add);
        assertThat(written).isEmpty();
        assertThat(hear(choice, HEADER, line("ls"), line("/a"), line("/b"), Bytes.utf8("behind")))
                .contains("/b");
        assertThat(written).containsExactly(Bytes.join(HEADER, line("na"), line("na"), line("/b")));
        assertThat(unread.take(6)).isEqualTo(Bytes.utf8("behind"));
    }

    @Test
    void waitsForTheWholeOfALine() {
        var choice = new Choice("/b"::equals);
        assertThat(hear(choice, HEADER.slice(0, 5))).isEmpty();
        assertThat(written).isEmpty();
        assertThat(hear(choice, HEADER.from(5), Bytes.u8(3))).isEmpty();
        assertThat(written).containsExactly(HEADER);
    }

    @Test
    void hearsAtMost64Proposals() {
        var choice = new Choice("/b"::equals);
        hear(choice, HEADER);
        for (int i = 1; i < Choice.MOST_PROPOSALS; i++) {
            assertThat(hear(choice, line("/a"))).isEmpty();
        }
        assertFault("too-many-proposals", () -> hear(choice, line("/a")));
    }

    @Test
    void readsLinesOfAtMost1024Bytes() {
        String longest = "/" + "a".repeat(1022);
        assertThat(hear(new Choice(longest::equals), HEADER, line(longest))).contains(longest);
        assertFault("too-long", () -> hear(new Choice(p -> true), HEADER, Varint.encode(1025)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"00", "022f61", "8000", "ffffffffffffffffff", "016e", "1620", "474554"})
    void refusesWhatIsNoLine(String hex) {
        Bytes said = Bytes.join(Bytes.hex(hex), Bytes.wrap(new byte[1024]));
        assertThatThrownBy(() -> hear(new Choice(p -> false), said)).isInstanceOf(Fault.class);
        assertThatThrownBy(() -> hear(new Proposal(List.of("/a")), HEADER, said))
                .isInstanceOf(Fault.class);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void agreesAtEverySplit(long seed) {
        var random = new Random(seed);
        var dialler = new Proposal(List.of("/a", "/b", "/c"));
        var listener = new Choice("/c"::equals);
        List<Bytes> toListener = new ArrayList<>();
        List<Bytes> toDialler = new ArrayList<>();
        dialler.begin(toListener::add);
        listener.begin(toDialler::add);
        var heardByListener = new Unread();
        var heardByDialler = new Unread();
        Optional<String> chosen = Optional.empty();
        Optional<String> agreed = Optional.empty();
        while (agreed.isEmpty()) {
            if (chosen.isEmpty() && move(toListener, heardByListener, random)) {
                chosen = listener.advance(heardByListener, toDialler::add);
            }
            if (move(toDialler, heardByDialler, random)) {
                agreed = dialler.advance(heardByDialler, toListener::add);
            }
        }
        assertThat(agreed).isEqualTo(chosen).contains("/c");
        assertThat(heardByListener.size() + heardByDialler.size()).isZero();
    }

    private static LongStream seeds() {
        return LongStream.range(0, 200);
    }

    private static boolean move(List<Bytes> wire, Unread to, Random random) {
        if (wire.isEmpty()) {
            return false;
        }
        Bytes next = wire.removeFirst();
        int count = 1 + random.nextInt(next.size());
        to.add(next.slice(0, count));
        if (count < next.size()) {
            wire.addFirst(next.from(count));
        }
        return true;
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void takesAnyBytesOrFindsThePeerAtFault(long seed) {
        var random = new Random(seed);
        var bytes = new byte[random.nextInt(60)];
        random.nextBytes(bytes);
        try {
            hear(new Choice(p -> false), random.nextBoolean() ? HEADER : Bytes.EMPTY, Bytes.wrap(bytes));
        } catch (Fault refused) {
            assertThat(refused.category()).isEqualTo(Fault.Category.PEER_FAULT);
        }
    }
}
