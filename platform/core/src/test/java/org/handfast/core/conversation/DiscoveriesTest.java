package org.handfast.core.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import org.handfast.api.Bytes;
import org.handfast.api.Event;
import org.handfast.api.Reach;
import org.handfast.api.transport.RunningTransport;
import org.handfast.core.fake.FakeTimers;
import org.handfast.core.link.Discovery;

class DiscoveriesTest {

    private static final Bytes KEY = Bytes.utf8("key");
    private static final Bytes OTHER = Bytes.utf8("other");
    private static final Bytes RECORD = Bytes.utf8("record");
    private static final Instant UNTIL = FakeTimers.BEGINNING.plusSeconds(300);
    private static final int MOST = 3;

    private final List<String> asked = new ArrayList<>();
    private final Map<Bytes, RunningTransport.Finder> finders = new HashMap<>();
    private final List<Event> told = new ArrayList<>();
    private final Discoveries discoveries = new Discoveries(new Asked(), MOST, told::add);

    /** Writes down what it is asked. */
    private final class Asked implements Discovery {

        @Override
        public void advertise(String transport, Bytes key, Bytes record, Instant until) {
            asked.add("advertise " + text(key) + " " + text(record));
        }

        @Override
        public void withdraw(String transport, Bytes key) {
            asked.add("withdraw " + text(key));
        }

        @Override
        public RunningTransport.Search seek(String transport, Bytes key, RunningTransport.Finder finder) {
            asked.add("seek " + text(key));
            finders.put(key, finder);
            return () -> asked.add("cancel " + text(key));
        }

        @Override
        public Optional<Reach> reach(String transport) {
            return Optional.empty();
        }
    }

    private static String text(Bytes bytes) {
        return new String(bytes.toArray(), java.nio.charset.StandardCharsets.UTF_8);
    }

    private RunningTransport.Finder seek(String sought, Bytes key) {
        discoveries.seek("t", sought, key);
        return finders.get(key);
    }

    @Test
    void tellsOfEachThingOnce() {
        RunningTransport.Finder finder = seek("hub", KEY);
        finder.record(RECORD);
        finder.neighbour("/near");
        finder.record(Bytes.utf8("record"));
        finder.neighbour("/near");
        finder.neighbour("/next");
        assertThat(told)
                .containsExactly(
                        new Event.Found("hub", RECORD),
                        new Event.Neighbour("hub", "/near"),
                        new Event.Neighbour("hub", "/next"));
    }

    @Test
    void tellsOfNoMoreThanTheLimitBesidesThatAllWereAsked() {
        RunningTransport.Finder finder = seek("hub", KEY);
        IntStream.range(0, 1_000).forEach(i -> finder.record(Bytes.u8(i % 256)));
        finder.neighbour("/late");
        assertThat(told).hasSize(MOST);
        finder.searched("asked 5");
        assertThat(told).last().isEqualTo(new Event.Searched("hub", "asked 5"));
    }

    @Test
    void eachSearchHasALimitOfItsOwn() {
        RunningTransport.Finder one = seek("one", KEY);
        RunningTransport.Finder two = seek("two", OTHER);
        IntStream.range(0, 10).forEach(i -> one.record(Bytes.u8(i)));
        two.record(RECORD);
        assertThat(told).hasSize(MOST + 1).last().isEqualTo(new Event.Found("two", RECORD));
    }

    @Test
    void whatIsSoughtByANameTakesThePlaceOfTheOneBefore() {
        seek("hub", KEY);
        seek("hub", OTHER);
        assertThat(asked).containsExactly("seek key", "cancel key", "seek other");
        discoveries.stop("hub");
        discoveries.stop("hub");
        discoveries.stop("never");
        assertThat(asked).containsExactly("seek key", "cancel key", "seek other", "cancel other");
    }

    @Test
    void takesBackOnlyWhatItLetOthersFind() {
        discoveries.withdraw("t", KEY);
        assertThat(asked).isEmpty();
        discoveries.advertise("t", KEY, RECORD, UNTIL);
        discoveries.withdraw("another", KEY);
        discoveries.withdraw("t", KEY);
        discoveries.withdraw("t", KEY);
        assertThat(asked).containsExactly("advertise key record", "withdraw key");
    }

    @Test
    void nothingOutlivesItsConversation() {
        discoveries.advertise("t", KEY, RECORD, UNTIL);
        discoveries.advertise("t", KEY, Bytes.utf8("newer"), UNTIL);
        discoveries.advertise("t", OTHER, RECORD, UNTIL);
        seek("one", KEY);
        seek("two", OTHER);
        asked.clear();
        discoveries.stop();
        assertThat(asked).containsExactlyInAnyOrder("withdraw key", "withdraw other", "cancel key", "cancel other");
        asked.clear();
        discoveries.stop();
        assertThat(asked).isEmpty();
    }

    @Test
    void aNodeWithoutTransportsFindsNobody() {
        var nobody = new Discoveries(Discovery.none(), MOST, told::add);
        nobody.advertise("t", KEY, RECORD, UNTIL);
        nobody.seek("t", "hub", KEY);
        nobody.stop();
        assertThat(told).containsExactly(new Event.Searched("hub", "the transport 't' does not run"));
        assertThat(Discovery.none().reach("t")).isEmpty();
    }
}
