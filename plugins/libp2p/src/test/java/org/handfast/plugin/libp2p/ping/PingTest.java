package org.handfast.plugin.libp2p.ping;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import org.handfast.api.Bytes;
import org.handfast.plugin.libp2p.fake.Caller;
import org.handfast.plugin.libp2p.fake.FakeNetwork;
import org.handfast.plugin.libp2p.fake.FakeSwarm;

final class PingTest {

    private static final Bytes SOME = Bytes.wrap(new byte[Ping.SIZE]);

    private final FakeNetwork network = new FakeNetwork(1, Duration.ofMillis(10));
    private final FakeSwarm asker = network.join("127.0.0.1");
    private final FakeSwarm server = network.join("127.0.0.2");
    private final List<Duration> answers = new ArrayList<>();
    private final List<String> failures = new ArrayList<>();

    private void ping() {
        asker.book().add(server.self(), server.addresses(), asker.now().plusSeconds(3600));
        new Ping(asker).ping(server.self(), answers::add, failures::add);
    }

    private void pass(int seconds) {
        network.time().pass(Duration.ofSeconds(seconds));
    }

    @Test
    void hearsHowLongItTook() {
        new Ping(server);
        ping();
        pass(1);

        assertThat(answers).singleElement().satisfies(took -> assertThat(took)
                .isBetween(Duration.ofMillis(20), Duration.ofMillis(40)));
        assertThat(asker.streams()).isZero();
        assertThat(server.streams()).isZero();
    }

    @Test
    void answersAlsoWhoHasEndedItsHalf() {
        new Ping(server);
        Caller caller = Caller.call(asker, server, Ping.PROTOCOL, stream -> {
            stream.write(SOME);
            stream.finish();
        });
        pass(1);

        assertThat(caller.heard()).isEqualTo(SOME);
        assertThat(caller.isFinished()).isTrue();
    }

    @Test
    void answersSeveralOnOneStreamHoweverTheyAreCut() {
        new Ping(server);
        Bytes three = asker.crypto().random(3 * Ping.SIZE);
        for (int cut = 0; cut <= three.size(); cut++) {
            int at = cut;
            Caller caller = Caller.call(asker, server, Ping.PROTOCOL, stream -> {
                stream.write(three.slice(0, at));
                stream.write(three.from(at));
                stream.finish();
            });
            pass(1);
            assertThat(caller.heard()).isEqualTo(three);
        }
    }

    @Test
    void takesTwoStreamsOfAPeerAndNoThird() {
        new Ping(server);
        List<Caller> callers = IntStream.range(0, 3)
                .mapToObj(i -> Caller.call(asker, server, Ping.PROTOCOL, stream -> stream.write(SOME)))
                .toList();
        pass(1);

        assertThat(callers.stream().filter(Caller::isReset)).hasSize(1);
        callers.forEach(c -> c.stream().finish());
        pass(1);
        Caller next = Caller.call(asker, server, Ping.PROTOCOL, stream -> stream.write(SOME));
        pass(1);
        assertThat(next.heard()).isEqualTo(SOME);
    }

    @Test
    void endsAStreamThatSaysNothing() {
        new Ping(server);
        Caller caller = Caller.call(asker, server, Ping.PROTOCOL, stream -> stream.write(SOME.slice(0, 31)));
        pass(61);

        assertThat(caller.isReset()).isTrue();
    }

    @Test
    void resetsAFlood() {
        new Ping(server);
        Caller caller = Caller.call(
                asker, server, Ping.PROTOCOL, stream -> stream.write(Bytes.wrap(new byte[200 * Ping.SIZE])));
        pass(1);

        assertThat(caller.isReset()).isTrue();
        assertThat(server.faults()).contains("too-many-pings");
    }

    @Test
    void answersOnePlaceNoMoreOftenHoweverManyPeerIdsItHas() {
        new Ping(server);
        List<Caller> callers = IntStream.range(1, 21)
                .mapToObj(i -> Caller.call(
                        network.join("20.1.1." + i),
                        server,
                        Ping.PROTOCOL,
                        stream -> stream.write(Bytes.wrap(new byte[60 * Ping.SIZE]))))
                .toList();
        pass(1);

        assertThat(callers.stream().filter(Caller::isReset)).hasSizeBetween(3, 7);
    }

    @Test
    void failsWhenTheAnswerIsAnother() {
        server.handle(Ping.PROTOCOL, Caller.saying(stream -> stream.write(SOME)));
        ping();
        pass(1);

        assertThat(failures).containsExactly("what came back is not what was sent");
    }

    @Test
    void failsWhenThereIsNoAnswer() {
        server.handle(Ping.PROTOCOL, Caller.saying(stream -> {}));
        ping();
        pass(11);

        assertThat(failures).containsExactly("no answer in 10 s");
        assertThat(asker.streams()).isZero();
    }

    @Test
    void failsWhenTheStreamEnds() {
        server.handle(Ping.PROTOCOL, Caller.saying(stream -> stream.finish()));
        ping();
        pass(1);

        assertThat(failures).containsExactly("the peer ended the stream without an answer");
    }

    @Test
    void failsWhenNobodyIsThere() {
        server.die();
        ping();
        pass(11);

        assertThat(failures).hasSize(1);
    }
}
