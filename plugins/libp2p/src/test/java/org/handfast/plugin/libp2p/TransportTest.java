package org.handfast.plugin.libp2p;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import org.handfast.api.Bytes;
import org.handfast.api.Fault;
import org.handfast.api.Listener;
import org.handfast.api.Reach;
import org.handfast.api.Records;
import org.handfast.api.transport.MessageStream;
import org.handfast.api.transport.RunningTransport;
import org.handfast.api.transport.RunningTransport.Report;
import org.handfast.api.transport.SocketPlace;
import org.handfast.plugin.libp2p.multiaddr.Multiaddr;
import org.handfast.plugin.libp2p.peer.PeerId;
import org.handfast.plugin.libp2p.stream.StreamReader;
import org.handfast.plugin.libp2p.swarm.Node;
import org.handfast.plugin.libp2p.swarm.Swarm;
import org.handfast.plugin.libp2p.swarm.SwarmLimits;
import org.handfast.plugin.libp2p.world.Hosts;
import org.handfast.plugin.libp2p.world.MemoryHost;

class TransportTest {

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Bytes KEY = Bytes.utf8("/note/1");
    private static final Bytes HELLO = Bytes.utf8("hello");

    /** Whatever begins with "good". */
    private static final Records RULES = (key, value, now) -> {
        if (!key.startsWith(Bytes.utf8("/note/"))) {
            return Optional.empty();
        }
        if (!value.startsWith(Bytes.utf8("good"))) {
            throw Fault.peer("bad-note", "That is no note.");
        }
        return Optional.of(new Records.Keeping(now, now.plus(Duration.ofMinutes(5))));
    };

    private static final Listener.Stream NOTES =
            new Listener.Stream("notes", Libp2p.ID, "/notes/1.0.0", 1_000, Optional.of(RULES));

    private final Hosts hosts = new Hosts(3);
    private final Told here = new Told();
    private final Told there = new Told();

    private RunningTransport run(MemoryHost host) {
        RunningTransport running = host.run();
        running.serve(NOTES, there);
        return running;
    }

    private static String endpoint(RunningTransport of) {
        return of.reach().addresses().stream()
                .map(a -> a + "/p2p/" + of.reach().peer())
                .reduce((a, b) -> a + " " + b)
                .orElseThrow();
    }

    @Test
    void aStreamCarriesOneMessageEachWay() {
        RunningTransport one = run(hosts.host());
        RunningTransport two = run(hosts.host());
        one.open(NOTES, endpoint(two), here);
        hosts.pass(SECOND);
        MessageStream asking = here.streams().getFirst();
        asking.send(HELLO);
        asking.send(Bytes.utf8("a second one is dropped"));
        hosts.pass(SECOND);
        assertThat(there.lines()).containsExactly("opened", "received 5 bytes");
        List<String> sent = new ArrayList<>();
        there.streams().getFirst().send(Bytes.wrap(new byte[1_000]));
        there.streams().getFirst().whenSent(() -> sent.add("sent"));
        hosts.pass(SECOND);
        assertThat(sent).containsExactly("sent");
        assertThat(here.lines()).containsExactly("opened", "received 1000 bytes", "closed");
        assertThat(there.lines()).containsExactly("opened", "received 5 bytes", "closed");
        assertThat(asking.peer()).isNotEqualTo(there.streams().getFirst().peer());
    }

    @Test
    void anEmptyMessageIsOneToo() {
        RunningTransport one = run(hosts.host());
        RunningTransport two = run(hosts.host());
        one.open(NOTES, endpoint(two), here);
        hosts.pass(SECOND);
        here.streams().getFirst().send(Bytes.EMPTY);
        hosts.pass(SECOND);
        there.streams().getFirst().send(Bytes.EMPTY);
        hosts.pass(SECOND);
        assertThat(there.lines()).contains("received 0 bytes");
        assertThat(here.lines()).contains("received 0 bytes");
    }

    @Test
    void anEmptyAnswerThatIsTheLastIsHeardAndNoReset() {
        RunningTransport one = run(hosts.host());
        RunningTransport two = run(hosts.host());
        for (int i = 0; i < 3; i++) {
            one.open(NOTES, endpoint(two), here);
            hosts.pass(SECOND);
            here.streams().getLast().send(HELLO);
            hosts.pass(SECOND);
            there.streams().getLast().send(Bytes.EMPTY);
            there.streams().getLast().close();
            hosts.pass(SECOND);
        }
        assertThat(here.lines())
                .containsExactlyElementsOf(
                        Collections.nCopies(3, List.of("opened", "received 0 bytes", "closed")).stream()
                                .flatMap(List::stream)
                                .toList());
    }

    @Test
    void aMessageThatIsTooLongOrTooSlowIsAResetWithoutAByte() {
        RunningTransport one = run(hosts.host());
        RunningTransport two = run(hosts.host());
        one.open(NOTES, endpoint(two), here);
        hosts.pass(SECOND);
        here.streams().getFirst().send(Bytes.wrap(new byte[1_001]));
        hosts.pass(SECOND);
        assertThat(there.lines()).containsExactly("opened", "closed");
        assertThat(here.lines()).containsExactly("opened", "closed");

        one.open(NOTES, endpoint(two), here);
        hosts.pass(Duration.ofSeconds(29));
        assertThat(there.lines()).hasSize(3);
        hosts.pass(Duration.ofSeconds(3));
        assertThat(there.lines()).containsExactly("opened", "closed", "opened", "closed");
    }

    @Test
    void whoBeginsManyMessagesHoldsUpNobody() {
        RunningTransport hub = run(hosts.host());
        Bytes begun = Bytes.wrap(new byte[1_000]);
        Reach at = hub.reach();
        var rude = new Node(hosts.host("20.1.1.1"), SwarmLimits.STANDARD, List.of(), List::of);
        Multiaddr address = Multiaddr.parse(at.addresses().getFirst()).orElseThrow();
        for (int i = 0; i < 50; i++) {
            rude.open(PeerId.parse(at.peer()).orElseThrow(), List.of(address), NOTES.protocol(), new Swarm.Opening() {
                @Override
                public StreamReader opened(Swarm.PeerStream stream) {
                    stream.write(begun);
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
        }
        hosts.pass(SECOND);
        assertThat(there.lines()).filteredOn("closed"::equals).hasSize(42);
        run(hosts.host()).open(NOTES, endpoint(hub), here);
        hosts.pass(SECOND);
        here.streams().getFirst().send(HELLO);
        hosts.pass(SECOND);
        assertThat(there.lines()).contains("received 5 bytes");
    }

    @Test
    void whoeverClosesWithoutAnswerResets() {
        RunningTransport one = run(hosts.host());
        RunningTransport two = run(hosts.host());
        one.open(NOTES, endpoint(two), here);
        hosts.pass(SECOND);
        here.streams().getFirst().send(HELLO);
        hosts.pass(SECOND);
        there.streams().getFirst().close();
        hosts.pass(SECOND);
        assertThat(here.lines()).containsExactly("opened", "closed");
        assertThat(there.lines()).containsExactly("opened", "received 5 bytes", "closed");
    }

    @Test
    void anAnswerMayTakeAPersonsTime() {
        RunningTransport one = run(hosts.host());
        RunningTransport two = run(hosts.host());
        one.open(NOTES, endpoint(two), here);
        hosts.pass(SECOND);
        here.streams().getFirst().send(HELLO);
        hosts.pass(Duration.ofSeconds(55));
        there.streams().getFirst().send(HELLO);
        hosts.pass(SECOND);
        assertThat(here.lines()).contains("received 5 bytes");
    }

    @Test
    void endpointsAreReadAndRefusedBySentences() {
        RunningTransport one = run(hosts.host());
        one.open(NOTES, "/ip4/10.0.0.9/tcp/1", here);
        one.open(NOTES, "nonsense", here);
        one.open(NOTES, "/p2p/" + run(hosts.host()).reach().peer(), here);
        hosts.pass(SECOND);
        assertThat(here.lines()).hasSize(3).allSatisfy(line -> assertThat(line).startsWith("failed: "));
        assertThat(here.lines().get(0)).contains("is no multiaddr with a peer at its end");
        assertThat(here.lines().get(2)).contains("no address is known");
    }

    @Test
    void aProtocolIsServedForAsLongAsItIsThere() {
        RunningTransport one = run(hosts.host());
        RunningTransport two = run(hosts.host());
        two.stopServing(NOTES);
        one.open(NOTES, endpoint(two), here);
        hosts.pass(SECOND);
        assertThat(here.lines()).singleElement().asString().startsWith("failed: ");
    }

    @Test
    void recordsAreFoundThroughPeersAndWithdrawn() {
        MemoryHost first = hosts.host();
        RunningTransport middle = run(first);
        String bootstrap = endpoint(middle);
        List<RunningTransport> all = IntStream.range(0, 8)
                .mapToObj(i -> run(hosts.host().set("bootstrap", bootstrap)))
                .toList();
        hosts.pass(Duration.ofSeconds(10));
        all.getFirst().advertise(KEY, Bytes.utf8("good one"), first.now().plus(Duration.ofMinutes(5)));
        hosts.pass(Duration.ofSeconds(5));
        RunningTransport.Search search = all.getLast().seek(KEY, here);
        hosts.pass(Duration.ofSeconds(3));
        assertThat(here.lines()).contains("record good one").anySatisfy(l -> assertThat(l)
                .startsWith("searched: "));
        search.cancel();
        int heard = here.lines().size();
        hosts.pass(Duration.ofSeconds(30));
        assertThat(here.lines()).hasSize(heard);
    }

    @Test
    void whoIsNearIsFoundByMulticast() {
        RunningTransport one = run(hosts.host().set("mdns", "true"));
        RunningTransport two = run(hosts.host().set("mdns", "true"));
        hosts.pass(Duration.ofSeconds(3));
        one.seek(KEY, here);
        hosts.pass(Duration.ofSeconds(3));
        assertThat(here.lines()).contains("near " + endpoint(two));
        one.open(NOTES, "/p2p/" + two.reach().peer(), here);
        hosts.pass(SECOND);
        assertThat(here.lines()).contains("opened");
        assertThat(one.report())
                .extracting(Report::section)
                .contains("This node", "Addresses", "Connections", "DHT", "mDNS");
    }

    @Test
    void anAddressIsReachedOrNotAndSaidToBe() {
        RunningTransport one = run(hosts.host().set("announce", "/ip4/192.0.2.7/tcp/4001"));
        hosts.pass(Duration.ofSeconds(7));
        assertThat(one.reach().addresses()).containsExactly("/ip4/192.0.2.7/tcp/4001", "/ip4/10.0.0.1/tcp/4001");
        assertThat(one.report().stream()
                        .filter(r -> r.section().equals("Addresses"))
                        .toList())
                .containsExactly(
                        new Report(
                                "Addresses",
                                "/ip4/192.0.2.7/tcp/4001",
                                "everywhere, not reached from here: connection refused: nothing listens there"),
                        new Report("Addresses", "/ip4/10.0.0.1/tcp/4001", "local network, reached from here"));
    }

    @Test
    void itIsNewsThatAddressesAreOthers() {
        MemoryHost host = hosts.host();
        RunningTransport one = run(host);
        hosts.pass(Duration.ofMinutes(3));
        int before = host.changes();
        hosts.pass(Duration.ofMinutes(3));
        assertThat(host.changes()).isEqualTo(before);
        host.listens(new SocketPlace("10.7.7.7", 4_001));
        hosts.pass(Duration.ofMinutes(3));
        assertThat(host.changes()).isEqualTo(before + 1);
        assertThat(one.reach().addresses()).contains("/ip4/10.7.7.7/tcp/4001");
    }

    @Test
    void settingsThatCannotBeAreAllNamed() {
        MemoryHost host = hosts.host()
                .set("announce", "hub.example:4001")
                .set("bootstrap", "/ip4/192.0.2.7/tcp/4001")
                .set("dht-protocol", "kad");
        assertThatThrownBy(host::run)
                .isInstanceOfSatisfying(
                        Fault.class, f -> assertThat(f.category()).isEqualTo(Fault.Category.CONFIGURATION))
                .hasMessageContaining("libp2p.announce")
                .hasMessageContaining("libp2p.bootstrap")
                .hasMessageContaining("libp2p.dht-protocol");
    }

    @Test
    void aTransportThatStopsBreaksWhatIsOpen() {
        RunningTransport one = run(hosts.host());
        RunningTransport two = run(hosts.host());
        one.open(NOTES, endpoint(two), here);
        hosts.pass(SECOND);
        two.stop();
        hosts.pass(SECOND);
        assertThat(here.lines()).containsExactly("opened", "closed");
        assertThat(there.lines()).containsExactly("opened", "closed");
    }

    @Test
    void whatIsSentOnAStreamThatIsGoneIsNeverSaidToBeSent() {
        RunningTransport one = run(hosts.host());
        RunningTransport two = run(hosts.host());
        one.open(NOTES, endpoint(two), here);
        hosts.pass(SECOND);
        here.streams().getFirst().close();
        hosts.pass(SECOND);
        assertThat(there.lines()).containsExactly("opened", "closed");
        List<String> sent = new ArrayList<>();
        there.streams().getFirst().send(HELLO);
        there.streams().getFirst().whenSent(() -> sent.add("sent"));
        hosts.pass(SECOND);
        assertThat(sent).isEmpty();
    }
}
