package org.handfast.plugin.libp2p.kad;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;

import org.handfast.api.Bytes;
import org.handfast.api.Key;
import org.handfast.plugin.libp2p.multiaddr.IpGroup;
import org.handfast.plugin.libp2p.multiaddr.Multiaddr;
import org.handfast.plugin.libp2p.peer.PeerId;

final class RoutingTableTest {

    private static final KadId SELF = new KadId(Bytes.wrap(new byte[32]));

    private final Random random = new Random(3);
    private final RoutingTable table = new RoutingTable(SELF, GroupLimits.DEFAULT);

    /** A peer whose place begins with so many zero bits and a one. */
    private Contact peer(int shared, String ip) {
        var place = new byte[32];
        random.nextBytes(place);
        for (int bit = 0; bit <= shared; bit++) {
            int mask = 0x80 >> bit % 8;
            place[bit / 8] = (byte) (bit == shared ? place[bit / 8] | mask : place[bit / 8] & ~mask);
        }
        var key = new byte[32];
        random.nextBytes(key);
        Multiaddr address = Multiaddr.tcp(ip, 4001);
        return new Contact(
                PeerId.of(new Key(Key.Algorithm.ED25519, Bytes.wrap(key))),
                new KadId(Bytes.wrap(place)),
                List.of(address),
                IpGroup.of(address));
    }

    private static String ip(int group) {
        return "20." + group / 250 + "." + group % 250 + ".1";
    }

    @Test
    void aBucketIsFullWith20AndTheOneHeardOfLongestAgoIsKnown() {
        List<Contact> in = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            in.add(peer(0, ip(i)));
            assertThat(table.offer(in.get(i))).isEqualTo(RoutingTable.Offer.ENTERED);
        }
        Contact next = peer(0, ip(20));
        assertThat(table.offer(next)).isEqualTo(RoutingTable.Offer.FULL);
        table.seen(in.getFirst());
        assertThat(table.eldest(next.place())).contains(in.get(1));
        table.remove(in.get(1));
        assertThat(table.offer(next)).isEqualTo(RoutingTable.Offer.ENTERED);
        assertThat(table.offer(next)).isEqualTo(RoutingTable.Offer.STAYED);
        assertThat(table.size()).isEqualTo(20);
    }

    @Test
    void oneAddressCannotFillABucket() {
        for (int i = 0; i < 100; i++) {
            table.offer(peer(0, "20.1.1." + (1 + i)));
        }
        assertThat(table.size()).isEqualTo(2);
        assertThat(table.offer(peer(0, "20.1.2.1"))).isEqualTo(RoutingTable.Offer.ENTERED);
    }

    @Test
    void oneGroupOfAddressesCannotFillTheTable() {
        for (int i = 0; i < 500; i++) {
            table.offer(peer(i % 250, i % 2 == 0 ? "20.1.1.9" : "20.1.1.10"));
        }
        assertThat(table.size()).isEqualTo(10);
    }

    @Test
    void oneGroupOfIpv6AddressesCannotEither() {
        for (int i = 1; i < 100; i++) {
            table.offer(peer(0, "2001:db8:1:1::" + i));
        }
        assertThat(table.size()).isEqualTo(2);
    }

    @Test
    void localAddressesAreNotCounted() {
        for (int i = 0; i < 20; i++) {
            table.offer(peer(0, "127.0.0.1"));
            table.offer(peer(1, "192.168.1.7"));
        }
        assertThat(table.size()).isEqualTo(40);
    }

    @Test
    void aMemberThatMovesAmongManyOthersIsOut() {
        table.offer(peer(0, "20.1.1.1"));
        table.offer(peer(0, "20.1.1.2"));
        Contact mover = peer(0, "20.1.2.1");
        table.offer(mover);

        Multiaddr address = Multiaddr.tcp("20.1.1.3", 1);
        var moved = new Contact(mover.peer(), mover.place(), List.of(address), IpGroup.of(address));
        assertThat(table.offer(moved)).isEqualTo(RoutingTable.Offer.REFUSED);
        assertThat(table.find(mover.peer(), mover.place())).isEmpty();
    }

    @Test
    void namesTheClosestFirst() {
        for (int i = 0; i < 60; i++) {
            table.offer(peer(i % 10, ip(i)));
        }
        KadId target = peer(3, "20.9.9.9").place();
        List<Contact> closest = table.closest(target, 20);

        assertThat(closest).hasSize(20).isSortedAccordingTo((a, b) -> target.closest()
                .compare(a.place(), b.place()));
        assertThat(table.all().filter(c -> !closest.contains(c)))
                .allMatch(c ->
                        target.closest().compare(c.place(), closest.getLast().place()) > 0);
    }

    @Test
    void thisNodeIsNotInIt() {
        Contact other = peer(0, "20.1.1.1");
        var self = new Contact(other.peer(), SELF, other.addresses(), other.group());

        assertThat(table.offer(self)).isEqualTo(RoutingTable.Offer.REFUSED);
        assertThat(SELF.shared(SELF)).isEqualTo(256);
        assertThat(table.deepest()).isEqualTo(-1);
    }
}
