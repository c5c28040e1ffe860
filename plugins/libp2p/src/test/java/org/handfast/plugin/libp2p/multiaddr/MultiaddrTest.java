package org.handfast.plugin.libp2p.multiaddr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.handfast.api.Bytes;
import org.handfast.api.Fault;
import org.handfast.api.transport.SocketPlace;
import org.handfast.plugin.libp2p.peer.PeerId;

class MultiaddrTest {

    private static final String ID = "12D3KooWRNwFpmN1tpskBh6uHWpQ2WTAr2VnwtjESJG5ekmXyGW9";
    private static final PeerId PEER = PeerId.parse(ID).orElseThrow();

    private static Multiaddr address(String text) {
        return Multiaddr.parse(text).orElseThrow();
    }

    @ParameterizedTest
    @CsvSource({
        "/ip4/127.0.0.1/tcp/34602, 047f00000106872a",
        "/ip6/::1/tcp/1, 29000000000000000000000000000000010600" + "01",
        "/ip4/1.2.3.4/udp/1/quic-v1, 0401020304910200" + "01cd03",
        "/dns/a.b/tcp/443/wss, 3503612e620601bbde03",
        "/dns4/a/tcp/80/ws, 3601610600" + "50dd03",
        "/dns6/a, 370161",
        "/dnsaddr/bootstrap.libp2p.io, 3813626f6f7473747261702e6c69627032702e696f",
        "/ip6zone/eth0/ip6/fe80::1, 2a0465746830" + "29fe800000000000000000000000000001",
        "/p2p-circuit, a202",
    })
    void hasOneFormInBytesAndOneInText(String text, String hex) {
        assertThat(address(text).bytes().hex()).isEqualTo(hex);
        assertThat(Multiaddr.decode(Bytes.hex(hex))).isEqualTo(address(text)).hasToString(text);
    }

    @Test
    void carriesPeers() {
        Multiaddr plain = address("/ip4/127.0.0.1/tcp/1");
        Multiaddr full = plain.withPeer(PEER);
        assertThat(full).hasToString("/ip4/127.0.0.1/tcp/1/p2p/" + ID).isEqualTo(address(full.toString()));
        assertThat(full.bytes().hex()).startsWith("047f000001060001" + "a503" + "26" + "0024");
        assertThat(Multiaddr.decode(full.bytes())).isEqualTo(full).hasSameHashCodeAs(full);
        assertThat(full.peer()).contains(PEER);
        assertThat(full.withPeer(PEER)).isEqualTo(full);
        assertThat(full.withoutPeer()).isEqualTo(plain);
        assertThat(plain.withoutPeer()).isSameAs(plain);
        assertThat(plain.peer()).isEmpty();
        assertThat(address("/ipfs/" + ID)).hasToString("/p2p/" + ID);
        assertThat(address("/p2p/" + ID).withoutPeer().bytes()).isEqualTo(Bytes.EMPTY);
        assertThat(address("/p2p/" + ID + "/p2p-circuit").peer()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "0:0:0:0:0:0:0:0, ::",
        "0:0:0:0:0:0:0:1, ::1",
        "1:0:0:0:0:0:0:0, 1::",
        "2001:DB8:0:0:1:0:0:1, 2001:db8::1:0:0:1",
        "2001:db8:0:1:1:1:1:1, 2001:db8:0:1:1:1:1:1",
        "2001:0db8::0001, 2001:db8::1",
        "1:0:0:2:0:0:0:3, 1:0:0:2::3",
        "::ffff:192.0.2.1, ::ffff:192.0.2.1",
        "::ffff:c000:201, ::ffff:192.0.2.1",
        "64:ff9b::192.0.2.33, 64:ff9b::c000:221",
        "1:2:3:4:5:6:1.2.3.4, 1:2:3:4:5:6:102:304",
        "1:2:3:4:5:6:7::, 1:2:3:4:5:6:7:0",
    })
    void writesIp6AsRfc5952Recommends(String read, String written) {
        assertThat(address("/ip6/" + read)).hasToString("/ip6/" + written);
        assertThat(address("/ip6/" + written)).isEqualTo(address("/ip6/" + read));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "ip4/1.2.3.4",
                "//",
                "/ip4",
                "/ip4/",
                "/ip4/1.2.3",
                "/ip4/1.2.3.4.5",
                "/ip4/256.1.1.1",
                "/ip4/01.2.3.4",
                "/ip4/1.2.3.4/",
                "/ip4/1.2.3.4/tcp",
                "/ip4/1.2.3.4/tcp/",
                "/ip4/1.2.3.4/tcp/65536",
                "/ip4/1.2.3.4/tcp/01",
                "/ip4/1.2.3.4/tcp/-1",
                "/ip4/١.2.3.4",
                "/ip6/",
                "/ip6/:",
                "/ip6/:::",
                "/ip6/1::2::3",
                "/ip6/1:2:3:4:5:6:7",
                "/ip6/1:2:3:4:5:6:7:8:9",
                "/ip6/1:2:3:4:5:6:7:8::",
                "/ip6/::1:2:3:4:5:6:7:8",
                "/ip6/12345::",
                "/ip6/g::",
                "/ip6/:1::",
                "/ip6/1.2.3.4::",
                "/ip6/::1.2.3",
                "/ip6/fe80::1%eth0",
                "/dns/",
                "/dns/-a",
                "/dns/a b",
                "/dns/a\u0000",
                "/p2p/",
                "/p2p/12D3",
                "/p2p/" + ID + "1",
                "/onion3/abc",
                "/quic-v1/1",
                "/p2p-circuit/"
            })
    void refusesTextThatIsNoAddress(String text) {
        assertThat(Multiaddr.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "04",
                "047f0000",
                "047f00000106",
                "047f0000010687",
                "8400",
                "847f000001",
                "35",
                "3500",
                "3502" + "61",
                "350120",
                "35ffffffffffffffff7f61",
                "3581" + "0061",
                "a50300",
                "a503020024",
                "91",
                "7f",
                "cc0301",
                "35022f61",
                "3501c3"
            })
    void refusesBytesThatAreNoAddress(String hex) {
        assertThatThrownBy(() -> Multiaddr.decode(Bytes.hex(hex)))
                .isInstanceOfSatisfying(
                        Fault.class, f -> assertThat(f.category()).isEqualTo(Fault.Category.PEER_FAULT));
    }

    @Test
    void takesAnyBytesAsAnAddressOrAPeersFault() {
        var random = new Random(6);
        int[] begins = {4, 6, 41, 42, 53, 54, 55, 56};
        for (int i = 0; i < 10_000; i++) {
            var bytes = new byte[1 + random.nextInt(20)];
            random.nextBytes(bytes);
            bytes[0] = (byte) begins[i % begins.length];
            try {
                Multiaddr read = Multiaddr.decode(Bytes.wrap(bytes));
                assertThat(read.bytes()).isEqualTo(Bytes.wrap(bytes));
                assertThat(Multiaddr.parse(read.toString())).contains(read);
            } catch (Fault refused) {
                assertThat(refused.category()).isEqualTo(Fault.Category.PEER_FAULT);
            }
        }
    }

    @Test
    void hasAtMost512Bytes() {
        String longest = "/dns/" + "a".repeat(252) + "/dns/" + "a".repeat(253);
        assertThat(address(longest).bytes().size()).isEqualTo(511);
        assertThat(Multiaddr.parse(longest + "/ws")).isEmpty();
        assertThatThrownBy(() -> Multiaddr.decode(Bytes.join(address(longest).bytes(), Bytes.hex("dd03"))))
                .isInstanceOf(Fault.class);
        assertThatThrownBy(() -> address(longest).withPeer(PEER)).isInstanceOf(Fault.class);
        assertThat(Multiaddr.parse("/ws".repeat(1_000))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "/ip4/192.0.2.1/tcp/4001, 192.0.2.1, 4001",
        "/ip4/192.0.2.1/tcp/4001/p2p/" + ID + ", 192.0.2.1, 4001",
        "/ip6/2001:db8::1/tcp/1, 2001:db8::1, 1",
        "/dns/example.org/tcp/65535, example.org, 65535",
        "/dns4/example.org/tcp/1, example.org, 1",
        "/dns6/example.org/tcp/1, example.org, 1",
    })
    void saysWhereToConnect(String text, String host, int port) {
        assertThat(address(text).tcp()).contains(new SocketPlace(host, port));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/ip4/1.2.3.4",
                "/ip4/1.2.3.4/tcp/0",
                "/ip4/0.0.0.0/tcp/1",
                "/ip6/::/tcp/1",
                "/ip4/1.2.3.4/udp/1",
                "/ip4/1.2.3.4/tcp/1/ws",
                "/dnsaddr/a/tcp/1",
                "/p2p/" + ID,
                "/tcp/1",
                "/ip4/1.2.3.4/tcp/1/p2p/" + ID + "/p2p-circuit"
            })
    void saysNowhereIfItIsNotPlainTcp(String text) {
        assertThat(address(text).tcp()).isEmpty();
    }

    @Test
    void isMadeOfAHostAndAPort() {
        assertThat(Multiaddr.tcp("192.0.2.1", 1)).hasToString("/ip4/192.0.2.1/tcp/1");
        assertThat(Multiaddr.tcp("2001:DB8::1", 1)).hasToString("/ip6/2001:db8::1/tcp/1");
        assertThat(Multiaddr.tcp("fe80::1%eth0", 1)).hasToString("/ip6zone/eth0/ip6/fe80::1/tcp/1");
        assertThat(Multiaddr.tcp("example.org", 1)).hasToString("/dns/example.org/tcp/1");
        assertThatThrownBy(() -> Multiaddr.tcp("a/b", 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Multiaddr.tcp("a", 65_536)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "/ip4/127.0.0.1/tcp/1, loopback",
        "/ip4/127.255.0.1, loopback",
        "/ip6/::1, loopback",
        "/ip6/::ffff:127.0.0.1, loopback",
        "/dns4/localhost/tcp/1, loopback",
        "/ip4/10.1.2.3, private",
        "/ip4/172.31.0.1, private",
        "/ip4/192.168.1.1, private",
        "/ip4/169.254.1.1, private",
        "/ip4/100.127.0.1, private",
        "/ip6/fd00::1, private",
        "/ip6zone/eth0/ip6/fe80::1/tcp/1, private",
        "/ip6/::ffff:10.0.0.1, private",
        "/ip4/0.0.0.0/tcp/1, unspecified",
        "/ip6/::/tcp/1, unspecified",
        "/ip4/172.32.0.1, public",
        "/ip4/100.128.0.1, public",
        "/ip4/8.8.8.8, public",
        "/ip6/2001:db8::1, public",
        "/dns/example.org, public",
        "/p2p/" + ID + ", public",
    })
    void knowsWhatAnAddressMeans(String text, String kind) {
        Multiaddr address = address(text);
        assertThat(address.isLoopback()).isEqualTo(kind.equals("loopback"));
        assertThat(address.isPrivate()).isEqualTo(kind.equals("private"));
        assertThat(address.isUnspecified()).isEqualTo(kind.equals("unspecified"));
    }
}
