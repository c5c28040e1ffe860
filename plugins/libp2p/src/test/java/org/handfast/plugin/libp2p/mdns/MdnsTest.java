package org.handfast.plugin.libp2p.mdns;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;

import org.handfast.api.Bytes;
import org.handfast.api.Key;
import org.handfast.api.transport.MulticastGroup;
import org.handfast.api.transport.SocketPlace;
import org.handfast.plugin.libp2p.multiaddr.Multiaddr;
import org.handfast.plugin.libp2p.peer.PeerId;

class MdnsTest {

    /** As the npm packages @libp2p/mdns 12.0.32 and multicast-dns 7.2.5 write it. */
    static final Bytes JS_ANSWER = Bytes.hex(
            "000084000000000300000000045f703270045f756470056c6f63616c00000c00010000007800513f6162636465666768696a6b6c6d6e6f70"
                    + "7172737475767778797a303132333435363738396162636465666768696a6b6c6d6e6f707172737475767778797a30045f703270045f75"
                    + "6470056c6f63616c003f6162636465666768696a6b6c6d6e6f707172737475767778797a3031323334353637383961626364656667"
                    + "68696a6b6c6d6e6f707172737475767778797a30045f703270045f756470056c6f63616c000010000100000078005a59646e736164"
                    + "64723d2f6970342f3132372e302e302e312f7463702f33343630322f7032702f313244334b6f6f57524e7746706d4e317470736b42"
                    + "68367548577051325754417232566e77746a45534a4735656b6d58794757393f6162636465666768696a6b6c6d6e6f707172737475"
                    + "767778797a303132333435363738396162636465666768696a6b6c6d6e6f707172737475767778797a30045f703270045f75647005"
                    + "6c6f63616c000010000100000078005c5b646e73616464723d2f6970342f3139322e3136382e312e372f7463702f33343630322f70"
                    + "32702f313244334b6f6f57524e7746706d4e317470736b4268367548577051325754417232566e77746a45534a4735656b6d587947"
                    + "5739");

    private static final PeerId PEER =
            PeerId.parse("12D3KooWRNwFpmN1tpskBh6uHWpQ2WTAr2VnwtjESJG5ekmXyGW9").orElseThrow();
    private static final MulticastGroup IP4 = Mdns.GROUPS.getFirst();
    private static final MulticastGroup IP6 = Mdns.GROUPS.getLast();
    private static final SocketPlace FROM = new SocketPlace("192.168.1.7", 5353);
    private static final Bytes QUERY = DnsWriter.write(DnsMessage.query(Announcement.SERVICE));

    private record Sent(MulticastGroup group, Bytes datagram) {
        boolean isQuery() {
            return datagram.equals(QUERY);
        }
    }

    private record Near(PeerId peer, List<Multiaddr> addresses) {}

    private final NearSwarm swarm = new NearSwarm(6);
    private final List<Sent> sent = new ArrayList<>();
    private final List<Near> near = new ArrayList<>();
    private final Mdns mdns = new Mdns(
            swarm,
            (group, datagram) -> sent.add(new Sent(group, datagram)),
            "192.168.1.2"::equals,
            (peer, addresses) -> near.add(new Near(peer, addresses)));

    @Test
    void asksEachGroupAtOnceThenLessAndLess() {
        mdns.start();
        assertThat(sent).containsExactly(new Sent(IP4, QUERY), new Sent(IP6, QUERY));
        assertThat(queriesWithin(Duration.ofSeconds(10))).isEqualTo(1);
        assertThat(queriesWithin(Duration.ofSeconds(20))).isEqualTo(1);
        assertThat(queriesWithin(Duration.ofSeconds(40))).isEqualTo(1);
        assertThat(queriesWithin(Duration.ofMinutes(10))).isEqualTo(10);
    }

    @Test
    void whoIsFarAwayIsNotHeard() {
        listen("/ip4/192.168.1.2/tcp/4001");
        mdns.datagram(IP4, new SocketPlace("20.1.1.1", 5353), JS_ANSWER);
        mdns.datagram(IP6, new SocketPlace("2001:db8::1", 5353), JS_ANSWER);
        mdns.datagram(IP4, new SocketPlace("20.1.1.1", 5353), QUERY);
        assertThat(near).isEmpty();
        assertThat(sent).isEmpty();
        assertThat(mdns.heard().passedOver()).isEqualTo(3);
    }

    @Test
    void asksOftenWhileSomebodyIsLookedFor() {
        mdns.start();
        pass(Duration.ofMinutes(10));
        mdns.seeking(true);
        assertThat(queriesWithin(Duration.ofSeconds(31))).isEqualTo(4);
        mdns.seeking(true);
        assertThat(queriesWithin(Duration.ofSeconds(30))).isEqualTo(3);
        mdns.seeking(false);
        assertThat(queriesWithin(Duration.ofMinutes(3))).isEqualTo(3);
    }

    @Test
    void doesNotAskMoreThanOnceASecondHoweverOftenItIsTold() {
        mdns.start();
        for (int i = 0; i < 100; i++) {
            mdns.seeking(true);
            mdns.seeking(false);
        }
        assertThat(queriesWithin(Duration.ofSeconds(9))).isEqualTo(1);
    }

    @Test
    void answersWithPointerAloneAndAddressesBehindIt() {
        listen(
                "/ip4/127.0.0.1/tcp/4001",
                "/ip4/192.168.1.2/tcp/4001",
                "/ip4/8.8.8.8/tcp/4001",
                "/dns/example.org/tcp/4001");
        mdns.datagram(IP4, FROM, QUERY);
        assertThat(sent).hasSize(1);
        assertThat(sent.getFirst().group()).isEqualTo(IP4);
        DnsMessage answer = DnsReader.read(sent.getFirst().datagram());
        assertThat(answer.response()).isTrue();
        assertThat(answer.questions()).isEmpty();
        var pointer = (DnsMessage.Pointer) answer.answers().getFirst();
        assertThat(answer.answers()).hasSize(1);
        assertThat(pointer.owner()).hasToString("_p2p._udp.local");
        assertThat(pointer.target().toString()).matches("[a-z0-9]{32}\\._p2p\\._udp\\.local");
        assertThat(answer.additionals())
                .containsExactly(new DnsMessage.Texts(
                        pointer.target(),
                        120,
                        List.of(
                                Bytes.utf8("dnsaddr=/ip4/192.168.1.2/tcp/4001/p2p/" + swarm.self()),
                                Bytes.utf8("dnsaddr=/ip4/127.0.0.1/tcp/4001/p2p/" + swarm.self()))));
    }

    @Test
    void saysNothingWithoutAnAddressNearby() {
        listen("/ip4/8.8.8.8/tcp/4001");
        mdns.datagram(IP4, FROM, QUERY);
        assertThat(sent).isEmpty();
    }

    @Test
    void keepsAnswerWithinOneFrame() {
        for (int port = 1; port <= 100; port++) {
            listen("/ip6/fd00:1111:2222:3333:4444:5555:6666:7777/tcp/" + (10_000 + port));
        }
        mdns.datagram(IP6, FROM, QUERY);
        assertThat(sent.getFirst().datagram().size()).isBetween(1_000, 1_300);
    }

    @Test
    void answersAGroupOnceASecondAndForgetsNobody() {
        listen("/ip4/192.168.1.2/tcp/4001");
        for (int i = 0; i < 50; i++) {
            mdns.datagram(IP4, FROM, QUERY);
        }
        mdns.datagram(IP6, FROM, QUERY);
        assertThat(sent).extracting(Sent::group).containsExactly(IP4, IP6);
        pass(Duration.ofMillis(999));
        assertThat(sent).hasSize(2);
        pass(Duration.ofMillis(1));
        assertThat(sent).extracting(Sent::group).containsExactly(IP4, IP6, IP4);
        pass(Duration.ofMinutes(1));
        assertThat(sent).hasSize(3);
    }

    @Test
    void doesNotAnswerQuestionsForOthers() {
        listen("/ip4/192.168.1.2/tcp/4001");
        mdns.datagram(IP4, FROM, DnsWriter.write(DnsMessage.query(DnsName.of("_ipp._tcp.local"))));
        mdns.datagram(IP4, FROM, DnsWriter.write(DnsMessage.query(DnsName.of("_p2p-other._udp.local"))));
        assertThat(sent).isEmpty();
    }

    @Test
    void hearsJs() {
        mdns.datagram(IP4, FROM, JS_ANSWER);
        assertThat(near).containsExactly(new Near(PEER, List.of(at("/ip4/192.168.1.7/tcp/34602"))));
        assertThat(mdns.neighbours()).containsOnlyKeys(PEER);
        assertThat(swarm.book().addresses(PEER, swarm.now())).hasSize(1);
    }

    @Test
    void addressesOfOneMachineCountFromThisOneAlone() {
        var here = List.of(at("/ip4/192.168.1.7/tcp/34602"), at("/ip4/127.0.0.1/tcp/34602"));
        for (String own : List.of("192.168.1.2", "127.0.0.1")) {
            mdns.datagram(IP4, new SocketPlace(own, 5353), JS_ANSWER);
            assertThat(near).containsExactly(new Near(PEER, here));
        }
        hear("a", 120, "/ip4/127.0.0.1/tcp/22/p2p/" + peer(1), "/ip6/::1/tcp/22/p2p/" + peer(1));
        assertThat(near).hasSize(1);
    }

    @Test
    void tellsOfSomebodyOnceUntilTimeHasRunOut() {
        mdns.datagram(IP4, FROM, JS_ANSWER);
        pass(Duration.ofSeconds(100));
        mdns.datagram(IP4, FROM, JS_ANSWER);
        pass(Duration.ofSeconds(119));
        assertThat(near).hasSize(1);
        assertThat(mdns.neighbours()).hasSize(1);
        pass(Duration.ofSeconds(1));
        assertThat(mdns.neighbours()).isEmpty();
        mdns.datagram(IP4, FROM, JS_ANSWER);
        assertThat(near).hasSize(2);
    }

    @Test
    void tellsOfSomebodyWhoMoves() {
        hear("a", 120, "/ip4/192.168.1.7/tcp/1/p2p/" + PEER);
        hear("a", 120, "/ip4/192.168.1.8/tcp/1/p2p/" + PEER);
        hear("a", 120, "/ip4/192.168.1.8/tcp/1/p2p/" + PEER);
        assertThat(near).hasSize(2);
        assertThat(mdns.neighbours()).containsEntry(PEER, List.of(at("/ip4/192.168.1.8/tcp/1")));
    }

    @Test
    void forgetsWhoTakesItBack() {
        hear("a", 120, "/ip4/192.168.1.7/tcp/1/p2p/" + PEER);
        hear("a", 0, "/ip4/192.168.1.7/tcp/1/p2p/" + PEER);
        assertThat(mdns.neighbours()).isEmpty();
    }

    @Test
    void hearsTwoNodesEachOther() {
        var other = new NearSwarm(7);
        other.addresses.add(at("/ip4/192.168.1.9/tcp/4001"));
        Mdns neighbour =
                new Mdns(other, (group, datagram) -> mdns.datagram(group, FROM, datagram), own -> false, (p, a) -> {});
        neighbour.datagram(IP4, FROM, QUERY);
        assertThat(near).containsExactly(new Near(other.self(), List.of(at("/ip4/192.168.1.9/tcp/4001"))));
    }

    @Test
    void doesNotHearItself() {
        listen("/ip4/192.168.1.2/tcp/4001");
        mdns.datagram(IP4, FROM, QUERY);
        mdns.datagram(IP4, FROM, sent.getFirst().datagram());
        hear("somebody-else", 120, "/ip4/192.168.1.7/tcp/1/p2p/" + swarm.self());
        assertThat(near).isEmpty();
        assertThat(mdns.heard().answers()).isZero();
    }

    @Test
    void refusesAnswerThatTellsOfSeveralPeersUnderOneName() {
        hear("a", 120, "/ip4/192.168.1.7/tcp/1/p2p/" + PEER, "/ip4/192.168.1.7/tcp/1/p2p/" + peer(1));
        assertThat(near).isEmpty();
    }

    @Test
    void passesOverAddressesThatAreFarOrNoneOrNobodys() {
        hear(
                "a",
                120,
                "/ip4/8.8.8.8/tcp/1/p2p/" + PEER,
                "/dns4/example.org/tcp/1/p2p/" + PEER,
                "/ip4/192.168.1.7/udp/1/p2p/" + PEER,
                "/ip4/192.168.1.7/tcp/0/p2p/" + PEER,
                "/ip4/192.168.1.7/tcp/9",
                "nonsense",
                "/ip4/192.168.1.7/tcp/2/p2p/" + PEER);
        assertThat(near).containsExactly(new Near(PEER, List.of(at("/ip4/192.168.1.7/tcp/2"))));
    }

    @Test
    void keepsFewAddressesOfAPeer() {
        var many = new String[90];
        for (int i = 0; i < many.length; i++) {
            many[i] = "/ip4/10.0.0." + i + "/tcp/1/p2p/" + PEER;
        }
        hear("a", 120, many);
        assertThat(near.getFirst().addresses()).hasSize(16);
    }

    @Test
    void readsFewStringsOfAPeer() {
        var many = new String[33];
        Arrays.fill(many, "nonsense");
        many[32] = "/ip4/192.168.1.7/tcp/1/p2p/" + PEER;
        hear("a", 120, many);
        assertThat(near).isEmpty();
        many[31] = many[32];
        hear("a", 120, many);
        assertThat(near).hasSize(1);
    }

    @Test
    void passesOverAnswersOfOtherServices() {
        var printer = DnsName.of("_ipp._tcp.local");
        var strings = List.of(Bytes.utf8("dnsaddr=/ip4/192.168.1.7/tcp/2/p2p/" + PEER));
        mdns.datagram(IP4, FROM, answer(printer, printer.below("a"), printer.below("a"), strings));
        mdns.datagram(
                IP4, FROM, answer(Announcement.SERVICE, Announcement.SERVICE.below("a"), printer.below("a"), strings));
        assertThat(near).isEmpty();
    }

    @Test
    void passesOverLargeAndRandomDatagrams() {
        var random = new Random(6);
        mdns.datagram(IP4, FROM, Bytes.wrap(new byte[65_536]));
        for (int i = 0; i < 1_000; i++) {
            var bytes = new byte[random.nextInt(9_000)];
            random.nextBytes(bytes);
            mdns.datagram(IP4, FROM, Bytes.wrap(bytes));
            pass(Duration.ofMillis(100));
        }
        assertThat(near).isEmpty();
        assertThat(mdns.heard().passedOver()).isGreaterThan(900);
    }

    @Test
    void learnsSoMuchInASecondAndNoMore() {
        for (int i = 0; i < 1_000; i++) {
            mdns.datagram(IP4, new SocketPlace("192.168.1." + i % 4, 5353), flood(i));
        }
        assertThat(near).hasSize(32);
        pass(Duration.ofSeconds(1));
        mdns.datagram(IP4, FROM, JS_ANSWER);
        assertThat(near.getLast().peer()).isEqualTo(PEER);
    }

    @Test
    void whoFloodsLeavesRoomForOthers() {
        for (int i = 0; i < 1_000; i++) {
            mdns.datagram(IP4, new SocketPlace("192.168.1.66", 5353), flood(i));
        }
        assertThat(near).hasSize(16);
        mdns.datagram(IP4, FROM, JS_ANSWER);
        assertThat(near.getLast().peer()).isEqualTo(PEER);
    }

    @Test
    void remembersSoManyAndNoMore() {
        for (int i = 0; i < 1_000; i++) {
            mdns.datagram(IP4, FROM, flood(i));
            pass(Duration.ofMillis(100));
        }
        assertThat(near).hasSize(1_000);
        assertThat(mdns.neighbours()).hasSize(256);
    }

    @Test
    void isSilentOnceStopped() {
        listen("/ip4/192.168.1.2/tcp/4001");
        mdns.start();
        mdns.datagram(IP4, FROM, QUERY);
        mdns.datagram(IP4, FROM, QUERY);
        sent.clear();
        mdns.stop();
        pass(Duration.ofHours(1));
        assertThat(sent).isEmpty();
        assertThat(swarm.clock.waiting()).isZero();
    }

    private long queriesWithin(Duration time) {
        sent.clear();
        pass(time);
        return sent.stream().filter(s -> s.isQuery() && s.group().equals(IP4)).count();
    }

    private void pass(Duration time) {
        swarm.clock.advance(time, () -> {});
    }

    private void listen(String... addresses) {
        for (String address : addresses) {
            swarm.addresses.add(at(address));
        }
    }

    private void hear(String label, long ttl, String... addresses) {
        DnsName name = Announcement.SERVICE.below(label);
        List<Bytes> strings = new ArrayList<>();
        for (String address : addresses) {
            strings.add(Bytes.utf8("dnsaddr=" + address));
        }
        mdns.datagram(
                IP4,
                FROM,
                DnsWriter.write(new DnsMessage(
                        true,
                        List.of(),
                        List.of(
                                new DnsMessage.Pointer(Announcement.SERVICE, ttl, name),
                                new DnsMessage.Texts(name, ttl, strings)),
                        List.of())));
    }

    private static Bytes answer(DnsName owner, DnsName target, DnsName texts, List<Bytes> strings) {
        return DnsWriter.write(new DnsMessage(
                true,
                List.of(),
                List.of(new DnsMessage.Pointer(owner, 120, target)),
                List.of(new DnsMessage.Texts(texts, 120, strings))));
    }

    private static Bytes flood(int i) {
        DnsName name = Announcement.SERVICE.below("n" + i);
        return answer(
                Announcement.SERVICE, name, name, List.of(Bytes.utf8("dnsaddr=/ip4/10.0.0.1/tcp/1/p2p/" + peer(i))));
    }

    private static PeerId peer(int i) {
        return PeerId.of(new Key(
                Key.Algorithm.ED25519,
                Bytes.wrap(ByteBuffer.allocate(32).putInt(i).array())));
    }

    private static Multiaddr at(String text) {
        return Multiaddr.parse(text).orElseThrow();
    }
}
