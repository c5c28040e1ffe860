package org.handfast.plugin.libp2p.swarm;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

import org.handfast.api.Bytes;
import org.handfast.api.transport.Channel;
import org.handfast.api.transport.ChannelEvents;
import org.handfast.api.transport.SocketPlace;
import org.handfast.api.transport.TransportHost;
import org.handfast.plugin.libp2p.multiaddr.Multiaddr;
import org.handfast.plugin.libp2p.stream.StreamReader;
import org.handfast.plugin.libp2p.world.Hosts;
import org.handfast.plugin.libp2p.world.MemoryHost;

class NodeTest {

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Bytes HELLO = Bytes.utf8("hello");

    private final Hosts hosts = new Hosts(1);
    private final Echoes a = new Echoes(hosts.host());
    private final Echoes b = new Echoes(hosts.host());

    @RepeatedTest(40)
    void twoNodesAgreeOnAllLayersHoweverTheirBytesAreCut(RepetitionInfo info) {
        var others = new Hosts(info.getCurrentRepetition());
        var one = new Echoes(others.host());
        var two = new Echoes(others.host());
        Echoes.Asked asked = one.ask(two, HELLO);
        others.pass(SECOND);
        assertThat(asked.echo()).contains(HELLO);
        assertThat(one.connected()).containsExactly("to " + two.id());
        assertThat(two.connected()).containsExactly("from " + one.id());
    }

    @Test
    void aMegabyteGoesThereAndBack() {
        var megabyte = new byte[1_000_000];
        new Random(7).nextBytes(megabyte);
        Echoes.Asked asked = a.ask(b, Bytes.wrap(megabyte));
        hosts.pass(Duration.ofMinutes(1));
        assertThat(asked.echo()).contains(Bytes.wrap(megabyte));
    }

    @Test
    void oneConnectionCarriesAllStreamsBothWays() {
        List<Echoes.Asked> all = new ArrayList<>();
        IntStream.range(0, 50).forEach(i -> all.add(a.ask(b, Bytes.utf8("a" + i))));
        hosts.pass(SECOND);
        IntStream.range(0, 50).forEach(i -> all.add(b.ask(a, Bytes.utf8("b" + i))));
        hosts.pass(SECOND);
        assertThat(all).allSatisfy(asked -> assertThat(asked.echo()).isPresent());
        assertThat(a.host().channels()).hasSize(1);
    }

    @Test
    void bothMayDialAtOnce() {
        Echoes.Asked one = a.ask(b, HELLO);
        Echoes.Asked other = b.ask(a, HELLO);
        hosts.pass(SECOND);
        assertThat(one.echo()).contains(HELLO);
        assertThat(other.echo()).contains(HELLO);
    }

    @Test
    void whoeverIsNotTheOneDialledIsRefused() {
        var stranger = new Echoes(hosts.host());
        Echoes.Asked asked = a.ask(b.id(), List.of(stranger.address()), Echoes.PROTOCOL, HELLO);
        hosts.pass(SECOND);
        assertThat(asked.failure()).hasValueSatisfying(why -> assertThat(why).contains("not " + b.id()));
        assertThat(a.connected()).isEmpty();
        assertThat(a.host().channels()).isEmpty();
    }

    @Test
    void theAddressThatAnswersCountsAndTheOthersAreSaidWhenNoneDoes() {
        var nobody = Multiaddr.tcp("10.9.9.9", 1);
        Echoes.Asked asked = a.ask(b.id(), List.of(nobody, b.address()), Echoes.PROTOCOL, HELLO);
        hosts.pass(SECOND);
        assertThat(asked.echo()).contains(HELLO);
        Echoes.Asked failed = b.ask(new Echoes(hosts.host()).id(), List.of(nobody), Echoes.PROTOCOL, HELLO);
        hosts.pass(SECOND);
        assertThat(failed.failure()).contains("10.9.9.9:1: connection refused: nothing listens there");
    }

    @Test
    void anAddressThatIsToldWhileAnotherIsDialledIsTriedAtOnce() {
        var silent = new Echoes(hosts.host());
        silent.host().accept(channel -> new ChannelEvents() {
            @Override
            public void received(Bytes bytes) {}

            @Override
            public void writable() {}

            @Override
            public void closed(String reason) {}
        });
        Echoes.Asked first = a.ask(b.id(), List.of(silent.address()), Echoes.PROTOCOL, HELLO);
        hosts.pass(SECOND);
        assertThat(first.echo()).isEmpty();
        Echoes.Asked second = a.ask(b.id(), List.of(b.address()), Echoes.PROTOCOL, HELLO);
        hosts.pass(SECOND);
        assertThat(second.echo()).contains(HELLO);
        assertThat(first.echo()).contains(HELLO);
    }

    @Test
    void aPeerWithoutAddressAndThisNodeItselfAreNotDialled() {
        assertThat(a.ask(b.id(), List.of(), Echoes.PROTOCOL, HELLO).failure())
                .hasValueSatisfying(why -> assertThat(why).contains("no address is known"));
        assertThat(a.ask(a, HELLO).failure()).contains("that is this node itself");
    }

    @Test
    void aProtocolThatIsNotSpokenIsRefusedAndTheConnectionGoesOn() {
        Echoes.Asked asked = a.ask(b.id(), List.of(b.address()), "/other/1.0.0", HELLO);
        hosts.pass(SECOND);
        assertThat(asked.failure()).isPresent();
        Echoes.Asked again = a.ask(b, HELLO);
        hosts.pass(SECOND);
        assertThat(again.echo()).contains(HELLO);
        assertThat(a.host().channels()).hasSize(1);
    }

    @Test
    void aConnectionThatSaysNothingIsClosedInTime() {
        dial(b, bytes -> {});
        hosts.pass(Duration.ofSeconds(9));
        assertThat(b.host().channels()).hasSize(1);
        hosts.pass(Duration.ofSeconds(3));
        assertThat(b.host().channels()).isEmpty();
    }

    @Test
    void whateverIsNoHandshakeClosesTheConnection() {
        for (long seed = 0; seed < 300; seed++) {
            var noise = new byte[1 + (int) (seed * 7 % 900)];
            new Random(seed).nextBytes(noise);
            Channel channel = dial(b, bytes -> {});
            channel.write(Bytes.wrap(noise));
            hosts.pass(Duration.ofSeconds(11));
            assertThat(b.host().channels()).isEmpty();
        }
        assertThat(b.connected()).isEmpty();
    }

    @Test
    void thoseWhoHaveNotProvenAnythingAreLimited() {
        IntStream.range(0, 200).forEach(i -> dial(b, bytes -> {}));
        hosts.pass(SECOND);
        assertThat(b.host().channels()).hasSizeLessThanOrEqualTo(SwarmLimits.STANDARD.upgrading());
        hosts.pass(Duration.ofSeconds(10));
        Echoes.Asked asked = a.ask(b, HELLO);
        hosts.pass(SECOND);
        assertThat(asked.echo()).contains(HELLO);
    }

    @Test
    void pastTheLimitTheIdlestConnectionGivesWay() {
        var few = new SwarmLimits(3, 64, 4, 8, Duration.ofSeconds(10), Duration.ofMinutes(2), Duration.ofSeconds(30));
        var hub = new Echoes(hosts.host(), few);
        List<Echoes> others =
                IntStream.range(0, 5).mapToObj(i -> new Echoes(hosts.host())).toList();
        for (Echoes other : others) {
            Echoes.Asked asked = other.ask(hub, HELLO);
            hosts.pass(SECOND);
            assertThat(asked.echo()).contains(HELLO);
        }
        assertThat(hub.node().connected())
                .hasSize(3)
                .containsKey(others.getLast().id());
    }

    @Test
    void whatIsIdleIsClosedAndWhatDoesNotAnswerToo() {
        a.ask(b, HELLO);
        hosts.pass(SECOND);
        hosts.pass(Duration.ofMinutes(4));
        assertThat(a.host().channels()).isEmpty();
        assertThat(b.connected()).containsExactly("from " + a.id(), "no more " + a.id());

        a.ask(b, HELLO);
        hosts.pass(SECOND);
        a.host().channels().getFirst().pause();
        b.host().channels().getFirst().pause();
        hosts.pass(Duration.ofSeconds(90));
        assertThat(a.host().channels()).isEmpty();
    }

    @Test
    void aConnectionOnWhichTheOtherEndOpensStreamsIsNotIdle() {
        a.ask(b, HELLO);
        hosts.pass(SECOND);
        // Where streams come and go between two looks at the connection.
        for (int i = 0; i < 20; i++) {
            hosts.pass(Duration.ofSeconds(21));
            a.ask(b, HELLO);
            hosts.pass(SECOND);
        }
        assertThat(b.connected()).containsExactly("from " + a.id());
    }

    @Test
    void aNodeFindsOutWhetherItIsReached() {
        List<String> results = new ArrayList<>();
        a.node().probe(a.address(), problem -> results.add(problem.orElse("reached")));
        a.node().probe(b.address(), problem -> results.add(problem.orElse("reached")));
        a.node().probe(Multiaddr.tcp("10.9.9.9", 1), problem -> results.add(problem.orElse("reached")));
        hosts.pass(SECOND);
        assertThat(results).hasSize(3).anySatisfy(r -> assertThat(r).isEqualTo("reached"));
        assertThat(results).anySatisfy(r -> assertThat(r).contains("not " + a.id()));
        assertThat(results).anySatisfy(r -> assertThat(r).contains("refused"));
        assertThat(a.node().connected()).isEmpty();
    }

    @Test
    void aNodeThatStopsClosesAllAndOpensNothing() {
        a.ask(b, HELLO);
        hosts.pass(SECOND);
        a.node().stop();
        hosts.pass(SECOND);
        assertThat(a.host().channels()).isEmpty();
        assertThat(b.node().connected()).isEmpty();
        assertThat(a.ask(b, HELLO).failure()).isPresent();
        Echoes.Asked asked = b.ask(a, HELLO);
        hosts.pass(SECOND);
        assertThat(asked.failure()).isPresent();
    }

    @Test
    void aNodeThatStopsFailsWhatWaits() {
        Echoes.Asked dialling = a.ask(b, HELLO);
        Echoes.Asked behind = a.ask(b, HELLO);
        a.node().stop();
        assertThat(dialling.failure()).contains("this node stops");
        assertThat(behind.failure()).contains("this node stops");
        hosts.pass(SECOND);
        assertThat(a.host().channels()).isEmpty();
        assertThat(b.connected()).isEmpty();
    }

    @Test
    void whoSaysNothingKeepsNobodyOut() {
        IntStream.range(0, 200).forEach(i -> dial(b, bytes -> {}));
        Echoes.Asked asked = a.ask(b, HELLO);
        hosts.pass(SECOND);
        assertThat(asked.echo()).contains(HELLO);
    }

    @Test
    void whoFillsANodeWithBusyConnectionsDoesNotCutItOff() {
        var few = new SwarmLimits(4, 64, 4, 8, Duration.ofSeconds(10), Duration.ofMinutes(2), Duration.ofSeconds(30));
        var hub = new Echoes(hosts.host(), few);
        for (int i = 1; i <= 6; i++) {
            hold(new Echoes(hosts.host("20.1.1." + i)), hub);
        }
        assertThat(hub.node().connected()).hasSize(4);
        Echoes.Asked in = a.ask(hub, HELLO);
        hosts.pass(SECOND);
        assertThat(in.echo()).contains(HELLO);
        hold(new Echoes(hosts.host("20.1.1.7")), hub);
        Echoes.Asked out = hub.ask(b, HELLO);
        hosts.pass(SECOND);
        assertThat(out.echo()).contains(HELLO);
    }

    /** Opens a stream and leaves it open. */
    private void hold(Echoes from, Echoes to) {
        from.node().open(to.id(), List.of(to.address()), Echoes.PROTOCOL, new Swarm.Opening() {
            @Override
            public StreamReader opened(Swarm.PeerStream stream) {
                stream.write(HELLO);
                return new StreamReader() {
                    @Override
                    public void received(Bytes bytes) {}

                    @Override
                    public void finished() {}

                    @Override
                    public void closed(String reason) {}
                };
            }

            @Override
            public void failed(String reason) {}
        });
        hosts.pass(SECOND);
    }

    /** Connects by hand; {@code heard} is what comes. */
    private Channel dial(Echoes to, java.util.function.Consumer<Bytes> heard) {
        var opened = new ArrayList<Channel>();
        MemoryHost from = hosts.host();
        from.connect(
                new SocketPlace(to.host().place().host(), to.host().place().port()), new TransportHost.Connecting() {
                    @Override
                    public ChannelEvents connected(Channel channel) {
                        opened.add(channel);
                        return new ChannelEvents() {
                            @Override
                            public void received(Bytes bytes) {
                                heard.accept(bytes);
                            }

                            @Override
                            public void writable() {}

                            @Override
                            public void closed(String reason) {}
                        };
                    }

                    @Override
                    public void failed(String reason) {
                        throw new AssertionError(reason);
                    }
                });
        hosts.pass(Duration.ofMillis(5));
        return opened.getFirst();
    }
}
