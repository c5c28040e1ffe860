package org.handfast.plugin.libp2p.kad;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.handfast.api.Bytes;
import org.handfast.api.transport.RunningTransport;
import org.handfast.plugin.libp2p.fake.FakeNetwork;
import org.handfast.plugin.libp2p.multiaddr.Multiaddr;

final class KadTest {

    private static final Bytes KEY = NoteRecords.key("one");

    private final FakeNetwork network = new FakeNetwork(7, Duration.ofMillis(20));
    private final List<KadNode> nodes = new ArrayList<>();
    private final List<Bytes> found = new ArrayList<>();
    private final List<String> searched = new ArrayList<>();

    private KadNode join(boolean server) {
        Multiaddr[] bootstrap = nodes.isEmpty()
                ? new Multiaddr[0]
                : new Multiaddr[] {nodes.getFirst().swarm.place()};
        var node = new KadNode(
                network.join("127.0." + nodes.size() / 200 + "." + (1 + nodes.size() % 200)),
                server,
                GroupLimits.DEFAULT,
                bootstrap);
        nodes.add(node);
        return node.start();
    }

    private void servers(int count) {
        for (int i = 0; i < count; i++) {
            join(true);
            pass(200);
        }
        pass(15_000);
    }

    private void pass(long millis) {
        network.time().pass(Duration.ofMillis(millis));
    }

    private Instant now() {
        return network.time().now();
    }

    private Bytes put(KadNode node, String text) {
        Bytes value = NoteRecords.value(now(), text);
        node.kad.put(KEY, value, now().plus(NoteRecords.LASTS));
        return value;
    }

    private RunningTransport.Search get(KadNode node) {
        return node.kad.get(KEY, found::add, searched::add);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 20, 100})
    void findsWhatAnotherPutWithinTwoSeconds(int count) {
        servers(count);
        Bytes value = put(nodes.get(count / 2), "hello");
        pass(2_000);

        RunningTransport.Search search = get(nodes.getLast());

        assertThat(network.time().passUntil(() -> !found.isEmpty(), Duration.ofSeconds(2)))
                .isTrue();
        pass(5_000);
        search.cancel();
        assertThat(found).containsExactly(value);
        assertThat(searched).hasSize(1);
    }

    @Test
    void aClientPutsAndAnotherFindsThoughNobodyKnowsThem() {
        servers(20);
        KadNode one = join(false);
        KadNode other = join(false);
        Bytes value = put(one, "hello");
        get(other);

        assertThat(network.time().passUntil(() -> found.contains(value), Duration.ofSeconds(3)))
                .isTrue();
        assertThat(nodes.getFirst().kad.report())
                .noneMatch(line -> line.name().equals(one.swarm.self().toString()));
    }

    @Test
    void findsWhatIsPutAfterTheSearchBegan() {
        servers(20);
        get(nodes.get(3));
        pass(5_000);
        assertThat(searched).hasSize(1);

        Bytes value = put(nodes.get(11), "late");

        assertThat(network.time().passUntil(() -> found.contains(value), Duration.ofSeconds(12)))
                .isTrue();
    }

    @Test
    void keepsTheNewest() {
        servers(20);
        Bytes old = NoteRecords.value(now().minusSeconds(60), "old");
        Bytes newer = put(nodes.get(2), "new");
        pass(3_000);
        nodes.get(5).kad.put(KEY, old, now().plusSeconds(300));
        pass(3_000);

        RunningTransport.Search search = get(nodes.get(9));
        pass(3_000);
        search.cancel();

        assertThat(found).contains(newer);
        assertThat(found.getFirst()).isEqualTo(newer);
    }

    @Test
    void nothingIsFoundOnceItIsOver() {
        servers(10);
        put(nodes.get(2), "short");
        pass(NoteRecords.LASTS.toMillis() + 1_000);

        get(nodes.get(7));
        pass(20_000);

        assertThat(found).isEmpty();
    }

    @Test
    void whoeverComesLaterIsGivenTheRecordsAgain() {
        servers(5);
        Bytes value = put(nodes.get(1), "again");
        pass(2_000);
        KadNode late = join(true);
        pass(30_000);
        for (KadNode node : nodes) {
            if (node != late) {
                node.swarm.die();
            }
        }

        get(late);

        assertThat(found).containsExactly(value);
    }

    @Test
    void outlivesThatMostLeave() {
        servers(60);
        Bytes value = put(nodes.get(10), "still here");
        pass(3_000);
        for (int i = 1; i < 40; i++) {
            nodes.get(i).swarm.die();
        }

        get(nodes.get(50));

        assertThat(network.time().passUntil(() -> found.contains(value), Duration.ofSeconds(15)))
                .isTrue();
        assertThat(found).containsExactly(value);
    }

    @Test
    void forgetsWhoLeft() {
        servers(10);
        KadNode first = nodes.getFirst();
        assertThat(first.kad.size()).isEqualTo(9);
        nodes.get(4).swarm.die();

        pass(Duration.ofMinutes(6).toMillis());

        assertThat(first.kad.size()).isEqualTo(8);
    }

    @Test
    void isWithdrawnByWhoPutIt() {
        KadNode alone = join(true);
        put(alone, "mine");
        alone.kad.withdraw(KEY);

        get(alone);
        pass(1_000);

        assertThat(found).isEmpty();
        assertThat(searched).hasSize(1);
    }

    @Test
    void startsWhenItsOnlyBootstrapPeerComesLate() {
        var late = network.join("127.0.1.1");
        var early = new KadNode(network.join("127.0.1.2"), true, GroupLimits.DEFAULT, late.place()).start();
        pass(25_000);
        assertThat(early.kad.size()).isZero();
        early.swarm.disconnect(late);

        var server = new KadNode(late, true, GroupLimits.DEFAULT).start();
        pass(25_000);

        assertThat(early.kad.size()).isEqualTo(1);
        assertThat(server.kad.size()).isEqualTo(1);
    }

    @Test
    void noStreamIsLeftOpen() {
        servers(10);
        put(nodes.get(1), "x");
        get(nodes.get(2)).cancel();
        pass(60_000);

        assertThat(nodes).allMatch(node -> node.swarm.streams() == 0);
        assertThat(nodes).allMatch(node -> node.swarm.faults().isEmpty());
    }

    @Test
    void saysWhoIsThere() {
        servers(3);

        assertThat(nodes.getFirst().kad.report())
                .extracting(RunningTransport.Report::name)
                .contains(
                        nodes.get(1).swarm.self().toString(),
                        nodes.get(2).swarm.self().toString());
    }
}
